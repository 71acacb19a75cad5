import { activityOf } from "./activity.ts";
import { gradientsOf, hessianVectorProduct } from "./backward.ts";
import { folded, gainsOf } from "./batchNorm.ts";
import { type Examples, loadBlock } from "./examples.ts";
import { createFlow } from "./flow.ts";
import type { Stage } from "./layers/stage.ts";
import type { Mask } from "./mask.ts";
import type { Layer, NetworkSpec } from "./network.ts";
import { createPass } from "./pass.ts";
import { softmax } from "./softmax.ts";
import { stagesOf } from "./stages.ts";

/** Saliency statistics of a layer over a fixed batch of training examples: one number a weight in the flat order of the kernel, or one
 *  a unit. Worked out when asked for; arrays must not be written to. */
export interface LayerStatistics {
  /** Derivative of the mean loss by every weight, pruned ones too: [..., in, out]. */
  gradient(): Float64Array;
  /** Second derivative by every weight (exact where there are no hidden layers), or the empirical Fisher information: [..., in, out]. */
  curvature(): Float64Array;
  /** The Hessian of the loss times its gradient, among the weights that are left: [..., in, out]. */
  hessianGradient(): Float64Array;
  /** Euclidean norm, over examples and positions, of what every weight is multiplied with: [..., in, out]. */
  inputNorm(): Float64Array;
  /** Share of the examples (and positions) at which a unit's activation is exactly 0, 0..1: [out]. */
  zeroShare(): Float64Array;
  /** Mean |activation| of a unit: [out]. */
  meanActivation(): Float64Array;
}

/** Saliency statistics of a network. */
export interface SaliencyStatistics {
  readonly layers: readonly LayerStatistics[];
  /** Synaptic flow under a mask: derivative of R by every |w|; of the network alone, not of the batch. Overwritten when asked again. */
  readonly flow: () => (mask: Mask) => readonly Float64Array[];
}

/** Saliency statistics of a masked network over labelled examples, in float64 on the processor; each is worked out once, when it is
 *  asked for first. Batch norm goes by its running mean and variance, as in evaluation. */
export function saliencyStatistics(
  spec: NetworkSpec,
  layers: readonly Layer[],
  mask: Mask,
  examples: Examples,
): SaliencyStatistics {
  const stages = stagesOf(spec);
  const evaluated = folded(layers);
  /** By a weight instead of by what it is folded into: times the unit's gain, `power` times. */
  const unfolded = (l: number, values: Float64Array, power = 1): Float64Array => {
    if (!layers[l].batchNorm) return values;
    const gains = gainsOf(layers[l]);
    return values.map((value, i) => value * gains[i % gains.length] ** power);
  };
  const foldedGradients = once(() => gradientsOf(stages, evaluated, mask, examples));
  const gradients = once(() =>
    foldedGradients().map(({ weights, squares }, l) => ({
      weights: unfolded(l, weights),
      squares: unfolded(l, squares, 2),
    })),
  );
  const activity = once(() => activityOf(stages, evaluated, mask, examples));
  const product = once(() => {
    // Along the gradient among the weights that are left; biases stay where they are.
    const direction = gradients().map(({ weights }, l) => {
      const { name, bias } = layers[l];
      const kept = mask.get(name)!;
      const along = weights.map((gradient, i) => gradient * kept[i]);
      return { weights: unfolded(l, along), bias: new Float64Array(bias.length) };
    });
    const products = hessianVectorProduct(stages, evaluated, mask, examples, direction);
    return products.map(({ weights }, l) => unfolded(l, weights));
  });
  const exact = once(() => exactCurvature(stages, layers, mask, examples));
  return {
    layers: layers.map(({ weights, bias }, l) => ({
      gradient: () => gradients()[l].weights,
      curvature: () => (layers.length === 1 ? exact() : gradients()[l].squares),
      hessianGradient: () => product()[l],
      inputNorm: () => {
        const { inputNorms } = activity()[l];
        return Float64Array.from(weights, (_, i) => inputNorms[Math.floor(i / bias.length)]);
      },
      zeroShare: () => activity()[l].zeroShare,
      meanActivation: () => activity()[l].meanActivation,
    })),
    flow: () => {
      const flow = createFlow(stages, evaluated);
      return (asked) =>
        flow(asked).map((gradient, l) => (layers[l].batchNorm ? unfolded(l, gradient).map(Math.abs) : gradient));
    },
  };
}

/** Diagonal of the Hessian of a network without hidden layers: the mean of x_i^2 p_k (1 - p_k) for weight (i, k). */
function exactCurvature(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  { inputs, labels }: Examples,
): Float64Array {
  const count = labels.length;
  const [{ weights, bias }] = layers;
  const classes = bias.length;
  const values = new Float64Array(inputs.length);
  loadBlock(inputs, stages[0].from, values, 0, count, count);
  const probabilities = new Float64Array(classes * count);
  createPass(stages, count).prepare(layers, mask)[0](values, probabilities, count);
  softmax(probabilities, count, count);
  return Float64Array.from(weights, (_, w) => {
    const [i, k] = [Math.floor(w / classes), w % classes];
    let sum = 0;
    for (let n = 0; n < count; n++) {
      const probability = probabilities[k * count + n];
      sum += values[i * count + n] ** 2 * probability * (1 - probability);
    }
    return sum / count;
  });
}

function once<Result>(make: () => Result): () => Result {
  let made: Result | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
