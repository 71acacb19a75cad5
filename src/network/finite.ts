import type { Layer } from "./network.ts";

/** True when no weight or bias is infinite or not a number. */
export const isFiniteNetwork = (layers: readonly Layer[]): boolean =>
  layers.every(({ weights, bias }) => allFinite(weights) && allFinite(bias));

/** A finite number minus itself is 0. By index: a million weights are looked at between two bursts of steps. */
function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] - values[i];
  return sum === 0;
}
