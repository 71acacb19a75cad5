import type { Mask } from "./types.ts";

/** How two cuts of the same weights compare, in numbers of weights. */
export interface Agreement {
  readonly total: number;
  readonly bothPrune: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
}

/** Counts what both prune and what one of them alone does. */
export function agreementOf(first: Mask, second: Mask): Agreement {
  let [total, bothPrune, onlyFirst, onlySecond] = [0, 0, 0, 0];
  for (const [name, bits] of first) {
    const others = second.get(name)!;
    total += bits.length;
    for (let i = 0; i < bits.length; i++) {
      bothPrune += 1 - (bits[i] | others[i]);
      onlyFirst += others[i] & ~bits[i];
      onlySecond += bits[i] & ~others[i];
    }
  }
  return { total, bothPrune, onlyFirst, onlySecond };
}

/** Share of the weights that both treat alike, 0..1. */
export const alike = ({ total, onlyFirst, onlySecond }: Agreement) => 1 - (onlyFirst + onlySecond) / total;

/** Of the weights that at least one prunes, the share that both do (Jaccard 1901), 0..1; 1 where neither prunes any. */
export function overlap({ bothPrune, onlyFirst, onlySecond }: Agreement): number {
  const any = bothPrune + onlyFirst + onlySecond;
  return any === 0 ? 1 : bothPrune / any;
}
