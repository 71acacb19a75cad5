import type { Layer } from "../../network/network.ts";
import { channelOf, unitCount } from "../../network/wiring.ts";

/** What leads from each of what a layer reads (the image as one, maps, units) to each of its units: the norm of the weights that are
 *  drawn, and their sum, whose sign is told by colour. */
export interface Strands {
  readonly from: number;
  readonly to: number;
  /** from x to. */
  readonly norms: Float32Array;
  readonly sums: Float32Array;
}

/** Strands of the weights that a mask keeps; `channels` is how many there are of what the layer reads. */
export function strandsOf({ weights, shape }: Layer, bits: Uint8Array, channels: number): Strands {
  return gather(unitCount({ shape }), channels, weights.length, (i) => weights[i] * bits[i]);
}

/** Strands of the weights that two masks tell apart: above 0 what this one alone prunes, below what the other does. */
export function differingStrands(
  { weights, shape }: Layer,
  bits: Uint8Array,
  others: Uint8Array,
  channels: number,
): Strands {
  const value = (i: number) => Math.abs(weights[i]) * (others[i] - bits[i]);
  return gather(unitCount({ shape }), channels, weights.length, value);
}

function gather(units: number, channels: number, count: number, value: (index: number) => number): Strands {
  const norms = new Float32Array(channels * units);
  const sums = new Float32Array(channels * units);
  for (let i = 0, row = 0; i < count; i += units, row++) {
    const at = channelOf(row, channels) * units;
    for (let j = 0; j < units; j++) {
      const one = value(i + j);
      norms[at + j] += one * one;
      sums[at + j] += one;
    }
  }
  for (let k = 0; k < norms.length; k++) norms[k] = Math.sqrt(norms[k]);
  return { from: channels, to: units, norms, sums };
}

/** The norm that is drawn at full strength: a few are stronger, or they would leave the rest pale. */
export function fullNorm({ norms }: Strands): number {
  const sorted = norms.slice().sort();
  return sorted[Math.floor((sorted.length - 1) * 0.97)] || 1;
}

/** Norm of the kept weights of each input, and how many inputs have any. */
export function readsOf({ weights, shape }: Layer, bits: Uint8Array): { norms: Float32Array; count: number } {
  const units = unitCount({ shape });
  const norms = new Float32Array(weights.length / units);
  let count = 0;
  for (let i = 0, row = 0; i < weights.length; i += units, row++) {
    let [squares, kept] = [0, 0];
    for (let j = 0; j < units; j++) {
      kept += bits[i + j];
      squares += bits[i + j] * weights[i + j] * weights[i + j];
    }
    norms[row] = Math.sqrt(squares);
    if (kept > 0) count++;
  }
  return { norms, count };
}

/** Units of a layer, the strongest first. */
export function strongestFirst({ from, to, norms }: Strands): number[] {
  const strength = new Float32Array(to);
  for (let k = 0; k < norms.length; k++) strength[k % to] += norms[k] * norms[k];
  return from === 0 ? [] : Array.from(strength.keys()).sort((one, other) => strength[other] - strength[one]);
}
