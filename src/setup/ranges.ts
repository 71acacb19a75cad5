import { layerKind } from "../network/layers/registry.ts";
import type { LayerSpec } from "../network/network.ts";
import type { RangeSaid } from "./said.ts";

/** How far networks may be edited: hidden layers, units and filters of one. "normal" keeps the page quick on a phone; links may go
 *  as far as "advanced". */
export const ranges = {
  normal: { layers: 8, units: 512, filters: 64 },
  advanced: { layers: 16, units: 2048, filters: 256 },
} as const;
export type Range = (typeof ranges)[keyof typeof ranges];

/** Which limit of a range hidden layers go beyond; null when they keep all. */
export function whyBeyond(layers: readonly LayerSpec[], range: Range): RangeSaid | null {
  const upTo = (what: keyof Range) => ({ what, most: range[what], advanced: ranges.advanced[what] });
  const isWithin = (value: number, low: number, high: number) => value >= low && value <= high;
  if (layers.length > range.layers) return { id: "layers-many", ...upTo("layers") };
  for (const [place, layer] of layers.entries()) {
    const kind = layerKind(layer);
    const width = kind.width(layer);
    const what = `${kind.unit ?? "unit"}s` as const;
    if ("side" in layer && kind.sides && !isWithin(layer.side, kind.sides.least, kind.sides.most))
      return { id: "side-range", layer: place, least: kind.sides.least, most: kind.sides.most };
    if (width !== null && !isWithin(width, 1, range[what])) return { id: "width-range", layer: place, ...upTo(what) };
  }
  return null;
}

/** Whether the page offers such hidden layers, if need be in its advanced range. */
export const areOffered = (layers: readonly LayerSpec[]) => whyBeyond(layers, ranges.advanced) === null;
