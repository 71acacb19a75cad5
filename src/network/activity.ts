import { type Block, type Examples, loadBlock } from "./examples.ts";
import type { Mask } from "./mask.ts";
import { type Layer, sizeOf } from "./network.ts";
import { createPass, padded, patch, putInFrame } from "./pass.ts";
import type { Parametric, Stage } from "./stages.ts";
import { biasMasks } from "./wiring.ts";

/** How one layer is used by examples. */
export interface LayerActivity {
  /** Euclidean norm of what every row of the kernel reads, over all examples and places. */
  readonly inputNorms: Float64Array;
  /** Share of the examples (and places) at which a unit's activation is exactly 0, 0..1. */
  readonly zeroShare: Float64Array;
  /** Mean |activation| of a unit. */
  readonly meanActivation: Float64Array;
}

/** Activity of every layer of a masked network, in float64 on the processor. */
export function activityOf(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  { inputs, labels }: Examples,
): LayerActivity[] {
  const count = labels.length;
  let block: Block = new Float64Array(inputs.length);
  loadBlock(inputs, stages[0].from, block, 0, count, count);
  return createPass(stages, count)
    .prepare(layers, mask, biasMasks(layers, mask))
    .flatMap((apply, s) => {
      const stage = stages[s];
      const input = block;
      block = new Float64Array(sizeOf(stage.to) * count);
      apply(input, block, count);
      return stage.kind === "pool"
        ? []
        : [{ inputNorms: normsOf(stage, input, count), ...unitsOf(stage, input, block, count) }];
    });
}

function normsOf(stage: Parametric, input: Block, count: number): Float64Array {
  const squares = (block: Block, feature: number) => {
    let sum = 0;
    for (let i = feature * count; i < (feature + 1) * count; i++) sum += block[i] * block[i];
    return sum;
  };
  if (stage.kind === "dense")
    return Float64Array.from({ length: stage.kernel[0] }, (_, row) => Math.sqrt(squares(input, row)));
  const frame = new Float64Array(sizeOf(padded(stage)) * count);
  putInFrame(stage, input, frame, count);
  const sums = Float64Array.from({ length: frame.length / count }, (_, feature) => squares(frame, feature));
  const [, across, channels] = padded(stage);
  const [down, right] = stage.to;
  return Float64Array.from(patch(stage), (first) => {
    let sum = 0;
    for (let y = 0; y < down; y++) for (let x = 0; x < right; x++) sum += sums[first + (y * across + x) * channels];
    return Math.sqrt(sum);
  });
}

function unitsOf({ to, residual }: Parametric, input: Block, output: Block, count: number) {
  const units = to[2];
  const zeroShare = new Float64Array(units);
  const meanActivation = new Float64Array(units);
  const places = output.length / units;
  for (let i = 0; i < output.length; i++) {
    const unit = Math.floor(i / count) % units;
    const value = residual ? output[i] - input[i] : output[i];
    if (value === 0) zeroShare[unit] += 1 / places;
    meanActivation[unit] += Math.abs(value) / places;
  }
  return { zeroShare, meanActivation };
}
