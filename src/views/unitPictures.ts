import { forward } from "../network/forward.ts";
import { isParametric, type Parametric } from "../network/layers/stage.ts";
import type { NetworkSpec } from "../network/network.ts";
import { stagesOf } from "../network/stages.ts";
import { biasMasks } from "../network/wiring.ts";
import type { Cut } from "../store/cut.ts";

/** Units of a layer that are drawn. */
export const mostUnits = 128;

/** What is drawn of a unit: its weights, and what it answers to a sample. */
export interface UnitPicture {
  readonly isDead: boolean;
  readonly kept: number;
  readonly total: number;
  /** Of the first layer: its weights, pruned ones 0; and the value that is drawn at full strength. */
  readonly weights: Float32Array | null;
  readonly weightShape: readonly number[];
  readonly full: number;
  /** What it answers to the sample, over its map. */
  readonly activations: Float32Array;
  /** Largest |activation|. */
  readonly strongest: number;
}

/** The first units of a hidden layer at a cut, with their answers to a sample of 0..255. */
export function unitsOf(
  spec: NetworkSpec,
  { snapshot: { layers }, mask, dead }: Cut,
  layer: number,
  stage: Parametric,
  pixels: ArrayLike<number>,
): UnitPicture[] {
  const inputs = Float32Array.from(pixels, (pixel) => pixel / 255);
  const { activations } = forward(spec, layers, mask, inputs, 1, biasMasks(layers, mask));
  const answers = activations[stagesOf(spec).findIndex((one) => isParametric(one) && one.name === stage.name)];
  const { weights, shape } = layers[layer];
  const bits = mask.get(layers[layer].name)!;
  const units = stage.to[2];
  const of = <T extends Float32Array | Uint8Array>(values: T, unit: number) =>
    values.filter((_, i) => i % units === unit) as T;
  const squares = weights.reduce((sum, weight) => sum + weight * weight, 0);
  const full = 3 * Math.sqrt(squares / weights.length) || 1;
  return Array.from({ length: Math.min(mostUnits, units) }, (_, u) => {
    const kept = of(bits, u);
    const own = of(answers, u);
    return {
      isDead: dead[layer]?.[u] === 1,
      kept: kept.reduce((sum, bit) => sum + bit, 0),
      total: kept.length,
      weights: layer === 0 ? of(weights, u).map((weight, i) => weight * kept[i]) : null,
      weightShape: stage.kind === "conv" ? shape.slice(0, 2) : spec.input,
      full,
      activations: own,
      strongest: own.reduce((largest, one) => Math.max(largest, Math.abs(one)), 0),
    };
  });
}

/** 0 is blank, `most` all ink. */
export const inkOf = (values: ArrayLike<number>, most: number) =>
  Uint8ClampedArray.from(values, (value) => (255 * Math.abs(value)) / most);
