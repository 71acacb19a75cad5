import type { Activation } from "./network.ts";

/** Applies a hidden layer's activation in place to `count` entries from `at`. */
export function activate(activation: Activation, values: Float64Array, at: number, count: number): void {
  const end = at + count;
  if (activation === "relu") {
    for (let n = at; n < end; n++) if (values[n] < 0) values[n] = 0;
  } else for (let n = at; n < end; n++) values[n] = Math.tanh(values[n]);
}
