import { kindNames, kinds, layerKind } from "./layers/registry.ts";
import type { LayerSpec } from "./network.ts";

/** Hidden layers as links write them: `128` dense, `c8x3` 8 filters of 3 x 3 padded, `v16x5` unpadded, `p2` max-pooling; a
 *  trailing `bn` marks batch norm, `r` a residual layer (`c8x3bnr`). "none" for none. */
export function writeLayers(layers: readonly LayerSpec[]): string {
  return layers.map((layer) => layerKind(layer).write(layer)).join("-") || "none";
}

/** Reads what `writeLayers` writes; null for anything else. */
export function readLayers(text: string): LayerSpec[] | null {
  if (text === "none") return [];
  const layers = text.split("-").map(readLayer);
  return layers.includes(null) ? null : (layers as LayerSpec[]);
}

function readLayer(text: string): LayerSpec | null {
  for (const name of kindNames) {
    const layer = kinds[name].read(text);
    if (layer) return layer;
  }
  return null;
}
