import type { NetworkSpec } from "./network.ts";

const widthsOf = ({ inputs, hidden, outputs }: NetworkSpec) => [inputs, ...hidden, outputs];

/** Kernel weights: what pruning counts. */
export function countWeights(spec: NetworkSpec): number {
  const widths = widthsOf(spec);
  return widths.slice(1).reduce((sum, width, l) => sum + width * widths[l], 0);
}

/** Kernel weights and biases. */
export function countParameters(spec: NetworkSpec): number {
  return countWeights(spec) + spec.hidden.reduce((sum, width) => sum + width, spec.outputs);
}

/** Multiply-adds of one example: one a kernel weight in a dense network; biases are not counted. */
export function countMultiplyAdds(spec: NetworkSpec): number {
  return countWeights(spec);
}
