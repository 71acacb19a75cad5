import type { CurvePoint } from "../recipe/node.ts";
import { isRanked } from "./cut.ts";
import type { State } from "./store.ts";

type Seen = Pick<State, "nodes" | "running" | "snapshot" | "results" | "rankedBy" | "setup" | "walked">;

/** Whether nobody has done anything yet, and there is something to prune: the network came trained. */
export const isFirstSight = ({ nodes, running, snapshot }: Pick<State, "nodes" | "running" | "snapshot">): boolean =>
  running === null &&
  (snapshot?.step ?? 0) > 0 &&
  ![...nodes.values()].some(({ step }) => step !== null && step.kind !== "load");

/** Shares of the weights that a sentence can name, the largest first. */
const shares = [0.9, 0.75, 0.5, 0.25, 0.1];

/** The largest of these that can go and leave accuracy as it is or better, by a curve of all levels; null where none can. */
export function goesForNothing(curve: readonly CurvePoint[]): number | null {
  const [dense] = curve;
  const at = (share: number) => curve.find(({ sparsity }) => Math.abs(sparsity - share) < 1e-9);
  return shares.find((share) => (at(share)?.accuracy ?? -1) >= dense.accuracy) ?? null;
}

/** The share that can go for nothing, at first sight and once the curve of what stands is measured. */
export function givenAway(state: Seen): number | null {
  const { curve } = state.results;
  const isOfThese = curve && curve.key.version === state.snapshot?.key.version && isRanked(state);
  return isOfThese && isFirstSight(state) ? goesForNothing(curve.points) : null;
}

/** How far the curve is drawn, 0..1: at first sight as far as one has been and as the sentence tells, so that there is something to find
 *  out. Null where all of it is, as soon as the handle was let go or anything was trained. */
export const walkedTo = (state: Seen): number | null =>
  isFirstSight(state) ? Math.max(state.walked, givenAway(state) ?? 0) : null;
