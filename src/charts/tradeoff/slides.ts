import type { MapState } from "../runs/forest.ts";

/** A point of a curve. */
export interface OnCurve {
  readonly sparsity: number;
  readonly accuracy: number;
}

/** The way of a cut down a curve, from the state it was made from to where it stands; the straight one where no curve is known. */
export function slideOf(from: MapState, to: MapState, curve: readonly OnCurve[] | null): readonly OnCurve[] {
  const [low, high] = [Math.min(from.sparsity, to.sparsity), Math.max(from.sparsity, to.sparsity)];
  const between = (curve ?? []).filter(({ sparsity }) => sparsity > low && sparsity < high);
  return [from, ...(from.sparsity <= to.sparsity ? between : between.toReversed()), to];
}
