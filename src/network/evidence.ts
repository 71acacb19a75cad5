import { activityOf } from "./activity.ts";
import { type Examples, gradientsOf, hessianTimes } from "./backward.ts";
import { createFlow } from "./flow.ts";
import type { Mask } from "./mask.ts";
import { type Layer, type NetworkSpec, sizeOf } from "./network.ts";
import { createPass } from "./pass.ts";
import { softmax } from "./softmax.ts";
import { type Stage, stagesOf } from "./stages.ts";

/** What a fixed batch of training examples tells about a layer; worked out when it is asked for. Arrays must not be written to. */
export interface Evidence {
  /** Derivative of the mean loss by every weight; pruned weights too. */
  gradient(): Float64Array;
  /** Second derivative by every weight (exact where there are no hidden layers), or the empirical Fisher information. */
  curvature(): Float64Array;
  /** The Hessian of the loss times its gradient. */
  hessianGradient(): Float64Array;
  /** Euclidean norm of what every weight is multiplied with. */
  inputNorm(): Float64Array;
  /** Per unit: share of the examples at which its activation is exactly 0. */
  zeroShare(): Float64Array;
  /** Per unit: mean |activation|. */
  meanActivation(): Float64Array;
}

/** What the batch tells about the whole network. */
export interface NetworkEvidence {
  readonly layers: readonly Evidence[];
  /** Synaptic flow under a mask: derivative of R by every |w|; of the network alone, not of the batch. Overwritten when asked again. */
  readonly flow: () => (mask: Mask) => readonly Float64Array[];
}

/** What labelled examples tell about a masked network, in float64 on the processor. Everything is worked out once, when it is
 *  asked for first. */
export function evidenceOf(
  spec: NetworkSpec,
  layers: readonly Layer[],
  mask: Mask,
  examples: Examples,
): NetworkEvidence {
  const stages = stagesOf(spec);
  const gradients = once(() => gradientsOf(stages, layers, mask, examples));
  const activity = once(() => activityOf(stages, layers, mask, examples));
  const turned = once(() => {
    // The gradient's way among the weights that are left; biases stay where they are.
    const direction = gradients().map(({ weights, bias }, l) => {
      const kept = mask.get(layers[l].name)!;
      return { weights: weights.map((slope, i) => slope * kept[i]), bias: new Float64Array(bias.length) };
    });
    return hessianTimes(stages, layers, mask, examples, direction);
  });
  const exact = once(() => exactCurvature(stages, layers, mask, examples));
  return {
    layers: layers.map(({ weights, bias }, l) => ({
      gradient: () => gradients()[l].weights,
      curvature: () => (layers.length === 1 ? exact() : gradients()[l].squares),
      hessianGradient: () => turned()[l].weights,
      inputNorm: () => {
        const { inputNorms } = activity()[l];
        return Float64Array.from(weights, (_, i) => inputNorms[Math.floor(i / bias.length)]);
      },
      zeroShare: () => activity()[l].zeroShare,
      meanActivation: () => activity()[l].meanActivation,
    })),
    flow: () => createFlow(stages, layers),
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
  const features = sizeOf(stages[0].from);
  const scale = inputs instanceof Uint8Array ? 255 : 1;
  const [{ weights, bias }] = layers;
  const classes = bias.length;
  const values = new Float64Array(features * count);
  for (let i = 0; i < values.length; i++) values[i] = inputs[(i % count) * features + Math.floor(i / count)] / scale;
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
