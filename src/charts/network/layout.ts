import { scaleLinear } from "d3-scale";

/** Where the units of a network stand: one column a layer, each centred in its height. */
export interface LayerColumn {
  readonly x: number;
  readonly ys: readonly number[];
  /** Side of the square that stands for a unit. */
  readonly side: number;
}

/** Places columns of the given widths into a frame; squares shrink when a column is crowded. */
export function columnsFor(
  counts: readonly number[],
  frame: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number },
  largest: number,
): LayerColumn[] {
  const height = frame.bottom - frame.top;
  const x = scaleLinear([0, counts.length - 1], [frame.left, frame.right]);
  return counts.map((count, i) => {
    const isEnd = i === 0 || i === counts.length - 1;
    const spread = isEnd ? Math.min(height / count, height * 0.34) : height / count;
    const side = Math.max(2, Math.min(isEnd ? largest * 1.8 : largest, spread - 3));
    const top = (frame.top + frame.bottom) / 2 - (spread * (count - 1)) / 2;
    return { x: x(i), side, ys: Array.from({ length: count }, (_, j) => top + j * spread) };
  });
}

/** A cubic from unit to unit, flat at both ends; the control points stand at 0.42 of the way. */
export const bend = 0.42;

/** Point of that curve at t in [0, 1]. */
export function pointOnEdge(x0: number, y0: number, x1: number, y1: number, t: number): readonly [number, number] {
  const c = (x1 - x0) * bend;
  const u = 1 - t;
  const x = u ** 3 * x0 + 3 * u * u * t * (x0 + c) + 3 * u * t * t * (x1 - c) + t ** 3 * x1;
  const y = u ** 3 * y0 + 3 * u * u * t * y0 + 3 * u * t * t * y1 + t ** 3 * y1;
  return [x, y];
}
