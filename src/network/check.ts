import { weightsOf } from "./count.ts";
import { checkWhole } from "./layers/limits.ts";
import { hasKernel, layerKind } from "./layers/registry.ts";
import { type NetworkSpec, type Shape, sizeOf } from "./network.ts";
import { NetworkFault, type NetworkSaid } from "./said.ts";

/** Most kernel weights of a network: beyond, one step or one slider move takes seconds. */
export const maximumWeights = 2 ** 22;
/** Most multiply-adds of one example, for the same reason. */
export const maximumMultiplyAdds = 2 ** 28;
/** Most numbers of one example between layers: a batch of 512 has room in 4 GB, gradients included. */
export const maximumFeatures = 2 ** 19;

/** Labels are bytes. */
const maximumOutputs = 256;

/** Throws a NetworkFault of what is wrong with a network specification and what is allowed. */
export function checkSpec({ input, hidden, outputs, activation }: NetworkSpec): void {
  for (const side of input) checkWhole("inputs", side);
  checkWhole("outputs", outputs);
  if (outputs < 2 || outputs > maximumOutputs)
    throw new NetworkFault({ id: "outputs-range", outputs, most: maximumOutputs });
  const found = { weights: 0, multiplyAdds: 0, features: 0 };
  let from: Shape = input;
  hidden.forEach((layer, l) => {
    const kind = layerKind(layer);
    kind.check(layer, from, l);
    const stage = kind.stage(layer, from, layer.kind, activation);
    const { to } = stage;
    if (hasKernel(layer) && layer.residual && from.join() !== to.join())
      throw new NetworkFault({ id: "shortcut-unlike", layer: l, from, to });
    const kernel = weightsOf(stage);
    found.weights += kernel;
    if (kind.readsImages) found.multiplyAdds += kernel * to[0] * to[1];
    found.features += sizeOf(to);
    from = to;
  });
  found.weights += sizeOf(from) * outputs;
  const refuseMore = (what: keyof typeof found, most: number) => {
    if (found[what] > most) throw new NetworkFault({ id: "network-large", what, found: found[what], most });
  };
  refuseMore("weights", maximumWeights);
  refuseMore("multiplyAdds", maximumMultiplyAdds);
  refuseMore("features", maximumFeatures);
}

/** What is wrong with a network specification; null when nothing is. */
export function whyUnfit(spec: NetworkSpec): NetworkSaid | null {
  try {
    checkSpec(spec);
    return null;
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error;
    return error.said;
  }
}
