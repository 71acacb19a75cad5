import { filled } from "../../../charts/filled.ts";
import { criteria } from "../../../pruning/criteria/registry.ts";
import { changeSetup } from "../../../store/actions/settings.ts";
import { useStore } from "../../../store/store.ts";
import { criterionNeeds, criterionPage, inShort } from "../../../text/choices.ts";
import { criterionExplained } from "../../../text/explained.ts";
import { settingNames } from "../../../text/settings.ts";
import { useTrained } from "../../useTrained.ts";
import { criterionOptions } from "../../workflow/choices.ts";
import { Accuracy } from "../Accuracy.tsx";
import { Choices } from "../Choices.tsx";
import { More } from "../More.tsx";
import page from "../Page.module.css";
import { criterionPicture } from "../pictures.tsx";

/** What a score goes by; of the one in use all that is known of it. */
export function CriterionPage() {
  const setup = useStore((state) => state.setup);
  const examples = useStore((state) => state.data?.scoringCount ?? null);
  const trained = useTrained();
  const options = criterionOptions(setup, trained);
  return (
    <div className={page.page}>
      <p>{criterionPage.lead}</p>
      <Choices
        name={settingNames.criterion}
        value={setup.criterion}
        options={criteria.map((criterion, place) => {
          const { id, formula, needs = [] } = criterion;
          const { summary, source } = criterionExplained(id);
          const isInUse = id === setup.criterion;
          return {
            ...options[place],
            line: isInUse
              ? filled(criterionPage.inUse(summary, <cite>{source}</cite>, criterionNeeds(needs, examples)))
              : inShort(summary),
            formula,
            picture: criterionPicture(id),
            aside: (
              <Accuracy
                method={{ criterion: id, granularity: setup.granularity, scope: setup.scope }}
                name={options[place].label}
              />
            ),
          };
        })}
        onChange={(criterion) => changeSetup({ criterion })}
      />
      <More to={["compare", "explain"]} />
    </div>
  );
}
