import { type NetworkSpec, type Shape, sizeOf } from "./network.ts";

/** Most kernel weights of a network: beyond, one step or one slider move takes seconds. */
export const maximumWeights = 2 ** 22;
/** Most multiply-adds of one example, for the same reason. */
export const maximumMultiplyAdds = 2 ** 28;
/** Most numbers of one example between layers: a batch of 512 has room in 4 GB, slopes included. */
export const maximumFeatures = 2 ** 19;

/** Labels are bytes. */
const maximumOutputs = 256;

function whole(what: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`Number of ${what} is ${value}; it must be a whole number of at least 1.`);
}

/** Throws a RangeError that names what is wrong with a network specification and what is allowed. */
export function checkSpec({ input, hidden, outputs }: NetworkSpec): void {
  for (const side of input) whole("inputs", side);
  whole("outputs", outputs);
  if (outputs < 2 || outputs > maximumOutputs)
    throw new RangeError(`Number of outputs is ${outputs}; a classifier has 2 to ${maximumOutputs}.`);
  let weights = 0;
  let multiplyAdds = 0;
  let features = 0;
  let from: Shape = input;
  hidden.forEach((layer, l) => {
    const place = `hidden layer ${l + 1}`;
    const [height, width, channels] = from;
    if (layer.kind === "dense") {
      whole(`units of ${place}`, layer.units);
      const to: Shape = [1, 1, layer.units];
      refuseUnequal(place, layer.residual, from, to);
      weights += sizeOf(from) * layer.units;
      features += layer.units;
      from = to;
      return;
    }
    whole(`pixels along a side of ${place}`, layer.side);
    if (height === 1 && width === 1)
      throw new RangeError(`${place} needs an image to read, but what comes before it is flat; make it a dense layer.`);
    if (layer.kind === "conv") {
      whole(`filters of ${place}`, layer.filters);
      if (layer.padding === "same" && layer.side % 2 === 0)
        throw new RangeError(`The kernel of ${place} is ${layer.side} pixels wide; with padding it must be odd.`);
    }
    if (layer.side > Math.min(height, width))
      throw new RangeError(`${place} takes squares of ${layer.side} pixels from an image of ${height} x ${width}.`);
    if (layer.kind === "pool") {
      from = [Math.floor(height / layer.side), Math.floor(width / layer.side), channels];
      features += sizeOf(from);
      return;
    }
    const lost = layer.padding === "same" ? 0 : layer.side - 1;
    const to: Shape = [height - lost, width - lost, layer.filters];
    refuseUnequal(place, layer.residual, from, to);
    const kernel = layer.side ** 2 * channels * layer.filters;
    weights += kernel;
    multiplyAdds += kernel * to[0] * to[1];
    features += sizeOf(to);
    from = to;
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

function refuseUnequal(place: string, residual: boolean | undefined, from: Shape, to: Shape): void {
  if (residual && from.join() !== to.join())
    throw new RangeError(`${place} adds its input of ${from.join(" x ")} to ${to.join(" x ")}; they must be alike.`);
}
