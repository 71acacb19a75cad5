import { add, div, mul, sqrt, square, sub, type Tensor1D } from "@tensorflow/tfjs-core";
import type { Optimizer } from "../api.ts";

/** Parameters and optimizer state as flat vectors of equal length. */
export interface State {
  readonly parameters: Tensor1D;
  /** None for SGD, the velocity for momentum, first and second moment for Adam. */
  readonly moments: readonly Tensor1D[];
  /** Adam's beta1^t and beta2^t as float32 products. */
  readonly betaPowers: readonly [number, number];
}

const momentum = 0.9;
/** Adam's decay rates as the float32 numbers that the tensors are multiplied with. */
const betas = [Math.fround(0.9), Math.fround(0.999)] as const;
/** Given explicitly: tfjs' own default is 1e-4 on WebGL. */
const epsilon = 1e-7;

/** Moment vectors that an optimizer keeps. */
export const momentsOf: Readonly<Record<Optimizer, number>> = { sgd: 0, momentum: 1, adam: 2 };

/** One step. SGD; momentum v = 0.9 v + g, w -= rate v; Adam with bias correction and epsilon outside of the root
 *  (Kingma & Ba 2015, algorithm 1). */
export function update(optimizer: Optimizer, learningRate: number, state: State, gradient: Tensor1D): State {
  const { parameters, betaPowers } = state;
  if (optimizer === "sgd") {
    return { parameters: sub(parameters, mul(gradient, learningRate)), moments: [], betaPowers };
  }
  if (optimizer === "momentum") {
    const velocity: Tensor1D = add(mul(state.moments[0], momentum), gradient);
    return { parameters: sub(parameters, mul(velocity, learningRate)), moments: [velocity], betaPowers };
  }
  const [beta1, beta2] = betas;
  const first: Tensor1D = add(mul(state.moments[0], beta1), mul(gradient, 1 - beta1));
  const second: Tensor1D = add(mul(state.moments[1], beta2), mul(square(gradient), 1 - beta2));
  const power1 = Math.fround(betaPowers[0] * beta1);
  const power2 = Math.fround(betaPowers[1] * beta2);
  const scale = add(sqrt(mul(second, 1 / (1 - power2))), epsilon);
  const change = mul(div(first, scale), learningRate / (1 - power1));
  return { parameters: sub(parameters, change), moments: [first, second], betaPowers: [power1, power2] };
}
