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

const linearTicks = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const logTicks = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1];

/** An axis over the pixels [left, right]. */
export function createAxis(kind: AxisKind, left: number, right: number): Axis {
  const room = right - left;
  const clamp = (share: number) => Math.min(1, Math.max(0, share));
  if (kind === "linear")
    return {
      kind,
      x: (sparsity) => left + sparsity * room,
      sparsity: (x) => clamp((x - left) / room),
      ticks: linearTicks,
    };
  const end = Math.log(leastKept);
  return {
    kind,
    x: (sparsity) => left + room * Math.min(1, Math.log(Math.max(1 - sparsity, leastKept)) / end),
    sparsity: (x) => (x >= right ? 1 : clamp(1 - Math.exp(end * clamp((x - left) / room)))),
    ticks: logTicks,
  };
}
