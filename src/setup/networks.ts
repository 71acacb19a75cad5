import type { DataKind } from "../data/dataset.ts";
import { denseLayers, type LayerSpec } from "../network/network.ts";

export type PresetId = "residual-mlp" | "residual-cnn" | "small-cnn" | "lenet-5" | "6x100";

/** Hidden layers on offer; without an id they are called by their widths. */
export interface NetworkPreset {
  readonly id?: PresetId;
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
    { id: "residual-mlp", hidden: residual(16, 4) },
  ],
  table: [
    { hidden: denseLayers([16, 8]) },
    { hidden: denseLayers([32, 16]) },
    { hidden: denseLayers([64, 64]) },
    { id: "residual-mlp", hidden: residual(16, 4) },
  ],
  signals: [
    { hidden: denseLayers([100, 100]) },
    // Deep enough for layers to collapse when it is pruned untrained.
    { id: "6x100", hidden: denseLayers([100, 100, 100, 100, 100, 100]) },
    { id: "residual-mlp", hidden: residual(100, 4) },
  ],
  images: [
    { hidden: denseLayers([128, 64]) },
    { hidden: denseLayers([300, 100]) },
    { id: "residual-mlp", hidden: residual(64, 4) },
    {
      id: "residual-cnn",
      hidden: [
        conv(8, 3, "same"),
        pool,
        shortcut(conv(8, 3, "same")),
        shortcut(conv(8, 3, "same")),
        pool,
        ...denseLayers([32]),
      ],
    },
    { id: "small-cnn", hidden: [conv(8, 3, "same"), pool, conv(16, 3, "same"), pool, ...denseLayers([64])] },
    // LeCun et al. 1998 with max-pooling and one activation throughout, as libraries' examples have it.
    { id: "lenet-5", hidden: [conv(6, 5, "same"), pool, conv(16, 5, "valid"), pool, ...denseLayers([120, 84])] },
  ],
};
