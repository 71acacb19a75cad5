import { type Block, type Examples, loadBlock } from "./examples.ts";
import { passesOf } from "./layers/passes.ts";
import { isParametric, type Parametric, type Stage } from "./layers/stage.ts";
import type { Mask } from "./mask.ts";
import { type Layer, sizeOf } from "./network.ts";
import { createPass } from "./pass.ts";
import { biasMasks } from "./wiring.ts";

/** How one layer is used by examples. */
export interface LayerActivity {
  /** Euclidean norm of what every row of the kernel reads, over all examples and positions. */
  readonly inputNorms: Float64Array;
  /** Share of the examples (and positions) at which a unit's activation is exactly 0, 0..1. */
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
      const inputNorms = passesOf(stage).inputNorms(stage, input, count);
      return inputNorms && isParametric(stage) ? [{ inputNorms, ...unitsOf(stage, input, block, count) }] : [];
    });
}

function unitsOf({ to, residual }: Parametric, input: Block, output: Block, count: number) {
  const units = to[2];
  const zeroShare = new Float64Array(units);
  const meanActivation = new Float64Array(units);
  const positions = output.length / units;
  for (let i = 0; i < output.length; i++) {
    const unit = Math.floor(i / count) % units;
    const value = residual ? output[i] - input[i] : output[i];
    if (value === 0) zeroShare[unit] += 1 / positions;
    meanActivation[unit] += Math.abs(value) / positions;
  }
  return { zeroShare, meanActivation };
}
