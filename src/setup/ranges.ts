import { layerKind } from "../network/layers/registry.ts";
import type { LayerSpec } from "../network/network.ts";

/** How far networks may be edited: hidden layers, units and filters of one. "normal" keeps the page quick on a phone; links may go
 *  as far as "advanced". */
export const ranges = {
  normal: { layers: 8, units: 512, filters: 64 },
  advanced: { layers: 16, units: 2048, filters: 256 },
} as const;
export type Range = (typeof ranges)[keyof typeof ranges];

/** Which limit of a range hidden layers go beyond, in a sentence; null when they keep all. */
export function whyBeyond(layers: readonly LayerSpec[], range: Range): string | null {
  const upTo = (what: keyof Range) =>
    range[what] < ranges.advanced[what]
      ? `${range[what]} ${whats[what]}, in the advanced range ${ranges.advanced[what]}`
      : `${range[what]} ${whats[what]}`;
  const isWithin = (value: number, low: number, high: number) => value >= low && value <= high;
  if (layers.length > range.layers) return `A network has up to ${upTo("layers")}.`;
  for (const [l, layer] of layers.entries()) {
    const place = `Hidden layer ${l + 1}`;
    const kind = layerKind(layer);
    const width = kind.width(layer);
    const what = `${kind.unit ?? "unit"}s` as const;
    if ("side" in layer && kind.sides && !isWithin(layer.side, kind.sides.least, kind.sides.most))
      return `${place} takes squares of ${kind.sides.least} to ${kind.sides.most} pixels.`;
    if (width !== null && !isWithin(width, 1, range[what])) return `${place} has 1 to ${upTo(what)}.`;
  }
  return null;
}

const whats = { layers: "hidden layers", units: "units", filters: "filters" } as const;

/** Whether the page offers such hidden layers, if need be in its advanced range. */
export const areOffered = (layers: readonly LayerSpec[]) => whyBeyond(layers, ranges.advanced) === null;
