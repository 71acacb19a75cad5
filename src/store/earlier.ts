import type { CurvePoint, Level, Reached } from "../recipe/node.ts";
import type { Lifted } from "../recipe/references.ts";
import { axisOf, type Setup } from "../setup/setup.ts";
import type { Earlier } from "./references.ts";

type AxisSetup = Parameters<typeof axisOf>[0];

/** A state of another axis stands on that of all weights where as many of them are gone; others count wholes, of which it lost none
 *  for certain: there it has no place. */
const placed = (
  setup: AxisSetup,
  axis: string,
  own: readonly CurvePoint[],
  levels: readonly Level[],
): readonly CurvePoint[] => {
  if (axis === axisOf(setup)) return own;
  if (setup.granularity !== "weight" || setup.protect !== "none") return [];
  return levels.map(({ pruned, accuracy }) => ({ sparsity: pruned, accuracy }));
};

/** The curve before fine-tuning, on the axis in use; null where it has no place there. */
export function referenceOn(
  setup: Pick<Setup, keyof AxisSetup>,
  reference: Earlier | null,
): readonly CurvePoint[] | null {
  if (!reference) return null;
  const points = placed(setup, reference.axis, reference.points, reference.levels);
  return points.length > 0 ? points : null;
}

/** What runs under a mask reached, on the axis in use. */
export const reachedOn = (setup: AxisSetup, reached: readonly Reached[]): readonly CurvePoint[] =>
  reached.flatMap((point) => placed(setup, point.axis, [point], [point]));

/** Where states stand on the axis in use: at their own cut where that is of this axis, else where as many of all weights have gone. */
export function placerOn(
  setup: AxisSetup,
  levels: readonly Level[],
): (node: { readonly setup: AxisSetup; readonly cut: number; readonly pruned: number }) => number {
  const axis = axisOf(setup);
  return ({ setup: own, cut, pruned }) => {
    if (axisOf(own) === axis) return cut;
    const next = levels.findIndex((level) => level.pruned >= pruned);
    if (next <= 0) return next < 0 ? pruned : levels[0].sparsity;
    const [low, high] = [levels[next - 1], levels[next]];
    return low.sparsity + ((high.sparsity - low.sparsity) * (pruned - low.pruned)) / (high.pruned - low.pruned);
  };
}

/** How far the last run lifted what stands, at its place on the axis in use; null where it has none there. */
export function liftOn(setup: AxisSetup, lifted: Lifted | null) {
  const [point] = lifted ? reachedOn(setup, [lifted.reached]) : [];
  return point && lifted ? { sparsity: point.sparsity, from: lifted.from, to: point.accuracy } : null;
}
