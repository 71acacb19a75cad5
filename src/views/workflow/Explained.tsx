import type { ReactNode } from "react";
import { criterionOf } from "../../pruning/criteria/registry.ts";
import { granularityExplained, scopeExplained } from "../../pruning/explain.ts";
import type { Explanation } from "../../pruning/types.ts";
import type { Setup } from "../../setup/setup.ts";
import { useStore } from "../../store/store.ts";
import { explainedText } from "../../text/explained.ts";
import { Formula } from "../Formula.tsx";
import styles from "./Explained.module.css";

/** What the chosen criterion, granularity and scope do: a sentence, the formula, where it comes from. */
export function Explained({ setup, granularity, scope }: { setup: Setup; granularity: string; scope: string }) {
  const criterion = criterionOf(setup.criterion);
  const data = useStore((state) => state.data);
  return (
    <dl className={styles.explained}>
      <Entry name={criterion.label} of={criterion}>
        {criterion.needs?.includes("batch") && data ? explainedText.batch(data.scoringCount) : null}
      </Entry>
      <Entry name={granularity} of={granularityExplained[setup.granularity]} />
      <Entry name={scope} of={scopeExplained[setup.scope]} />
    </dl>
  );
}

function Entry(props: { name: string; of: Explanation; children?: ReactNode }) {
  const { name, of, children } = props;
  const { summary, formula, source } = of;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {summary}
        {children}
        <Formula of={formula} />
        <cite>{source}</cite>
      </dd>
    </>
  );
}
