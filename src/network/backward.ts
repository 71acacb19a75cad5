import { type Block, type Examples, loadBlock } from "./examples.ts";
import type { Differentiation, Direction, Dual, LayerGradient } from "./layers/pass.ts";
import { passesOf } from "./layers/passes.ts";
import type { Stage } from "./layers/stage.ts";
import type { Mask } from "./mask.ts";
import { type Layer, sizeOf } from "./network.ts";
import { createPass, maskedLayer } from "./pass.ts";
import { softmax } from "./softmax.ts";
import { biasMasks } from "./wiring.ts";

/** Examples that go through the network together, so that what they leave behind stays in the processor's cache. */
const blockSize = 64;

/** Gradients of the mean softmax cross-entropy of a masked network over the examples, in float64 on the processor. */
export function gradientsOf(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  examples: Examples,
): LayerGradient[] {
  return differentiated(stages, layers, mask, examples).map(({ gradient }) => gradient);
}

/** The Hessian of that loss times a direction, exact but for rounding (Pearlmutter 1994, Fast exact multiplication by the Hessian). */
export function hessianVectorProduct(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  examples: Examples,
  direction: readonly Direction[],
): LayerGradient[] {
  return differentiated(stages, layers, mask, examples, direction).map(({ tangent }) => tangent);
}

/** Runs all examples forth and back; gives the gradient of every layer and its tangent in a direction. */
function differentiated(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  { inputs, labels }: Examples,
  direction?: readonly Direction[],
) {
  const stride = Math.min(blockSize, labels.length);
  const applies = createPass(stages, stride).prepare(layers, mask, biasMasks(layers, mask));
  const block = (size: number): Block => new Float64Array(size * stride);
  const dual = (size: number): Dual => ({ value: block(size), tangent: direction ? block(size) : null });
  // The examples themselves stay as they are.
  const values = [{ value: block(sizeOf(stages[0].from)), tangent: null }, ...stages.map(({ to }) => dual(sizeOf(to)))];
  const gradients = [null, ...stages.map(({ to }) => dual(sizeOf(to)))];
  const passes = stages.map((stage): Differentiation => {
    const masked = maskedLayer(stage, layers, mask);
    return passesOf(stage).differentiate(stage, stride, masked, masked && direction?.[layers.indexOf(masked.layer)]);
  });
  for (let from = 0; from < labels.length; from += stride) {
    const count = Math.min(stride, labels.length - from);
    loadBlock(inputs, stages[0].from, values[0].value, from, count, stride);
    stages.forEach((_, s) => {
      applies[s](values[s].value, values[s + 1].value, count);
      if (direction) passes[s].tangent(values[s], values[s + 1], count);
    });
    lossGradient(values[stages.length], gradients[stages.length]!, labels.subarray(from, from + count), stride);
    for (let s = stages.length - 1; s >= 0; s--)
      passes[s].back(values[s], values[s + 1], gradients[s + 1]!, gradients[s], count);
  }
  return passes.flatMap(({ means }) => (means ? [means(labels.length)] : []));
}

/** Gradient of the cross-entropy by the logits, softmax less the label (classes x stride), and its tangent, the softmax's. */
function lossGradient(logits: Dual, { value, tangent }: Dual, labels: Uint8Array, stride: number): void {
  value.set(logits.value);
  softmax(value, labels.length, stride);
  labels.forEach((label, n) => {
    if (tangent && logits.tangent) {
      let mean = 0;
      for (let i = n; i < value.length; i += stride) mean += value[i] * logits.tangent[i];
      for (let i = n; i < value.length; i += stride) tangent[i] = value[i] * (logits.tangent[i] - mean);
    }
    value[label * stride + n] -= 1;
  });
}
