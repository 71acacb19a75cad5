import { pathIn } from "./references.ts";
import type { State } from "./store.ts";

/** How far the run that goes on is. */
export interface RunSoFar {
  readonly kind: "train" | "finetune";
  /** Passes over the training set since it began, with fractions, and how many it is to make. */
  readonly done: number;
  readonly epochs: number;
  /** Where it began and where it is to end on the timeline. */
  readonly from: number;
  readonly until: number;
  /** What is left at the pace of the last seconds, with all that is shown meanwhile; null while that is not known. */
  readonly secondsLeft: number | null;
}

type Running = Pick<State, "running" | "progress" | "history" | "nodes" | "place" | "run">;

/** The run that goes on, since it or what it goes on with began; null where none does. */
export function runSoFar(state: Running): RunSoFar | null {
  const { running, progress, history } = state;
  const { step, epoch, ends, reachedPerSecond } = progress;
  const last = pathIn(state).at(-1);
  if (!running || !ends || !last) return null;
  const perEpoch = ends.step / ends.epoch;
  const from = history.entries[history.current]?.clock ?? 0;
  return {
    kind: running,
    done: Math.max(0, epoch - last.trained / perEpoch),
    epochs: Math.max(1, Math.round((ends.step - last.trained) / perEpoch)),
    from,
    until: from + ends.step - last.trained,
    secondsLeft: reachedPerSecond > 0 ? (ends.step - step) / reachedPerSecond : null,
  };
}
