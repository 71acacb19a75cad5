import type { Parameter } from "./layers/kind.ts";
import { layerKind } from "./layers/registry.ts";
import type { Stage } from "./layers/stage.ts";
import type { NetworkSpec } from "./network.ts";
import { parametricStages } from "./stages.ts";

/** Numbers in the parameters of a stage that a rule picks. */
const countOf = (stage: Stage, pick: (parameter: Parameter) => boolean): number =>
  layerKind(stage)
    .parameters(stage)
    .filter(pick)
    .reduce((sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1), 0);

const isPrunable = ({ isPrunable }: Parameter) => isPrunable;

/** Weights of a stage that pruning counts: those of its kernel. */
export const weightsOf = (stage: Stage): number => countOf(stage, isPrunable);

/** Positions a kernel is applied at, layer by layer: pixels of a convolution's output, 1 for a dense layer. */
export function outputPositions(spec: NetworkSpec): number[] {
  return parametricStages(spec).map(({ to }) => to[0] * to[1]);
}

/** Kernel weights: what pruning counts. */
export function countWeights(spec: NetworkSpec): number {
  return parametricStages(spec).reduce((sum, stage) => sum + weightsOf(stage), 0);
}

/** Trained parameters: kernel weights, biases and what else the optimizer steps. */
export function countParameters(spec: NetworkSpec): number {
  return parametricStages(spec).reduce((sum, stage) => sum + countOf(stage, ({ isTrainable }) => isTrainable), 0);
}

/** Multiply-adds of one example: kernel weights times output positions; biases are not counted. */
export function countMultiplyAdds(spec: NetworkSpec): number {
  return parametricStages(spec).reduce((sum, stage) => sum + weightsOf(stage) * stage.to[0] * stage.to[1], 0);
}
