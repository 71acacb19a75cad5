import type { Mask } from "./mask.ts";
import type { Layer } from "./network.ts";

/** A layer without its pruned weights: for every unit the inputs it still listens to. */
export interface KeptWeights {
  readonly units: number;
  /** Unit j's entries stand at `start[j]` to `start[j + 1]` of `input` and `weight`. */
  readonly start: Uint32Array;
  readonly input: Uint32Array;
  readonly weight: Float64Array;
  /** 0 for a masked bias. */
  readonly bias: Float64Array;
}

/** The mask of a layer; throws when it is missing or does not fit. */
export function maskOf(mask: Mask, layer: Layer): Uint8Array {
  const kept = mask.get(layer.name);
  if (kept?.length !== layer.weights.length)
    throw new Error(
      `The mask has ${kept?.length ?? "no"} entries for layer "${layer.name}" of ${layer.weights.length}.`,
    );
  return kept;
}

/** Biases in float64, 0 where `kept` (a byte a bias) is. */
export function keptBiases(layer: Layer, kept: Uint8Array | undefined): Float64Array {
  return Float64Array.from(layer.bias, (value, j) => (kept?.[j] === 0 ? 0 : value));
}

/** The kept weights of a layer; row r of the kernel reads input feature `rows[r]`. */
export function keptWeights(
  layer: Layer,
  kept: Uint8Array,
  keptBias: Uint8Array | undefined,
  rows: Uint32Array,
): KeptWeights {
  const { weights } = layer;
  const units = layer.bias.length;
  const start = new Uint32Array(units + 1);
  for (let i = 0; i < kept.length; i += units) for (let j = 0; j < units; j++) start[j + 1] += kept[i + j];
  for (let j = 0; j < units; j++) start[j + 1] += start[j];
  const next = start.slice();
  const input = new Uint32Array(start[units]);
  const weight = new Float64Array(start[units]);
  for (let i = 0, row = 0; i < kept.length; i += units, row++)
    for (let j = 0; j < units; j++) {
      if (kept[i + j] === 0) continue;
      input[next[j]] = rows[row];
      weight[next[j]++] = weights[i + j];
    }
  return { units, start, input, weight, bias: keptBiases(layer, keptBias) };
}

/** Sums of all units for one example, of an input feature a row of the kernel: weights as they lie, which are gone through once only.
 *  Inputs that are 0, most of a digit's, take no time. */
export function multiplyOne(
  { weights, bias }: Layer,
  kept: Uint8Array,
  keptBias: Uint8Array | undefined,
  rows: Uint32Array,
  inputs: Float64Array,
  sums: Float64Array,
): void {
  const units = bias.length;
  for (let j = 0; j < units; j++) sums[j] = keptBias?.[j] === 0 ? 0 : bias[j];
  for (let row = 0, from = 0; row < rows.length; row++, from += units) {
    const value = inputs[rows[row]];
    if (value === 0) continue;
    for (let j = 0; j < units; j++) if (kept[from + j] !== 0) sums[j] += value * weights[from + j];
  }
}

/** Sums of all units for `count` examples. `inputs` and `sums` hold a row of `stride` examples for every input and unit, beginning
 *  with rows `inputRow` and `sumRow`. */
export function multiply(
  layer: KeptWeights,
  inputs: Float64Array,
  sums: Float64Array,
  count: number,
  stride: number,
  inputRow = 0,
  sumRow = 0,
): void {
  const { units, start, input, weight, bias } = layer;
  for (let j = 0; j < units; j++) {
    const to = (sumRow + j) * stride;
    sums.fill(bias[j], to, to + count);
    const end = start[j + 1];
    let p = start[j];
    // Eight inputs at a time: a sum is loaded and stored once for eight products.
    for (; p + 7 < end; p += 8) {
      const [w0, w1, w2, w3] = [weight[p], weight[p + 1], weight[p + 2], weight[p + 3]];
      const [w4, w5, w6, w7] = [weight[p + 4], weight[p + 5], weight[p + 6], weight[p + 7]];
      const [i0, i1] = [(inputRow + input[p]) * stride, (inputRow + input[p + 1]) * stride];
      const [i2, i3] = [(inputRow + input[p + 2]) * stride, (inputRow + input[p + 3]) * stride];
      const [i4, i5] = [(inputRow + input[p + 4]) * stride, (inputRow + input[p + 5]) * stride];
      const [i6, i7] = [(inputRow + input[p + 6]) * stride, (inputRow + input[p + 7]) * stride];
      for (let n = 0; n < count; n++)
        sums[to + n] +=
          w0 * inputs[i0 + n] +
          w1 * inputs[i1 + n] +
          w2 * inputs[i2 + n] +
          w3 * inputs[i3 + n] +
          (w4 * inputs[i4 + n] + w5 * inputs[i5 + n] + w6 * inputs[i6 + n] + w7 * inputs[i7 + n]);
    }
    for (; p < end; p++) {
      const w = weight[p];
      const from = (inputRow + input[p]) * stride;
      for (let n = 0; n < count; n++) sums[to + n] += w * inputs[from + n];
    }
  }
}
