import type { ReactNode } from "react";
import { criterionOf } from "../../pruning/criteria/registry.ts";
import { granularityFormulas, scopeFormulas } from "../../pruning/explain.ts";
import type { Formula as Tree } from "../../pruning/formula.ts";
import type { Setup } from "../../setup/setup.ts";
import { useStore } from "../../store/store.ts";
import {
  criterionExplained,
  type Explanation,
  granularityExplained,
  scopeExplained,
  scoredOn,
} from "../../text/explained.ts";
import { criterionName } from "../../text/method.ts";
import { Formula } from "../Formula.tsx";
import styles from "./Explained.module.css";

/** What the chosen criterion, granularity and scope do: a sentence, the formula, where it comes from. */
export function Explained({ setup, granularity, scope }: { setup: Setup; granularity: string; scope: string }) {
  const criterion = criterionOf(setup.criterion);
  const data = useStore((state) => state.data);
  return (
    <dl className={styles.explained}>
      <Entry name={criterionName(criterion.id)} of={criterionExplained(criterion.id)} formula={criterion.formula}>
        {criterion.needs?.includes("batch") && data ? scoredOn(data.scoringCount) : null}
      </Entry>
      <Entry
        name={granularity}
        of={granularityExplained[setup.granularity]}
        formula={granularityFormulas[setup.granularity]}
      />
      <Entry name={scope} of={scopeExplained[setup.scope]} formula={scopeFormulas[setup.scope]} />
    </dl>
  );
}

function Entry(props: { name: string; of: Explanation; formula: Tree; children?: ReactNode }) {
  const { name, of, formula, children } = props;
  const { summary, source } = of;
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
