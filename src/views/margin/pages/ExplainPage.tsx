import { useStore } from "../../../store/store.ts";
import { granularityOptions, labelIn, scopeOptions } from "../../workflow/choices.ts";
import { Explained } from "../../workflow/Explained.tsx";
import { More } from "../More.tsx";
import page from "../Page.module.css";

/** What criterion, granularity and scope in use do. */
export function ExplainPage() {
  const setup = useStore((state) => state.setup);
  return (
    <div className={page.page}>
      <Explained
        setup={setup}
        granularity={labelIn(granularityOptions(setup), setup.granularity)}
        scope={labelIn(scopeOptions(setup), setup.scope)}
      />
      <More to={["what", "criterion", "across"]} />
    </div>
  );
}
