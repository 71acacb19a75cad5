import type { Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";

/** What somebody decided about single weights, one byte each in the kernel's order: 0 leaves it to the slider. By layer name. */
export type ManualEdits = ReadonlyMap<string, Uint8Array>;

export const manual = { open: 0, pruned: 1, kept: 2 } as const;

/** Weights to prune, to restore (and then keep), or to leave to the slider again. */
export interface ManualEdit {
  readonly action: "prune" | "restore" | "release";
  readonly weights: ReadonlyMap<string, readonly number[]>;
}

const marks = { prune: manual.pruned, restore: manual.kept, release: manual.open } as const;

export const noManualEdits = (layers: readonly Layer[]): ManualEdits =>
  new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length)]));

/** The decisions after one more; layers it does not touch are shared. */
export function edited(edits: ManualEdits, { action, weights }: ManualEdit): ManualEdits {
  const next = new Map(edits);
  for (const [name, indexes] of weights) {
    const bits = next.get(name)!.slice();
    for (const index of indexes) bits[index] = marks[action];
    next.set(name, bits);
  }
  return next;
}

const counted = new WeakMap<ManualEdits, Record<"pruned" | "kept", number>>();

/** How many weights somebody pruned, and kept; edits are the same objects for as long as nobody decides anything. */
export function countedByHand(edits: ManualEdits): Readonly<Record<"pruned" | "kept", number>> {
  const known = counted.get(edits);
  if (known) return known;
  const counts = [0, 0, 0];
  for (const decided of edits.values()) for (const one of decided) counts[one]++;
  const found = { pruned: counts[manual.pruned], kept: counts[manual.kept] };
  counted.set(edits, found);
  return found;
}

/** Whether a decision is other than those that stand. */
export const changes = (edits: ManualEdits, { action, weights }: ManualEdit): boolean =>
  [...weights].some(([name, indexes]) => indexes.some((index) => edits.get(name)![index] !== marks[action]));

/** A mask that has also lost what was pruned by hand. */
export function withoutPruned(mask: Mask, edits: ManualEdits): Mask {
  return new Map(
    [...mask].map(([name, bits]) => {
      const decided = edits.get(name)!;
      return [
        name,
        decided.includes(manual.pruned) ? bits.map((bit, i) => (decided[i] === manual.pruned ? 0 : bit)) : bits,
      ];
    }),
  );
}

/** A mask in which restored weights are kept again; the same object where nothing is to be restored. */
export function withRestored(mask: Mask, { action, weights }: ManualEdit): Mask {
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
export function pinnedBy(edits: ManualEdits): Mask | undefined {
  if (![...edits.values()].some((decided) => decided.includes(manual.kept))) return undefined;
  return new Map([...edits].map(([name, decided]) => [name, decided.map((one) => (one === manual.kept ? 1 : 0))]));
}
