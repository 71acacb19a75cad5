import type { NetworkSpec } from "./network.ts";
import { type Parametric, parametricStages } from "./stages.ts";

const weightsOf = ({ kernel }: Parametric) => kernel.reduce((product, side) => product * side, 1);

/** Places a kernel is applied at, layer by layer: pixels of a convolution's output, 1 for a dense layer. */
export function outputPositions(spec: NetworkSpec): number[] {
  return parametricStages(spec).map(({ to }) => to[0] * to[1]);
}

/** Kernel weights: what pruning counts. */
export function countWeights(spec: NetworkSpec): number {
  return parametricStages(spec).reduce((sum, stage) => sum + weightsOf(stage), 0);
}

/** Kernel weights and biases. */
export function countParameters(spec: NetworkSpec): number {
  return countWeights(spec) + parametricStages(spec).reduce((sum, { to }) => sum + to[2], 0);
}

/** Multiply-adds of one example: kernel weights times output positions; biases are not counted. */
export function countMultiplyAdds(spec: NetworkSpec): number {
  return parametricStages(spec).reduce((sum, stage) => sum + weightsOf(stage) * stage.to[0] * stage.to[1], 0);
}
