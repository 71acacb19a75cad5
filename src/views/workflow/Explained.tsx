import { criterionOf } from "../../pruning/criteria/registry.ts";
import { granularityExplained, scopeExplained } from "../../pruning/explain.ts";
import type { Explanation } from "../../pruning/types.ts";
import type { Setup } from "../../setup/setup.ts";
import { Formula } from "../Formula.tsx";

/** What the chosen criterion, granularity and scope do: a sentence, the formula, where it comes from. */
export function Explained({ setup, granularity, scope }: { setup: Setup; granularity: string; scope: string }) {
  const criterion = criterionOf(setup.criterion);
  return (
    <dl className="explained">
      <Entry name={criterion.label} of={criterion} />
      <Entry name={granularity} of={granularityExplained[setup.granularity]} />
      <Entry name={scope} of={scopeExplained[setup.scope]} />
    </dl>
  );
}

function Entry({ name, of: { summary, formula, source } }: { name: string; of: Explanation }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {summary}
        <Formula of={formula} />
        <cite>{source}</cite>
      </dd>
    </>
  );
}
