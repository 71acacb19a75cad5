import type { Layer } from "./network.ts";
import { arraysOf } from "./parameters.ts";

/** True when no parameter is infinite or not a number. */
export const isFiniteNetwork = (layers: readonly Layer[]): boolean =>
  layers.every((layer) => arraysOf(layer).every(allFinite));

/** A finite number minus itself is 0. By index: a million weights are looked at between two bursts of steps. */
export function allFinite(values: Float32Array): boolean {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] - values[i];
  return sum === 0;
}
