import { passesOf } from "./layers/passes.ts";
import { isParametric, type Stage } from "./layers/stage.ts";
import type { Mask } from "./mask.ts";
import { type Layer, sizeOf } from "./network.ts";

/** Synaptic flow (Tanaka et al. 2020): asked with a mask, gives the derivative of R = 1' |W_L| .. |W_1| 1 by every |w|, layer by layer
 *  ([..., in, out] each), in float64, without biases and activations; 0 where a weight is pruned, for it carries no flow. Pooling
 *  passes the largest on. The arrays belong to the flow and are written anew by the next question. What is kept costs time, the rest
 *  next to none. */
export function createFlow(
  stages: readonly Stage[],
  layers: readonly Layer[],
): (mask: Mask) => readonly Float64Array[] {
  const values = [
    new Float64Array(sizeOf(stages[0].from)).fill(1),
    ...stages.map(({ to }) => new Float64Array(sizeOf(to))),
  ];
  const gradients = values.map(({ length }) => new Float64Array(length));
  const flows = stages.map((stage) => {
    const layer = isParametric(stage) ? layers.find(({ name }) => name === stage.name) : undefined;
    return passesOf(stage).flow(stage, layer);
  });
  const kernels = flows.flatMap(({ kernel }) => (kernel ? [kernel] : []));
  return (mask) => {
    kernels.forEach((kernel, l) => {
      kernel.keep(mask.get(layers[l].name)!);
    });
    flows.forEach((flow, s) => {
      flow.forth(values[s], values[s + 1]);
    });
    gradients[stages.length].fill(1);
    for (let s = stages.length - 1; s >= 0; s--) flows[s].back(gradients[s + 1], gradients[s]);
    return kernels.map(({ gradient }) => gradient);
  };
}
