import { type Block, type Examples, loadBlock } from "./examples.ts";
import { maskOf } from "./keptWeights.ts";
import { type Direction, type LayerGradient, LayerWay, type Moving, PoolWay } from "./layerWay.ts";
import type { Mask } from "./mask.ts";
import { type Layer, sizeOf } from "./network.ts";
import { createPass } from "./pass.ts";
import { softmax } from "./softmax.ts";
import type { Stage } from "./stages.ts";
import { biasMasks } from "./wiring.ts";

interface Task {
  readonly stages: readonly Stage[];
  readonly layers: readonly Layer[];
  readonly mask: Mask;
  readonly biasMask: Mask;
  readonly examples: Examples;
  /** Writes the slope of what is differentiated at the outputs (outputs x stride) of `count` examples, `from` on, and its turn. */
  readonly slopeOf: (outputs: Moving, slope: Moving, from: number, count: number, stride: number) => void;
  readonly direction?: readonly Direction[];
}

/** Examples that go through the network together, so that what they leave behind stays in the processor's cache. */
const blockSize = 64;

/** Gradients of the mean softmax cross-entropy of a masked network over the examples, in float64 on the processor. */
export function gradientsOf(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  examples: Examples,
): LayerGradient[] {
  const task = lossTask(stages, layers, mask, examples);
  return propagate(task).map((way) => way.gradient(examples.labels.length));
}

/** The Hessian of that loss times a direction, exact but for rounding (Pearlmutter 1994, Fast exact multiplication by the Hessian). */
export function hessianTimes(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  examples: Examples,
  direction: readonly Direction[],
): LayerGradient[] {
  const task = { ...lossTask(stages, layers, mask, examples), direction };
  return propagate(task).map((way) => way.gradientTurn(examples.labels.length));
}

function lossTask(stages: readonly Stage[], layers: readonly Layer[], mask: Mask, examples: Examples): Task {
  return { stages, layers, mask, biasMask: biasMasks(layers, mask), examples, slopeOf: slopeOfLoss(examples.labels) };
}

/** Softmax less the label; it turns as the softmax does. */
const slopeOfLoss =
  (labels: Uint8Array): Task["slopeOf"] =>
  (logits, slope, from, count, stride) => {
    slope.value.set(logits.value);
    softmax(slope.value, count, stride);
    for (let n = 0; n < count; n++) {
      if (slope.turn && logits.turn) {
        let mean = 0;
        for (let i = n; i < slope.value.length; i += stride) mean += slope.value[i] * logits.turn[i];
        for (let i = n; i < slope.value.length; i += stride) slope.turn[i] = slope.value[i] * (logits.turn[i] - mean);
      }
      slope.value[labels[from + n] * stride + n] -= 1;
    }
  };

/** Runs all examples forth and back; the ways of the layers then hold their sums. */
function propagate({ stages, layers, mask, biasMask, examples, slopeOf, direction }: Task): LayerWay[] {
  const { inputs, labels } = examples;
  const stride = Math.min(blockSize, labels.length);
  const features = sizeOf(stages[0].from);
  const applies = createPass(stages, stride).prepare(layers, mask, biasMask);
  const block = (size: number): Block => new Float64Array(size * stride);
  const moving = (size: number): Moving => ({ value: block(size), turn: direction ? block(size) : null });
  // The examples themselves do not turn.
  const values = [{ value: block(features), turn: null }, ...stages.map(({ to }) => moving(sizeOf(to)))];
  const slopes = [null, ...stages.slice(1).map(({ from }) => moving(sizeOf(from))), moving(sizeOf(stages.at(-1)!.to))];
  const ways = stages.map((stage) => {
    if (stage.kind === "pool") return new PoolWay(stage, stride);
    const l = layers.findIndex(({ name }) => name === stage.name);
    return new LayerWay(stage, layers[l], maskOf(mask, layers[l]), stride, direction?.[l]);
  });
  for (let from = 0; from < labels.length; from += stride) {
    const count = Math.min(stride, labels.length - from);
    loadBlock(inputs, stages[0].from, values[0].value, from, count, stride);
    stages.forEach((_, s) => {
      applies[s](values[s].value, values[s + 1].value, count);
      if (direction) ways[s].turn(values[s], values[s + 1], count);
    });
    slopeOf(values[stages.length], slopes[stages.length]!, from, count, stride);
    for (let s = stages.length - 1; s >= 0; s--)
      ways[s].back(values[s], values[s + 1], slopes[s + 1]!, slopes[s], count);
  }
  return ways.filter((way) => way instanceof LayerWay);
}
