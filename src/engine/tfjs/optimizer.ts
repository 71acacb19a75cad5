import { add, div, mul, sqrt, square, sub, type Tensor1D } from "@tensorflow/tfjs-core";
import type { Optimizer } from "../../network/optimizer.ts";
import { adamScales, betaPowersAfter, betas, epsilon, momentum } from "../optimizer.ts";

/** Parameters and optimizer state as flat vectors of equal length. */
export interface TfjsOptimizerState {
  readonly parameters: Tensor1D;
  /** None for SGD, the velocity for momentum, first and second moment for Adam. */
  readonly moments: readonly Tensor1D[];
  /** Adam's beta1^t and beta2^t as float32 products. */
  readonly betaPowers: readonly [number, number];
}

/** One step. SGD; momentum v = 0.9 v + g, w -= rate v; Adam with bias correction and epsilon outside of the root
 *  (Kingma & Ba 2015, algorithm 1). */
export function update(
  optimizer: Optimizer,
  learningRate: number,
  state: TfjsOptimizerState,
  gradient: Tensor1D,
): TfjsOptimizerState {
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
  const powers = betaPowersAfter(betaPowers);
  const [rate, secondScale] = adamScales(learningRate, powers);
  const scale = add(sqrt(mul(second, secondScale)), epsilon);
  const change = mul(div(first, scale), rate);
  return { parameters: sub(parameters, change), moments: [first, second], betaPowers: powers };
}
