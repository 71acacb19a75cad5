/** Places of the grid along one side: even, so that no place mixes signs. */
export const weightBins = 64;

/** Weights that are told one by one at most. */
export const fewWeights = 1500;

/** The weights of a layer in two states, each as its mask leaves it, counted by value in both: equal bins of [-limit, limit]. */
export interface WeightPairs {
  readonly limit: number;
  /** Kept in both, bins x bins: row by row by the value in the second state, lowest first; in a row by that in the first. */
  readonly both: Uint32Array;
  /** Kept in the first state alone, by their values there; and in the second alone. */
  readonly onlyOne: Uint32Array;
  readonly onlyOther: Uint32Array;
  readonly neither: number;
  /** Pearson's, of the weights that both keep, -1..1; null where that says nothing. */
  readonly correlation: number | null;
  /** Of the weights that both keep, how many have the same sign. */
  readonly sameSign: number;
  /** Both values of every weight that either keeps, where they are few: first, second, first, second; 0 where it is pruned. */
  readonly few: Float32Array | null;
}

/** Pairs the weights of a layer, which has the same shape in both states. `bits` are their masks. */
export function weightPairs(
  [one, bitsOne]: readonly [weights: Float32Array, bits: Uint8Array],
  [other, bitsOther]: readonly [weights: Float32Array, bits: Uint8Array],
  bins = weightBins,
): WeightPairs {
  let limit = 0;
  for (let i = 0; i < one.length; i++) {
    if (bitsOne[i]) limit = Math.max(limit, Math.abs(one[i]));
    if (bitsOther[i]) limit = Math.max(limit, Math.abs(other[i]));
  }
  limit ||= 1;
  const bin = (weight: number) => Math.min(bins - 1, Math.floor(((weight / limit + 1) * bins) / 2));
  const both = new Uint32Array(bins * bins);
  const onlyOne = new Uint32Array(bins);
  const onlyOther = new Uint32Array(bins);
  const few: number[] = [];
  const sums = { count: 0, one: 0, other: 0, squareOne: 0, squareOther: 0, product: 0, sameSign: 0 };
  let kept = 0;
  for (let i = 0; i < one.length; i++) {
    const [x, y] = [bitsOne[i] ? one[i] : 0, bitsOther[i] ? other[i] : 0];
    if (!bitsOne[i] && !bitsOther[i]) continue;
    if (kept++ < fewWeights) few.push(x, y);
    if (!bitsOther[i]) onlyOne[bin(x)]++;
    else if (!bitsOne[i]) onlyOther[bin(y)]++;
    else {
      both[bin(y) * bins + bin(x)]++;
      sums.count++;
      sums.one += x;
      sums.other += y;
      sums.squareOne += x * x;
      sums.squareOther += y * y;
      sums.product += x * y;
      if (Math.sign(x) === Math.sign(y)) sums.sameSign++;
    }
  }
  return {
    limit,
    both,
    onlyOne,
    onlyOther,
    neither: one.length - kept,
    correlation: correlationOf(sums),
    sameSign: sums.sameSign,
    few: kept <= fewWeights ? Float32Array.from(few) : null,
  };
}

function correlationOf(sums: {
  readonly count: number;
  readonly one: number;
  readonly other: number;
  readonly squareOne: number;
  readonly squareOther: number;
  readonly product: number;
}): number | null {
  const { count, one, other, squareOne, squareOther, product } = sums;
  const spread = (squareOne - one ** 2 / count) * (squareOther - other ** 2 / count);
  // Two of them always lie on a line.
  if (count < 3 || !(spread > 0)) return null;
  return Math.max(-1, Math.min(1, (product - (one * other) / count) / Math.sqrt(spread)));
}

/** How many weights of either state have which value: those that both keep, and those that it keeps alone. */
export function histogramsOf({ both, onlyOne, onlyOther }: WeightPairs): { one: Uint32Array; other: Uint32Array } {
  const bins = onlyOne.length;
  const [one, other] = [onlyOne.slice(), onlyOther.slice()];
  both.forEach((count, place) => {
    one[place % bins] += count;
    other[Math.floor(place / bins)] += count;
  });
  return { one, other };
}
