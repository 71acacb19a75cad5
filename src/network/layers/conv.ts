import type { ConvSpec } from "../network.ts";
import { NetworkFault } from "../said.ts";
import { kernelKind, readExtras, writeExtras } from "./kernelKind.ts";
import { checkImage, checkSquares, checkWhole } from "./limits.ts";

const notation = /^([cv])(\d+)x(\d+)(bn)?(r)?$/;

/** Convolution: y = f(W * x + b), kernel [side, side, in, out], stride 1. */
export const conv = kernelKind<ConvSpec>({
  unit: "filter",
  sides: { least: 1, most: 7, offered: [1, 3, 5, 7] },
  readsImages: true,
  write: (layer) => `${layer.padding === "same" ? "c" : "v"}${layer.filters}x${layer.side}${writeExtras(layer)}`,
  read(text) {
    const match = notation.exec(text);
    if (!match) return null;
    const padding = match[1] === "c" ? "same" : "valid";
    const [filters, side] = [Number(match[2]), Number(match[3])];
    return { kind: "conv", filters, side, padding, ...readExtras(match[4], match[5]) };
  },
  another(hidden) {
    const filters = hidden.findLast((layer) => layer.kind === "conv")?.filters ?? 8;
    return { kind: "conv", filters, side: 3, padding: "same" };
  },
  width: ({ filters }) => filters,
  withWidth: (layer, filters) => ({ ...layer, filters }),
  check({ filters, side, padding }, from, place) {
    checkWhole("side", side, place);
    checkImage(from, place);
    checkWhole("filters", filters, place);
    if (padding === "same" && side % 2 === 0) throw new NetworkFault({ id: "side-even", layer: place, side });
    checkSquares(side, from, place);
  },
  shapes({ filters, side, padding: kind }, [height, width, channels]) {
    const padding = kind === "same" ? (side - 1) / 2 : 0;
    const lost = side - 1 - 2 * padding;
    return { kernel: [side, side, channels, filters], to: [height - lost, width - lost, filters], padding };
  },
});
