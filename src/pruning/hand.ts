import type { Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";

/** What somebody decided about single weights, one byte each in the kernel's order: 0 leaves it to the slider. By layer name. */
export type Hand = ReadonlyMap<string, Uint8Array>;

export const byHand = { open: 0, pruned: 1, kept: 2 } as const;

/** Weights to prune, to restore (and then keep), or to leave to the slider again. */
export interface HandEdit {
  readonly action: "prune" | "restore" | "release";
  readonly weights: ReadonlyMap<string, readonly number[]>;
}

const marks = { prune: byHand.pruned, restore: byHand.kept, release: byHand.open } as const;

export const noHand = (layers: readonly Layer[]): Hand =>
  new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length)]));

/** The decisions after one more; layers it does not touch are shared. */
export function edited(hand: Hand, { action, weights }: HandEdit): Hand {
  const next = new Map(hand);
  for (const [name, indexes] of weights) {
    const bits = next.get(name)!.slice();
    for (const index of indexes) bits[index] = marks[action];
    next.set(name, bits);
  }
  return next;
}

/** Whether a decision is other than those that stand. */
export const changes = (hand: Hand, { action, weights }: HandEdit): boolean =>
  [...weights].some(([name, indexes]) => indexes.some((index) => hand.get(name)![index] !== marks[action]));

/** A mask that has also lost what was pruned by hand. */
export function withoutPruned(mask: Mask, hand: Hand): Mask {
  return new Map(
    [...mask].map(([name, bits]) => {
      const decided = hand.get(name)!;
      return [
        name,
        decided.includes(byHand.pruned) ? bits.map((bit, i) => (decided[i] === byHand.pruned ? 0 : bit)) : bits,
      ];
    }),
  );
}

/** A mask in which restored weights are kept again; the same object where nothing is to be restored. */
export function withRestored(mask: Mask, { action, weights }: HandEdit): Mask {
  const gone = [...weights].some(([name, indexes]) => indexes.some((index) => mask.get(name)![index] === 0));
  if (action !== "restore" || !gone) return mask;
  const next = new Map(mask);
  for (const [name, indexes] of weights) {
    const bits = next.get(name)!.slice();
    for (const index of indexes) bits[index] = 1;
    next.set(name, bits);
  }
  return next;
}

/** 1 where a weight is kept by hand; undefined where none is. */
export function pinnedBy(hand: Hand): Mask | undefined {
  if (![...hand.values()].some((decided) => decided.includes(byHand.kept))) return undefined;
  return new Map([...hand].map(([name, decided]) => [name, decided.map((one) => (one === byHand.kept ? 1 : 0))]));
}
