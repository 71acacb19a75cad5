import type { Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import { heightOf, type Plan, type PlannedColumn } from "./plan.ts";
import { differingStrands, fullNorm, readsOf, type Strands, strandsOf } from "./strands.ts";

/** One example on its way: of every hidden stage what its units answer, and how sure the network is of every class. */
export interface RunningSignal {
  readonly activations: readonly Float32Array[];
  readonly probabilities: Float32Array;
}

/** What the weights of a network give to draw, whatever is cut. */
export interface Bones {
  readonly layers: readonly Layer[];
  /** Norms at full strength, by kernel. */
  readonly full: readonly number[];
  /** What each kernel reads: the image as one, maps, units. */
  readonly channels: readonly number[];
}

export function bonesOf(layers: readonly Layer[], plan: Plan): Bones {
  const channels = layers.map((_, l) => (l === 0 ? 1 : plan.columns[l - 1].count));
  const full = layers.map((layer, l) =>
    fullNorm(strandsOf(layer, new Uint8Array(layer.weights.length).fill(1), channels[l])),
  );
  return { layers, full, channels };
}

/** All that lies behind at one cut. */
export interface CutScene {
  readonly strands: readonly Strands[];
  /** Whether strands show where two cuts differ. */
  readonly isDifference: boolean;
}

export function sceneOf({ layers, channels }: Bones, mask: Mask, other: Mask | undefined): CutScene {
  const strands = layers.map((layer, l) => {
    const bits = mask.get(layer.name)!;
    const others = other?.get(layer.name);
    return others ? differingStrands(layer, bits, others, channels[l]) : strandsOf(layer, bits, channels[l]);
  });
  return { strands, isDifference: other !== undefined };
}

/** What is still read of the input; null where every part of it is, by every filter. */
export const stillRead = ([first]: readonly Layer[], mask: Mask): ReturnType<typeof readsOf> | null =>
  first.shape.length === 2 ? readsOf(first, mask.get(first.name)!) : null;

/** Units of a column from top to bottom; in their own order where nothing else is said. */
export const unitsOf = (column: PlannedColumn, order: readonly number[] | null): readonly number[] =>
  order ?? Array.from({ length: column.count }, (_, unit) => unit);

/** Heights of the units of a column, by unit. */
export function heightsOf(plan: Plan, column: PlannedColumn, order: readonly number[] | null): Float32Array {
  const heights = new Float32Array(column.count);
  unitsOf(column, order).forEach((unit, place) => {
    heights[unit] = heightOf(plan, column, place);
  });
  return heights;
}

/** How strongly each unit of a column answers, 0..1, over all of its map. */
export function strengthsOf(column: PlannedColumn, signal: RunningSignal | null): Float32Array | null {
  if (!signal || column.kind === "answers") return null;
  const answers = signal.activations[column.stage];
  const strengths = new Float32Array(column.count);
  for (let i = 0; i < answers.length; i++) {
    const unit = i % column.count;
    strengths[unit] = Math.max(strengths[unit], Math.abs(answers[i]));
  }
  const most = strengths.reduce((largest, one) => Math.max(largest, one), 1e-9);
  return strengths.map((one) => one / most);
}
