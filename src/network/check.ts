import type { NetworkSpec } from "./network.ts";

/** Most kernel weights of a network: beyond, one step or one slider move takes seconds. */
export const maximumWeights = 2 ** 22;

/** Labels are bytes. */
const maximumOutputs = 256;

/** Throws a RangeError that names what is wrong with a network specification and what is allowed. */
export function checkSpec({ inputs, hidden, outputs }: NetworkSpec): void {
  const widths = [inputs, ...hidden, outputs];
  const names = ["inputs", ...hidden.map((_, l) => `units of hidden layer ${l + 1}`), "outputs"];
  widths.forEach((width, i) => {
    if (!Number.isInteger(width) || width < 1)
      throw new RangeError(`Number of ${names[i]} is ${width}; it must be a whole number of at least 1.`);
  });
  if (outputs < 2 || outputs > maximumOutputs)
    throw new RangeError(`Number of outputs is ${outputs}; a classifier has 2 to ${maximumOutputs}.`);
  const weights = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l], 0);
  if (weights > maximumWeights)
    throw new RangeError(
      `The network has ${weights} weights; at most ${maximumWeights} are allowed, make a layer narrower.`,
    );
}
