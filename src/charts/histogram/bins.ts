import { max } from "d3-array";

export interface Bins {
  /** Symmetric range [-limit, limit] of the bins. */
  readonly limit: number;
  /** Bin of each weight. */
  readonly of: Uint8Array;
  readonly counts: Uint32Array;
}

/** Sorts weights into an even number of equal bins, symmetric about 0, so that no bin mixes signs; those that `alive` marks
 *  with 0 are left out. At most 256 bins. */
export function binWeights(weights: Float32Array, alive: Uint8Array, bins: number): Bins {
  const limit = max(weights, Math.abs) || 1;
  const of = new Uint8Array(weights.length);
  const counts = new Uint32Array(bins);
  const scale = bins / (2 * limit);
  for (let i = 0; i < weights.length; i++) {
    const bin = Math.min(bins - 1, Math.floor((weights[i] + limit) * scale));
    of[i] = bin;
    counts[bin] += alive[i];
  }
  return { limit, of, counts };
}

/** How many weights of each bin the mask keeps; it keeps none that are left out. */
export function keptPerBin({ of, counts }: Bins, mask: Uint8Array): Uint32Array {
  const kept = new Uint32Array(counts.length);
  for (let i = 0; i < of.length; i++) kept[of[i]] += mask[i];
  return kept;
}
