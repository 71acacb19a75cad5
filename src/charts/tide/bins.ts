/** Weights of a layer, or scores of its units, by sign and size. */
export interface SizeBins {
  /** Bin of each: below `bins` the negative ones, smallest first, from `bins` on the others. */
  readonly of: Uint8Array;
  /** How many there are in each. */
  readonly counts: Uint32Array;
}

/** How far up a size stands, 0..1: small ones are told apart by its root. */
export const heightOf = (size: number, most: number) => Math.sqrt(Math.min(1, Math.max(0, size / most)));

/** The size that stands so far up. */
export const sizeAt = (height: number, most: number) => most * Math.min(1, Math.max(0, height)) ** 2;

/** The largest finite size of all that are there; 1 where none has any. */
export function mostOf(layers: readonly { readonly values: ArrayLike<number>; readonly there: Uint8Array }[]): number {
  let most = 0;
  for (const { values, there } of layers)
    for (let i = 0; i < values.length; i++) {
      const size = Math.abs(values[i]);
      if (size > most && there[i] === 1 && size < Number.POSITIVE_INFINITY) most = size;
    }
  return most || 1;
}

/** Sorts what is there into `bins` bins a sign, of equal height up to `most`. At most 127. */
export function binSizes(values: ArrayLike<number>, there: Uint8Array, most: number, bins: number): SizeBins {
  const of = new Uint8Array(values.length);
  const counts = new Uint32Array(2 * bins);
  for (let i = 0; i < values.length; i++) {
    const size = Math.min(bins - 1, Math.floor(heightOf(Math.abs(values[i]), most) * bins));
    of[i] = values[i] < 0 ? size : bins + size;
    counts[of[i]] += there[i];
  }
  return { of, counts };
}

/** How many of each bin are kept, of those that are there. */
export function keptPerBin({ of, counts }: SizeBins, there: Uint8Array, kept: Uint8Array): Uint32Array {
  const found = new Uint32Array(counts.length);
  for (let i = 0; i < of.length; i++) found[of[i]] += kept[i] & there[i];
  return found;
}
