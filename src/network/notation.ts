import type { LayerSpec } from "./network.ts";

/** Hidden layers as links write them: `128` dense, `c8x3` 8 filters of 3 x 3 padded, `v16x5` unpadded, `p2` max-pooling; a
 *  trailing `r` marks a residual layer. "none" for none. */
export function writeLayers(layers: readonly LayerSpec[]): string {
  return layers.map(writeLayer).join("-") || "none";
}

function writeLayer(layer: LayerSpec): string {
  if (layer.kind === "pool") return `p${layer.side}`;
  const text =
    layer.kind === "dense"
      ? String(layer.units)
      : `${layer.padding === "same" ? "c" : "v"}${layer.filters}x${layer.side}`;
  return layer.residual ? `${text}r` : text;
}

const dense = /^(\d+)(r?)$/;
const conv = /^([cv])(\d+)x(\d+)(r?)$/;
const pool = /^p(\d+)$/;

/** Reads what `writeLayers` writes; null for anything else. */
export function readLayers(text: string): LayerSpec[] | null {
  if (text === "none") return [];
  const layers = text.split("-").map(readLayer);
  return layers.includes(null) ? null : (layers as LayerSpec[]);
}

function readLayer(text: string): LayerSpec | null {
  const residual = text.endsWith("r") ? { residual: true } : {};
  const asDense = dense.exec(text);
  if (asDense) return { kind: "dense", units: Number(asDense[1]), ...residual };
  const asConv = conv.exec(text);
  if (asConv) {
    const padding = asConv[1] === "c" ? "same" : "valid";
    return { kind: "conv", filters: Number(asConv[2]), side: Number(asConv[3]), padding, ...residual };
  }
  const asPool = pool.exec(text);
  return asPool ? { kind: "pool", side: Number(asPool[1]) } : null;
}
