import { scaleLinear, scaleLog } from "d3-scale";

/** How sparsity lies along the axis: evenly, or by the logarithm of what is kept, which gives the sparse end room. */
export type AxisKind = "linear" | "log";

export interface Axis {
  readonly kind: AxisKind;
  /** Pixel of a sparsity, 0..1. */
  readonly x: (sparsity: number) => number;
  /** Sparsity at a pixel, clamped to 0..1. */
  readonly sparsity: (x: number) => number;
  /** Sparsities to name. */
  readonly ticks: readonly number[];
}

/** Least share of kept weights on a logarithmic axis; its end stands for nothing kept. */
const leastKept = 0.002;

const logTicks = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1];

/** An axis over the pixels [left, right]. */
export function createAxis(kind: AxisKind, left: number, right: number): Axis {
  if (kind === "linear") {
    const scale = scaleLinear([0, 1], [left, right]).clamp(true);
    return { kind, x: scale, sparsity: (x) => scale.invert(x), ticks: scale.ticks(10) };
  }
  const scale = scaleLog([1, leastKept], [left, right]).clamp(true);
  return {
    kind,
    x: (sparsity) => scale(1 - sparsity),
    sparsity: (x) => (x >= right ? 1 : 1 - scale.invert(x)),
    ticks: logTicks,
  };
}
