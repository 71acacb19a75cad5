/** Weights of a layer, or scores of its units, by sign and size. */
export interface SizeBins {
  /** Bin of each: below `bins` the negative ones, smallest first, from `bins` on the others. */
  readonly of: Uint8Array;
  /** How many there are in each. */
  readonly counts: Uint32Array;
}

/** Where sizes stand, 0..1 of the height. */
export interface SizeScale {
  readonly height: (size: number) => number;
  readonly size: (height: number) => number;
  /** Sizes that are named at the axis, the largest first, so far from each other as `apart`, as shares of the height. */
  readonly ticks: (apart: number) => readonly number[];
}

const within = (share: number) => Math.min(1, Math.max(0, share));

/** From 0 to the largest, by the root: small ones are told apart. */
export const rootScale = (most: number): SizeScale => ({
  height: (size) => Math.sqrt(within(size / most)),
  size: (height) => most * within(height) ** 2,
  ticks: (apart) => sizeTicks(most, apart),
});

/** Evenly from the smallest to the largest, for scores that lie close together. */
export function evenScale(least: number, most: number): SizeScale {
  const range = most > least ? most - least : 1;
  const shown = (size: number) => Number(size.toPrecision(2));
  return {
    height: (size) => within((size - least) / range),
    size: (height) => least + range * within(height),
    ticks: () => (shown(most) === shown(least) ? [shown(least)] : [shown(most), shown(least)]),
  };
}

/** The smallest and the largest finite size of all that are there; 0 and 1 where none has any. */
export function rangeOf(
  layers: readonly { readonly values: ArrayLike<number>; readonly there: Uint8Array }[],
): readonly [least: number, most: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const { values, there } of layers)
    for (let i = 0; i < values.length; i++) {
      const size = Math.abs(values[i]);
      if (there[i] !== 1 || !(size < Number.POSITIVE_INFINITY)) continue;
      if (size > most) most = size;
      if (size < least) least = size;
    }
  return [Math.min(least, most), most || 1];
}

/** Sorts what is there into `bins` bins a sign, of equal height on a scale. At most 127. */
export function binSizes(
  values: ArrayLike<number>,
  there: Uint8Array,
  { height }: Pick<SizeScale, "height">,
  bins: number,
): SizeBins {
  const of = new Uint8Array(values.length);
  const counts = new Uint32Array(2 * bins);
  for (let i = 0; i < values.length; i++) {
    const size = Math.min(bins - 1, Math.floor(height(Math.abs(values[i])) * bins));
    of[i] = values[i] < 0 ? size : bins + size;
    counts[of[i]] += there[i];
  }
  return { of, counts };
}

/** Counts how many of each bin are kept, which is none of those that are not there. From one cut to the next it looks only at what
 *  changes, four at a time; what it was told last must stay as it is. */
export function keptCounter({ of, counts }: SizeBins): (kept: Uint8Array) => Uint32Array {
  const found = new Uint32Array(counts.length);
  let last = new Uint8Array(of.length);
  return (told) => {
    const kept = told.byteOffset % 4 === 0 ? told : told.slice();
    const words = of.length >> 2;
    const now = new Uint32Array(kept.buffer, kept.byteOffset, words);
    const before = new Uint32Array(last.buffer, last.byteOffset, words);
    const count = (i: number) => {
      found[of[i]] += kept[i] - last[i];
    };
    for (let w = 0; w < words; w++) {
      if (now[w] === before[w]) continue;
      for (let i = 4 * w; i < 4 * w + 4; i++) count(i);
    }
    for (let i = 4 * words; i < of.length; i++) count(i);
    last = kept as Uint8Array<ArrayBuffer>;
    return found;
  };
}

/** Sizes that are named at the axis, the largest first: of one digit, so far from each other as `apart`, as shares of the height; 0 at
 *  last. */
function sizeTicks(most: number, apart: number): number[] {
  const ticks: number[] = [];
  let last = Number.POSITIVE_INFINITY;
  const top = Math.floor(Math.log10(most) + 1e-12);
  const first = Math.floor(most / 10 ** top + 1e-9);
  for (let power = top; power > top - 6; power--)
    for (const digit of [...(power === top ? [first] : []), 5, 2, 1]) {
      const size = Number((digit * 10 ** power).toPrecision(1));
      const height = Math.sqrt(size / most);
      if (size > most || last - height < apart || height < apart) continue;
      ticks.push(size);
      last = height;
    }
  return [...ticks, 0];
}
