import { chainOf } from "./chain.ts";
import { hasKernel, kinds, layerKind } from "./layers/registry.ts";
import type { LayerSpec } from "./network.ts";
import type { NetworkSaid } from "./said.ts";

/** The hidden layers with other units or filters in one of them, and in those that share its width. */
export function resized(hidden: readonly LayerSpec[], index: number, width: number): LayerSpec[] {
  const together = chainOf(hidden, index);
  return hidden.map((layer, l) => (together.includes(l) ? layerKind(layer).withWidth(layer, width) : layer));
}

/** The hidden layers with another side of one's squares. */
export function withSide(hidden: readonly LayerSpec[], index: number, side: number): LayerSpec[] {
  return hidden.map((layer, l) => (l === index && "side" in layer ? { ...layer, side } : layer));
}

/** The hidden layers with batch norm in one of them, or without. */
export function withBatchNorm(hidden: readonly LayerSpec[], index: number, isOn: boolean): LayerSpec[] {
  return hidden.map((layer, l) => {
    if (l !== index || !hasKernel(layer)) return layer;
    const { batchNorm: _, ...plain } = layer;
    return isOn ? { ...plain, batchNorm: true } : plain;
  });
}

/** Why a layer must stay; null if it can go. A residual layer goes with its shortcut. */
export function whyNotWithout(hidden: readonly LayerSpec[], index: number): NetworkSaid | null {
  const layer = hidden[index];
  if (!hasKernel(layer) || layer.residual) return null;
  const reader = chainOf(hidden, index)[1];
  return reader === undefined ? null : { id: "layer-read", layer: index, reader };
}

/** The hidden layers and one more: behind the last of its kind, and as wide. What reads images comes before what is dense. */
export function withAnother(hidden: readonly LayerSpec[], kind: LayerSpec["kind"]): LayerSpec[] {
  const added = kinds[kind];
  const image = hidden.findLastIndex((layer) => layerKind(layer).readsImages) + 1;
  return hidden.toSpliced(added.readsImages ? image : hidden.length, 0, added.another(hidden));
}
