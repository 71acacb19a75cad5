import { chainOf } from "./chain.ts";
import type { LayerSpec } from "./network.ts";

/** The hidden layers with other units or filters in one of them, and in those that share its width. */
export function resized(hidden: readonly LayerSpec[], index: number, size: number): LayerSpec[] {
  const together = chainOf(hidden, index);
  return hidden.map((layer, l) => {
    if (layer.kind === "pool" || !together.includes(l)) return layer;
    return layer.kind === "dense" ? { ...layer, units: size } : { ...layer, filters: size };
  });
}

/** The hidden layers with another side of one's squares. */
export function withSide(hidden: readonly LayerSpec[], index: number, side: number): LayerSpec[] {
  return hidden.map((layer, l) => (l === index && layer.kind !== "dense" ? { ...layer, side } : layer));
}

/** Why a layer must stay; null if it can go. A residual layer goes with its shortcut. */
export function whyNotWithout(hidden: readonly LayerSpec[], index: number): string | null {
  const layer = hidden[index];
  if (layer.kind === "pool" || layer.residual) return null;
  const reader = chainOf(hidden, index)[1];
  if (reader === undefined) return null;
  return `A shortcut of hidden layer ${reader + 1} adds what hidden layer ${index + 1} gives; remove layer ${reader + 1} first.`;
}

/** The hidden layers and one more: behind the last of its kind, and as wide. What reads images comes before what is dense. */
export function withAnother(hidden: readonly LayerSpec[], kind: LayerSpec["kind"]): LayerSpec[] {
  const image = hidden.findLastIndex((layer) => layer.kind !== "dense") + 1;
  if (kind === "pool") return hidden.toSpliced(image, 0, { kind, side: 2 });
  if (kind === "conv") {
    const filters = hidden.findLast((layer) => layer.kind === "conv")?.filters ?? 8;
    return hidden.toSpliced(image, 0, { kind, filters, side: 3, padding: "same" });
  }
  const last = hidden.at(-1);
  return [...hidden, last?.kind === "dense" ? last : { kind, units: 8 }];
}
