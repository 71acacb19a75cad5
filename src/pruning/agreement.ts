import type { Mask } from "../network/mask.ts";

/** What two masks do with the same weights, in numbers of weights; those pruned before this cut are not counted. */
export interface Agreement {
  readonly bothKeep: number;
  readonly bothPrune: number;
  /** Pruned by the first alone. */
  readonly onlyOne: number;
  /** Pruned by the second alone. */
  readonly onlyOther: number;
}

/** Compares two cuts of the same layers; `maskBefore` is the mask before either (a ranking's), which neither undoes. */
export const agreementOf = (one: Mask, other: Mask, maskBefore: Mask): Agreement =>
  sumOf([...maskBefore].map(([name, open]) => agreementIn(one.get(name)!, other.get(name)!, open)));

/** Compares what two masks do with one layer: with all of its weights, or with those that are `open`. */
export function agreementIn(one: Uint8Array, other: Uint8Array, open?: Uint8Array): Agreement {
  // Index: 1 if the first keeps, 2 if the second does.
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < one.length; i++) counts[one[i] | (other[i] << 1)] += open ? open[i] : 1;
  const [bothPrune, onlyOther, onlyOne, bothKeep] = counts;
  return { bothKeep, bothPrune, onlyOne, onlyOther };
}

export const sumOf = (agreements: readonly Agreement[]): Agreement =>
  agreements.reduce(
    (sum, one) => ({
      bothKeep: sum.bothKeep + one.bothKeep,
      bothPrune: sum.bothPrune + one.bothPrune,
      onlyOne: sum.onlyOne + one.onlyOne,
      onlyOther: sum.onlyOther + one.onlyOther,
    }),
    { bothKeep: 0, bothPrune: 0, onlyOne: 0, onlyOther: 0 },
  );

/** What is kept in the place of what is pruned, for `overlap` of the kept weights. */
export const ofKept = ({ bothKeep, bothPrune, onlyOne, onlyOther }: Agreement): Agreement => ({
  bothKeep: bothPrune,
  bothPrune: bothKeep,
  onlyOne: onlyOther,
  onlyOther: onlyOne,
});

/** Share of the weights that both masks treat alike, 0..1; 1 where there are none. */
export function alike({ bothKeep, bothPrune, onlyOne, onlyOther }: Agreement): number {
  const same = bothKeep + bothPrune;
  const all = same + onlyOne + onlyOther;
  return all === 0 ? 1 : same / all;
}

/** Of the weights that at least one mask prunes, the share that both do (Jaccard index), 0..1; 1 where nothing is pruned. */
export function overlap({ bothPrune, onlyOne, onlyOther }: Agreement): number {
  const either = bothPrune + onlyOne + onlyOther;
  return either === 0 ? 1 : bothPrune / either;
}

/** The overlap to expect of two masks that prune as many weights each, but know nothing of each other, 0..1. */
export function overlapByChance({ bothKeep, bothPrune, onlyOne, onlyOther }: Agreement): number {
  const all = bothKeep + bothPrune + onlyOne + onlyOther;
  const [one, other] = [bothPrune + onlyOne, bothPrune + onlyOther];
  const both = (one * other) / (all || 1);
  const either = one + other - both;
  return either === 0 ? 1 : both / either;
}
