import type { Mask } from "../pruning/types.ts";
import { activate } from "./activate.ts";
import { keptWeights, multiply } from "./keptWeights.ts";
import type { Layer, NetworkSpec } from "./network.ts";

export interface Forward {
  /** Per hidden layer, units x examples: all examples of a unit lie together. */
  readonly activations: readonly Float32Array[];
  /** Examples x classes, softmax. */
  readonly probabilities: Float32Array;
}

/** Runs `count` examples (rows of `inputs`) through the masked network, on the CPU in float64. */
export function forward(
  spec: NetworkSpec,
  layers: readonly Layer[],
  mask: Mask,
  inputs: Float32Array,
  count: number,
  biasMask?: Mask,
): Forward {
  if (inputs.length !== count * spec.inputs)
    throw new Error(`${inputs.length} input values do not make ${count} examples of ${spec.inputs} features.`);
  let current = new Float64Array(inputs.length);
  for (let n = 0; n < count; n++)
    for (let i = 0; i < spec.inputs; i++) current[i * count + n] = inputs[n * spec.inputs + i];
  const activations: Float32Array[] = [];
  layers.forEach((layer, index) => {
    const sums = new Float64Array(layer.bias.length * count);
    multiply(keptWeights(layer, mask, biasMask), current, sums, count, count);
    if (index < layers.length - 1) {
      activate(spec.activation, sums, 0, sums.length);
      activations.push(Float32Array.from(sums));
    }
    current = sums;
  });
  return { activations, probabilities: softmax(current, count, spec.outputs) };
}

/** Softmax over the classes of logits (classes x examples), as examples x classes. */
function softmax(logits: Float64Array, count: number, classes: number): Float32Array {
  const probabilities = new Float32Array(count * classes);
  for (let n = 0; n < count; n++) {
    let top = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) top = Math.max(top, logits[c * count + n]);
    let total = 0;
    for (let c = 0; c < classes; c++) total += Math.exp(logits[c * count + n] - top);
    for (let c = 0; c < classes; c++) probabilities[n * classes + c] = Math.exp(logits[c * count + n] - top) / total;
  }
  return probabilities;
}
