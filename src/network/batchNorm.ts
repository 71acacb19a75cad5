import type { BatchNorm, Layer, NetworkSpec } from "./network.ts";

/** Share that a batch has in the running mean and variance, and what is added to variances: as in PyTorch (torch.nn.BatchNorm2d). The
 *  running variance is that of a sample, n / (n - 1) times the batch's, by which the batch itself is normalised. */
export const momentum = 0.1;
export const epsilon = 1e-5;

/** Scale 1; of the sums nothing is known. */
export const initialBatchNorm = (units: number): BatchNorm => ({
  scale: new Float32Array(units).fill(1),
  mean: new Float32Array(units),
  variance: new Float32Array(units).fill(1),
});

/** What evaluation multiplies a unit's sums with, scale / sqrt(variance + epsilon): [out]. 1 without batch norm. */
export function gainsOf({ bias, batchNorm }: Layer): Float64Array {
  if (!batchNorm) return new Float64Array(bias.length).fill(1);
  const { scale, variance } = batchNorm;
  return Float64Array.from(scale, (value, j) => value / Math.sqrt(variance[j] + epsilon));
}

/** The layers as evaluation has them: batch norm folded into kernel and bias, for its mean and variance stand. What such layers give is
 *  the same but for rounding to float32. Layers without are the same objects. */
export function folded(layers: readonly Layer[]): readonly Layer[] {
  return layers.map((layer) => {
    const { batchNorm, ...plain } = layer;
    if (!batchNorm) return layer;
    const gains = gainsOf(layer);
    const units = gains.length;
    return {
      ...plain,
      weights: layer.weights.map((weight, i) => weight * gains[i % units]),
      bias: layer.bias.map((shift, j) => shift - batchNorm.mean[j] * gains[j]),
    };
  });
}

/** The network that such layers make. */
export const foldedSpec = (spec: NetworkSpec): NetworkSpec => ({
  ...spec,
  hidden: spec.hidden.map((layer) => ("batchNorm" in layer ? { ...layer, batchNorm: false } : layer)),
});
