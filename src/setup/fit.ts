import { checkSpec } from "../network/check.ts";
import type { NetworkSpec, Shape } from "../network/network.ts";

/** Why the hidden layers cannot read such inputs; null when they can. */
export function whyNotReadable(
  { hidden, activation, initialiser }: Pick<NetworkSpec, "hidden" | "activation" | "initialiser">,
  input: Shape,
  outputs = 2,
): string | null {
  try {
    checkSpec({ input, hidden, outputs, activation, initialiser });
    return null;
  } catch (error) {
    return (error as RangeError).message;
  }
}
