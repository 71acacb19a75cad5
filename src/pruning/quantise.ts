import { roundHalfToEven } from "./round.ts";

/** Weights rounded to b bits, symmetric and one scale for all: whole multiples of max|w| / (2^(b-1) - 1), as float32. */
export function quantised(weights: Float32Array, bits: number): Float32Array {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / (2 ** (bits - 1) - 1);
  if (scale === 0) return weights.slice();
  return weights.map((weight) => Math.sign(weight) * roundHalfToEven(Math.abs(weight) / scale) * scale);
}
