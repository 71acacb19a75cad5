import { useMemo } from "react";
import { keptCount, type Mask, sparsityOf } from "../network/mask.ts";
import { type Agreement, agreementOf } from "../pruning/agreement.ts";
import { maskAt, prunedOfGroup } from "../pruning/cut.ts";
import { countAlike, writeMethod } from "../pruning/method.ts";
import type { Method } from "../pruning/types.ts";
import type { CurvePoint, Level } from "../recipe/node.ts";
import type { Setup } from "../setup/setup.ts";
import type { Comparison } from "../worker/jobs/comparison.ts";
import type { Results } from "../worker/jobs/registry.ts";
import type { Cut } from "./cut.ts";
import { type State, useStore } from "./store.ts";

/** What points say at a place, on a straight line between its neighbours; null beyond the last. `place` rises. */
export function between<Point>(
  points: readonly Point[],
  place: (point: Point) => number,
  value: (point: Point) => number,
  at: number,
): number | null {
  const next = points.findIndex((point) => place(point) >= at);
  if (next < 0) return null;
  if (next === 0 || place(points[next]) === at) return value(points[next]);
  const [before, after] = [points[next - 1], points[next]];
  const share = (at - place(before)) / (place(after) - place(before));
  return value(before) + share * (value(after) - value(before));
}

const sparsityIn = ({ sparsity }: CurvePoint) => sparsity;
const accuracyIn = ({ accuracy }: CurvePoint) => accuracy;
const prunedIn = ({ pruned }: Level) => pruned;

/** The curve in use, and how it was cut. */
interface Own extends Pick<Setup, "granularity" | "groupSize"> {
  readonly points: readonly Level[];
}

/** A compared curve on the axis of the one in use. Where they count other things, the points stand where the curve in use has pruned
 *  as many weights; those beyond it are left out. */
export function onAxisOf(own: Own, { method, points }: Comparison): readonly CurvePoint[] {
  if (countAlike(own.granularity, method.granularity)) return points;
  const levels = atStops(own);
  return points.flatMap(({ pruned, accuracy }) => {
    const sparsity = between(levels, prunedIn, sparsityIn, pruned);
    return sparsity === null ? [] : [{ sparsity, accuracy }];
  });
}

/** Of groups, one level for every number of weights that may go of each. */
function atStops({ points, granularity, groupSize }: Own): readonly Level[] {
  if (granularity !== "group") return points;
  const stops = new Map(points.map((point) => [prunedOfGroup(point.sparsity, groupSize), point]));
  return [...stops].map(([count, point]) => ({ ...point, sparsity: count / groupSize }));
}

/** Accuracy of a curve at a sparsity, between its levels on a straight line; null where it does not reach. */
export const accuracyAt = (curve: readonly CurvePoint[], sparsity: number): number | null =>
  between(curve, sparsityIn, accuracyIn, sparsity);

/** How a compared method cuts at the handle's place. */
export interface OtherCut {
  readonly mask: Mask;
  /** Share of all kernel weights that its mask prunes, 0..1. */
  readonly pruned: number;
  readonly agreement: Agreement;
  /** Between the measured levels of its curve. */
  readonly accuracy: number | null;
}

/** The latest answer for each comparison: all who ask in one frame share one cut. */
const latest = new WeakMap<Comparison, { readonly cut: Cut; readonly other: OtherCut }>();

/** Cuts a comparison as the handle (0..1) cuts the ranking in use: at the same sparsity or, where they count other things, where about
 *  as many weights go. */
export function otherCutOf(comparison: Comparison, cut: Cut, sparsity: number): OtherCut {
  const known = latest.get(comparison);
  if (known?.cut === cut) return known.other;
  const { method, points, ranking } = comparison;
  const { granularity, maskBefore } = cut.snapshot.ranking;
  const own = countAlike(granularity, method.granularity)
    ? sparsity
    : (between(points, prunedIn, sparsityIn, cut.sparsity) ?? 1);
  const mask = maskAt(ranking, own);
  const other = {
    mask,
    pruned: sparsityOf(mask),
    agreement: agreementOf(cut.mask, mask, maskBefore),
    accuracy: accuracyAt(points, own),
  };
  latest.set(comparison, { cut, other });
  return other;
}

/** Why cuts are not compared at the handle's place: the one in use takes nothing there that was not gone in earlier rounds, or nothing
 *  at all; null where it does. */
export function whyNotCompared({ kept, snapshot }: Cut): "earlier" | "nothing" | null {
  const { locked, ranking } = snapshot;
  if (kept < keptCount(ranking.maskBefore)) return null;
  return sparsityOf(locked) > 0 ? "earlier" : "nothing";
}

const nothing: Results = {};

/** The comparison with each of the methods, as far as it is done for the weights of a version; else null. */
export function useComparisons(version: number | undefined): readonly (Comparison | null)[] {
  const against = useStore((state) => state.setup.against);
  // Who compares with nothing is not disturbed by what is found out.
  const results = useStore((state) => (state.setup.against.length > 0 ? state.results : nothing));
  return useMemo(() => {
    const found = (method: Method) => results[`comparison:${writeMethod(method)}`];
    return against.map(found).map((one) => (one?.key.version === version ? (one ?? null) : null));
  }, [against, results, version]);
}

/** The mask that the network is to be shown against, and whose it is; null when it is not to be,
 *  or not known yet. */
export function differenceOf(
  { differsFrom, setup, results, sparsity }: Pick<State, "differsFrom" | "setup" | "results" | "sparsity">,
  cut: Cut,
): { readonly method: Method; readonly other: OtherCut } | null {
  const method = differsFrom === null ? undefined : setup.against[differsFrom];
  const comparison = method && results[`comparison:${writeMethod(method)}`];
  if (comparison?.key.version !== cut.snapshot.key.version) return null;
  const other = otherCutOf(comparison, cut, sparsity);
  const { onlyOne, onlyOther } = other.agreement;
  // Without a difference the signs say more.
  return onlyOne + onlyOther > 0 ? { method: comparison.method, other } : null;
}

/** The same for the cut on the page. */
export function useDifference(cut: Cut | null): ReturnType<typeof differenceOf> {
  const differsFrom = useStore((state) => state.differsFrom);
  const setup = useStore((state) => state.setup);
  const sparsity = useStore((state) => state.sparsity);
  const results = useStore((state) => (state.differsFrom === null ? nothing : state.results));
  return useMemo(
    () => cut && differenceOf({ differsFrom, setup, results, sparsity }, cut),
    [cut, differsFrom, setup, results, sparsity],
  );
}
