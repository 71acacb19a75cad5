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

/** Strands of the weights that a mask keeps; `channels` is how many there are of what the layer reads. Runs at every move of the slider
 *  over all weights. */
export function strandsOf({ weights, shape }: Layer, bits: Uint8Array, channels: number): Strands {
  const units = unitCount({ shape });
  const strands = empty(channels, units);
  const { norms, sums } = strands;
  for (let i = 0, row = 0; i < weights.length; i += units, row++) {
    const at = channelOf(row, channels) * units;
    for (let j = 0; j < units; j++) {
      const weight = weights[i + j] * bits[i + j];
      norms[at + j] += weight * weight;
      sums[at + j] += weight;
    }
  }
  return rooted(strands);
}

/** Strands of the weights that two masks tell apart: above 0 what this one alone prunes, below what the other does. */
export function differingStrands(layer: Layer, bits: Uint8Array, others: Uint8Array, channels: number): Strands {
  const { weights, shape } = layer;
  const units = unitCount({ shape });
  const strands = empty(channels, units);
  const { norms, sums } = strands;
  for (let i = 0, row = 0; i < weights.length; i += units, row++) {
    const at = channelOf(row, channels) * units;
    for (let j = 0; j < units; j++) {
      const weight = Math.abs(weights[i + j]) * (others[i + j] - bits[i + j]);
      norms[at + j] += weight * weight;
      sums[at + j] += weight;
    }
  }
  return rooted(strands);
}

const empty = (from: number, to: number): Strands => ({
  from,
  to,
  norms: new Float32Array(from * to),
  sums: new Float32Array(from * to),
});

function rooted(strands: Strands): Strands {
  const { norms } = strands;
  for (let k = 0; k < norms.length; k++) norms[k] = Math.sqrt(norms[k]);
  return strands;
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
