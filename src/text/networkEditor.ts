import type { LayerKind } from "../network/layers/kind.ts";
import type { LayerSpec } from "../network/network.ts";
import { count } from "./numbers.ts";
import { capital } from "./parts.ts";

/** What is put in, by kind. */
const kinds: Readonly<Record<LayerSpec["kind"], string>> = {
  conv: "a convolution",
  pool: "pooling",
  dense: "a dense layer",
};

/** What the units of a layer are called, many of them. */
const units: Readonly<Record<NonNullable<LayerKind["unit"]>, string>> = { unit: "units", filter: "filters" };

/** What the editor of a network says. */
export const editorText = {
  remove: (layer: number) => `Remove hidden layer ${layer}`,
  /** Which kind, where there is more than one. */
  add: (kind: LayerSpec["kind"] | null) => `Add ${kind === null ? "a layer" : kinds[kind]}`,
  parameters: "Parameters",
  parametersOf: (weights: number, others: number, hasScales: boolean) =>
    `${count(weights)} weights + ${count(others)} biases${hasScales ? " and scales" : ""}`,
  advanced: "Advanced range",
  beyond: "This network is beyond the normal range.",
  range: (range: { readonly layers: number; readonly units: number; readonly filters: number }, isAdvanced: boolean) =>
    `Up to ${range.layers} hidden layers, ${count(range.units)} units and ${range.filters} filters.${
      isAdvanced
        ? " Big networks are slower, on a phone most of all; many filters over whole images take many seconds a step, so pool early."
        : ""
    } A changed network starts from new initial weights.`,
  refused: capital,
  place: (layer: number, hasShortcut: boolean) => `Hidden ${layer}${hasShortcut ? ", with a shortcut" : ""}`,
  size: (layer: number, unit: LayerKind["unit"], side: number | null, hasShortcut: boolean) =>
    `Hidden ${layer}, ${editorText.units(unit)}${side === null ? "" : ` of ${editorText.square(side)}`}${
      hasShortcut ? ", with a shortcut" : ""
    }`,
  side: (layer: number, isPooling: boolean) => `Hidden ${layer}, side of ${isPooling ? "pooling" : "the kernel"}`,
  square: (side: number) => `${side} × ${side}`,
  units: (unit: LayerKind["unit"]): string => (unit === null ? "" : units[unit]),
  squares: <T>(unit: LayerKind["unit"], side: T) => [`${unit === null ? "max-pooling" : units[unit]} of `, side],
  batchNorm: (layer: number) => `Hidden ${layer}, batch norm`,
  batchNormShort: "norm",
  batchNormHint: "Batch norm: the layer's sums are normalised over each batch, with a scale that slimming prunes by.",
} as const;
