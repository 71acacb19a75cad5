import type { Layer } from "./network.ts";

/** A layer's parameters in the order in which engines and checkpoints hold them, which is that of `LayerKind.parameters`. */
export const arraysOf = ({ weights, bias, batchNorm }: Layer): readonly Float32Array[] =>
  batchNorm ? [weights, bias, batchNorm.scale, batchNorm.mean, batchNorm.variance] : [weights, bias];

/** The same layer with other parameters, in that order. */
export function withArrays<Known extends Pick<Layer, "name" | "shape" | "residual">>(
  layer: Known,
  [weights, bias, scale, mean, variance]: readonly Float32Array[],
): Known & Layer {
  return { ...layer, weights, bias, ...(scale ? { batchNorm: { scale, mean, variance } } : {}) };
}
