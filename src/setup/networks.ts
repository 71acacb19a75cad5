import type { DataKind } from "../data/dataset.ts";
import { denseLayers, type LayerSpec } from "../network/network.ts";

/** Hidden layers on offer; a dense network is called by its widths. */
export interface NetworkPreset {
  readonly name?: string;
  readonly hidden: readonly LayerSpec[];
}

const conv = (filters: number, side: number, padding: "same" | "valid"): LayerSpec => ({
  kind: "conv",
  filters,
  side,
  padding,
});
/** Dense layers of one width, with a shortcut around all but the first: any of those can go. */
const residual = (units: number, layers: number): LayerSpec[] =>
  Array.from({ length: layers }, (_, l) => ({ kind: "dense", units, ...(l > 0 ? { residual: true } : {}) }));
const shortcut = (layer: LayerSpec): LayerSpec => ({ ...layer, residual: true }) as LayerSpec;
const pool: LayerSpec = { kind: "pool", side: 2 };

/** Every preset; a new network is a line here. */
export const networkPresets: Readonly<Record<DataKind, readonly NetworkPreset[]>> = {
  points: [
    { hidden: denseLayers([16, 16]) },
    { hidden: denseLayers([8, 8]) },
    { hidden: denseLayers([32, 32]) },
    { name: "residual MLP", hidden: residual(16, 4) },
  ],
  table: [
    { hidden: denseLayers([16, 8]) },
    { hidden: denseLayers([32, 16]) },
    { hidden: denseLayers([64, 64]) },
    { name: "residual MLP", hidden: residual(16, 4) },
  ],
  signals: [
    { hidden: denseLayers([100, 100]) },
    // Deep enough for layers to collapse when it is pruned untrained.
    { name: "6 × 100", hidden: denseLayers([100, 100, 100, 100, 100, 100]) },
    { name: "residual MLP", hidden: residual(100, 4) },
  ],
  images: [
    { hidden: denseLayers([128, 64]) },
    { hidden: denseLayers([300, 100]) },
    { name: "residual MLP", hidden: residual(64, 4) },
    {
      name: "residual CNN",
      hidden: [
        conv(8, 3, "same"),
        pool,
        shortcut(conv(8, 3, "same")),
        shortcut(conv(8, 3, "same")),
        pool,
        ...denseLayers([32]),
      ],
    },
    { name: "small CNN", hidden: [conv(8, 3, "same"), pool, conv(16, 3, "same"), pool, ...denseLayers([64])] },
    // LeCun et al. 1998 with max-pooling and one activation throughout, as libraries' examples have it.
    { name: "LeNet-5", hidden: [conv(6, 5, "same"), pool, conv(16, 5, "valid"), pool, ...denseLayers([120, 84])] },
  ],
};
