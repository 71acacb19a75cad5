import { folded } from "./batchNorm.ts";
import { loadBlock } from "./examples.ts";
import type { Mask } from "./mask.ts";
import { type Layer, type NetworkSpec, sizeOf } from "./network.ts";
import { createPass } from "./pass.ts";
import { softmax } from "./softmax.ts";
import { stagesOf } from "./stages.ts";

export interface Forward {
  /** Per hidden stage (pooling too), units x examples: all examples of a unit lie together. */
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
  const features = sizeOf(spec.input);
  if (inputs.length !== count * features)
    throw new Error(`${inputs.length} input values do not make ${count} examples of ${features} features.`);
  let current: Float64Array = new Float64Array(inputs.length);
  loadBlock(inputs, spec.input, current, 0, count, count);
  const pass = createPass(stagesOf(spec), count);
  const blocks = pass.prepare(folded(layers), mask, biasMask).map((apply, s) => {
    const block = new Float64Array(sizeOf(pass.stages[s].to) * count);
    apply(current, block, count);
    current = block;
    return block;
  });
  const activations = blocks.slice(0, -1).map((block) => Float32Array.from(block));
  softmax(current, count, count);
  const { outputs } = spec;
  const probabilities = new Float32Array(current.length);
  for (let i = 0; i < current.length; i++) probabilities[(i % count) * outputs + Math.floor(i / count)] = current[i];
  return { activations, probabilities };
}
