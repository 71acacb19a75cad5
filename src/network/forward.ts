import type { Mask } from "../pruning/types.ts";
import type { Layer, NetworkSpec } from "./network.ts";

export interface Forward {
  /** Per hidden layer, units x examples: all examples of a unit lie together. */
  readonly activations: readonly Float32Array[];
  /** Examples x classes, softmax. */
  readonly probabilities: Float32Array;
}

/** Runs `count` examples (rows of `inputs`) through the masked network, on the CPU in float32 storage. */
export function forward(
  spec: NetworkSpec,
  layers: readonly Layer[],
  mask: Mask,
  inputs: Float32Array,
  count: number,
  biasMask?: Mask,
): Forward {
  let current = new Float32Array(spec.inputs * count);
  for (let n = 0; n < count; n++)
    for (let i = 0; i < spec.inputs; i++) current[i * count + n] = inputs[n * spec.inputs + i];
  const activations: Float32Array[] = [];
  layers.forEach((layer, index) => {
    const [fanIn, out] = layer.shape.slice(-2);
    const kept = mask.get(layer.name)!;
    const keptBias = biasMask?.get(layer.name);
    const sums = new Float32Array(out * count);
    for (let j = 0; j < out; j++) {
      const row = sums.subarray(j * count, (j + 1) * count);
      row.fill(keptBias && !keptBias[j] ? 0 : layer.bias[j]);
      for (let i = 0; i < fanIn; i++) {
        if (!kept[i * out + j]) continue;
        const weight = layer.weights[i * out + j];
        const from = i * count;
        for (let n = 0; n < count; n++) row[n] += weight * current[from + n];
      }
    }
    if (index < layers.length - 1) {
      if (spec.activation === "relu") for (let n = 0; n < sums.length; n++) sums[n] = Math.max(0, sums[n]);
      else for (let n = 0; n < sums.length; n++) sums[n] = Math.tanh(sums[n]);
      activations.push(sums);
    }
    current = sums;
  });
  const classes = spec.outputs;
  const probabilities = new Float32Array(count * classes);
  for (let n = 0; n < count; n++) {
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) top = Math.max(top, current[c * count + n]);
    let sum = 0;
    for (let c = 0; c < classes; c++) sum += Math.exp(current[c * count + n] - top);
    for (let c = 0; c < classes; c++) probabilities[n * classes + c] = Math.exp(current[c * count + n] - top) / sum;
  }
  return { activations, probabilities };
}
