import { scaleLinear } from "d3-scale";

/** How sparsity lies along the axis: evenly, or by the logarithm of what is kept, which gives the sparse end room. */
export type AxisKind = "linear" | "log";

export interface Axis {
  readonly kind: AxisKind;
  /** Pixel of a sparsity, 0..1. */
  readonly x: (sparsity: number) => number;
  /** Sparsity at a pixel, clamped to 0..1. */
  readonly sparsity: (x: number) => number;
  /** Sparsities that may be named, the more telling first. */
  readonly ticks: readonly number[];
}

/** What a stretched axis counts as kept where nothing is. */
const leastKept = 0.0015;

const stretchedTicks = [0, 1, 0.9, 0.99, 0.5, 0.999, 0.8, 0.95, 0.98];

/** An axis over the pixels [left, right]. */
export function createAxis(kind: AxisKind, left: number, right: number): Axis {
  const place = scaleLinear([0, 1], [left, right]).clamp(true);
  if (kind === "linear") {
    const ticks = [0, 1, 0.5, ...place.ticks(5), ...place.ticks(10)];
    return { kind, x: place, sparsity: (x) => place.invert(x), ticks: [...new Set(ticks)] };
  }
  const share = 1 - leastKept;
  return {
    kind,
    x: (sparsity) => place(Math.log(1 - share * sparsity) / Math.log(leastKept)),
    sparsity: (x) => Math.min(1, (1 - leastKept ** place.invert(x)) / share),
    ticks: stretchedTicks,
  };
}

/** The ticks that have room to be named, `apart` pixels from each other, by place. Of even ones all of a step or none. */
export function namedTicks({ kind, x, ticks }: Axis, apart: number): readonly number[] {
  if (kind === "linear") {
    const step = [0.1, 0.2, 0.5].find((gap) => x(gap) - x(0) >= apart) ?? 1;
    return ticks.filter((tick) => Math.abs(tick / step - Math.round(tick / step)) < 1e-9).sort((a, b) => a - b);
  }
  const named: number[] = [];
  for (const tick of ticks) if (named.every((other) => Math.abs(x(tick) - x(other)) >= apart)) named.push(tick);
  return named.sort((a, b) => a - b);
}
