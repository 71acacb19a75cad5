import type { Layer } from "../network/network.ts";
import type { End } from "./link.ts";
import type { Step } from "./steps/registry.ts";

/** Steps of a recipe that are still to be done, of so many; none where only what they have led to is still to be told. */
export interface PlannedSteps {
  readonly left: readonly Step[];
  readonly total: number;
  /** What it is to lead to, where that is known. */
  readonly end?: End | null | undefined;
}

/** What training has shown since a run began: whether it runs away is judged by that. */
export interface Judged {
  /** Per layer, the largest weight that counts as none too large. */
  readonly base: readonly number[];
  /** The loss that counts as none too high. */
  readonly begun: number;
  readonly wasSilent: boolean;
  /** Which of the latest points were bad. */
  readonly recent: readonly boolean[];
}

/** A run that has not come to its end: with it, and the state that it has reached, it goes on as if nothing had come between. */
export interface UnfinishedRun {
  /** The optimizer step that it leads to. */
  readonly until: number;
  /** That it has taken so far. */
  readonly milliseconds: number;
  readonly judged: Judged;
  /** The weights that it falls back to if it runs away. */
  readonly sound: { readonly step: number; readonly layers: readonly Layer[] };
  /** Whether the node that stands is this run, as far as it had come when it was broken off: it goes on to be the whole run. */
  readonly isNode: boolean;
}

/** What was broken off at a state: a run, what is left of a recipe, or a run and what comes after it. */
export interface Broken {
  readonly run: UnfinishedRun | null;
  readonly plan: PlannedSteps | undefined;
}
