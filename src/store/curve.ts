import { withShares } from "../pruning/cut.ts";
import type { CurvePoint, Level } from "../recipe/node.ts";
import { curveAges } from "../text/before.ts";
import type { Preview } from "../worker/jobs/preview.ts";
import type { Snapshot } from "../worker/protocol.ts";
import type { StateKey } from "../worker/stateKey.ts";
import { accuracyAt } from "./compare.ts";
import { isRanked } from "./cut.ts";
import type { Measured, State } from "./store.ts";

/** With the figure at the handle; of older weights none are kept. A layer's own slider, as it moves, cuts by other shares than the
 *  curve: what is measured there is no point of it. */
export function withMeasured(
  measured: Measured | null,
  preview: Pick<Preview, "key" | "handle" | "accuracy">,
  snapshot: Snapshot | null,
): Measured | null {
  const { key, handle, accuracy } = preview;
  const { shares, sparsity } = handle;
  if (shares && snapshot && String(withShares(snapshot.ranking, shares).shares) !== String(snapshot.ranking.shares))
    return measured;
  const known = measured?.version === key.version ? measured.points : [];
  return { version: key.version, points: together(known, [{ sparsity, accuracy }]) };
}

/** Two sets of points as one by sparsity; of two at one place the second counts. */
export function together(some: readonly CurvePoint[], others: readonly CurvePoint[]): readonly CurvePoint[] {
  const all = new Map([...some, ...others].map((point) => [point.sparsity, point]));
  return [...all.values()].sort((a, b) => a.sparsity - b.sparsity);
}

/** The trade-off curve as it is drawn. */
export interface DrawnCurve {
  /** The levels, and what was measured at the handle, by sparsity. */
  readonly points: readonly CurvePoint[];
  /** Of what it is, where training or another choice has left it behind: "some steps ago". */
  readonly age: string | null;
}

export function drawnCurve(
  curve: { readonly key: StateKey; readonly points: readonly Level[] } | null,
  measured: Measured | null,
  snapshot: Snapshot | null,
  isRanked: boolean,
): DrawnCurve {
  if (!curve) return { points: [], age: null };
  const age = !isRanked ? curveAges.choice : curve.key.version !== snapshot?.key.version ? curveAges.steps : null;
  return {
    points: measured?.version === curve.key.version ? together(curve.points, measured.points) : curve.points,
    age,
  };
}

/** The accuracy that the handle stands at: what was measured there or, for as long as that is on its way, what the curve says. Null
 *  while neither is known. */
export function accuracyAtHandle(
  { points, age }: DrawnCurve,
  preview: Pick<Preview, "handle" | "accuracy"> | null,
  sparsity: number,
): number | null {
  if (!preview || preview.handle.sparsity === sparsity) return preview?.accuracy ?? null;
  return (age ? null : accuracyAt(points, sparsity)) ?? preview.accuracy;
}

let latest: { readonly of: readonly unknown[]; readonly curve: DrawnCurve } | undefined;

/** The curve of a state; the same as long as nothing of it changes. */
export function curveOf(state: State): DrawnCurve {
  const { results, measured, snapshot } = state;
  const of = [results.curve, measured, snapshot?.key.version, isRanked(state)];
  if (!latest?.of.every((one, i) => one === of[i]))
    latest = { of, curve: drawnCurve(results.curve ?? null, measured, snapshot, isRanked(state)) };
  return latest.curve;
}

/** Where the handle stands in a state, and how high. */
export const placeOf = (state: State) => ({
  sparsity: state.sparsity,
  standing: accuracyAtHandle(curveOf(state), state.results.preview ?? null, state.sparsity),
});
