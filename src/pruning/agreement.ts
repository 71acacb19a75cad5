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
export function agreementOf(one: Mask, other: Mask, maskBefore: Mask): Agreement {
  // Index: 1 if the first keeps, 2 if the second does.
  const counts = [0, 0, 0, 0];
  for (const [name, open] of maskBefore) {
    const [mine, theirs] = [one.get(name)!, other.get(name)!];
    for (let i = 0; i < open.length; i++) counts[mine[i] | (theirs[i] << 1)] += open[i];
  }
  const [bothPrune, onlyOther, onlyOne, bothKeep] = counts;
  return { bothKeep, bothPrune, onlyOne, onlyOther };
}

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
