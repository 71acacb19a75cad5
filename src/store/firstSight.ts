import type { CurvePoint } from "../recipe/node.ts";
import { isRanked } from "./cut.ts";
import type { State } from "./store.ts";

type Seen = Pick<State, "nodes" | "running" | "snapshot" | "results" | "rankedBy" | "setup">;

/** Whether nobody has done anything yet, and there is something to prune: the network came trained. */
export const isFirstSight = ({ nodes, running, snapshot }: Pick<State, "nodes" | "running" | "snapshot">): boolean =>
  running === null &&
  (snapshot?.step ?? 0) > 0 &&
  ![...nodes.values()].some(({ step }) => step !== null && step.kind !== "load");

/** Shares of the weights that a sentence can name, the largest first. */
const shares = [0.9, 0.75, 0.5, 0.25, 0.1];

/** What can go, and the accuracy that is left; null where that is as good as all of it. */
export interface Gift {
  readonly share: number;
  readonly accuracy: number | null;
}

/** The largest of these shares that can go for nothing or, where that is less than half, for a point at most; by a curve of all levels.
 *  Null where none can. */
export function giftOf(curve: readonly CurvePoint[]): Gift | null {
  const [dense] = curve;
  const at = (share: number) => curve.find(({ sparsity }) => Math.abs(sparsity - share) < 1e-9)?.accuracy ?? -1;
  const without = (loss: number) => shares.find((share) => at(share) >= dense.accuracy - loss) ?? 0;
  const [free, cheap] = [without(0), without(0.01)];
  if (free >= 0.5 || (free > 0 && free === cheap)) return { share: free, accuracy: null };
  return cheap > 0 ? { share: cheap, accuracy: at(cheap) } : null;
}

/** What can go, at first sight; undefined before the curve of what stands is measured. */
export function firstGift(state: Seen): Gift | null | undefined {
  const { curve } = state.results;
  if (!isFirstSight(state)) return null;
  const isOfThese = curve && curve.key.version === state.snapshot?.key.version && isRanked(state);
  return isOfThese ? giftOf(curve.points) : undefined;
}

/** How far the curve is drawn, 0..1: at first sight as far as one has been and as the sentence tells, so that there is something to find
 *  out. Null where all of it is: as soon as the handle was let go or anything was trained, and where a link opens at a cut. */
export const walkedTo = (state: Seen & Pick<State, "walked" | "sparsity">): number | null =>
  isFirstSight(state) && state.sparsity <= state.walked ? Math.max(state.walked, firstGift(state)?.share ?? 0) : null;
