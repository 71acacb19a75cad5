import type { References } from "../../recipe/references.ts";
import { stepBehind } from "../../store/cut.ts";
import type { State } from "../../store/store.ts";
import { atStep } from "../../text/finding.ts";

/** What a sentence looks at. */
export type SentenceState = Pick<
  State,
  | "results"
  | "preparing"
  | "problem"
  | "running"
  | "progress"
  | "snapshot"
  | "history"
  | "data"
  | "spec"
  | "sparsity"
  | "setup"
  | "nodes"
  | "rankedBy"
> & { readonly references: References };

/** " at step 120", where training is further than what is on the page. */
export function whenOf(state: Parameters<typeof stepBehind>[0]): string | null {
  const step = stepBehind(state);
  return step === null ? null : atStep(step);
}
