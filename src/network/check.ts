import { weightsOf } from "./count.ts";
import { checkWhole } from "./layers/limits.ts";
import { hasKernel, layerKind } from "./layers/registry.ts";
import { type NetworkSpec, type Shape, sizeOf } from "./network.ts";

/** Most kernel weights of a network: beyond, one step or one slider move takes seconds. */
export const maximumWeights = 2 ** 22;
/** Most multiply-adds of one example, for the same reason. */
export const maximumMultiplyAdds = 2 ** 28;
/** Most numbers of one example between layers: a batch of 512 has room in 4 GB, gradients included. */
export const maximumFeatures = 2 ** 19;

/** Labels are bytes. */
const maximumOutputs = 256;

/** Throws a RangeError that names what is wrong with a network specification and what is allowed. */
export function checkSpec({ input, hidden, outputs, activation }: NetworkSpec): void {
  for (const side of input) checkWhole("inputs", side);
  checkWhole("outputs", outputs);
  if (outputs < 2 || outputs > maximumOutputs)
    throw new RangeError(`Number of outputs is ${outputs}; a classifier has 2 to ${maximumOutputs}.`);
  let weights = 0;
  let multiplyAdds = 0;
  let features = 0;
  let from: Shape = input;
  hidden.forEach((layer, l) => {
    const name = `hidden layer ${l + 1}`;
    const kind = layerKind(layer);
    kind.check(layer, from, name);
    const stage = kind.stage(layer, from, name, activation);
    if (hasKernel(layer) && layer.residual && from.join() !== stage.to.join())
      throw new RangeError(
        `${name} adds its input of ${from.join(" x ")} to ${stage.to.join(" x ")}; they must be alike.`,
      );
    const kernel = weightsOf(stage);
    weights += kernel;
    if (kind.readsImages) multiplyAdds += kernel * stage.to[0] * stage.to[1];
    features += sizeOf(stage.to);
    from = stage.to;
  });
  weights += sizeOf(from) * outputs;
  const refuseMore = (found: number, what: string, most: number, remedy: string) => {
    if (found > most)
      throw new RangeError(
        `The network has ${grouped(found)} ${what}; at most ${grouped(most)} are allowed, ${remedy}.`,
      );
  };
  refuseMore(weights, "weights", maximumWeights, "make a layer narrower");
  const smaller = "take fewer filters or pool earlier";
  refuseMore(multiplyAdds, "multiply-adds an image in its convolutions", maximumMultiplyAdds, smaller);
  refuseMore(features, "numbers an example between its layers", maximumFeatures, smaller);
}

const grouped = (n: number) => n.toLocaleString("en");

/** What is wrong with a network specification; null when nothing is. */
export function whyUnfit(spec: NetworkSpec): string | null {
  try {
    checkSpec(spec);
    return null;
  } catch (error) {
    return (error as RangeError).message;
  }
}
