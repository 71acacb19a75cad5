import { readImages } from "../network/layers/registry.ts";
import type { LayerSpec, NetworkSpec } from "../network/network.ts";
import type { NetworkPreset, PresetId } from "../setup/networks.ts";
import { count } from "./numbers.ts";

const presetNames: Readonly<Record<PresetId, string>> = {
  "residual-mlp": "residual MLP",
  "residual-cnn": "residual CNN",
  "small-cnn": "small CNN",
  "lenet-5": "LeNet-5",
  "6x100": "6 × 100",
};

/** A hidden layer in a few signs: "64", "8@3×3", "pool 2". */
function inSigns(layer: LayerSpec): string {
  switch (layer.kind) {
    case "dense":
      return `${layer.units}${layer.batchNorm ? "bn" : ""}`;
    case "conv":
      return `${layer.filters}@${layer.side}×${layer.side}${layer.batchNorm ? "bn" : ""}`;
    case "pool":
      return `pool ${layer.side}`;
  }
}

/** Characters of a name that a line has room for. */
const longestName = 40;

/** A preset's name, or the widths of a dense network, or what a convolutional one is made of; `ends` are not known while it is on its way. */
export function networkName(
  { id, hidden }: NetworkPreset,
  ends: Pick<NetworkSpec, "input" | "outputs"> | null,
): string {
  if (id) return presetNames[id];
  const units = hidden.map(inSigns);
  if (!ends) return units.join("-");
  const [height, width, channels] = ends.input;
  const inputs = readImages(hidden) ? `${height}×${width}` : String(height * width * channels);
  const all = [inputs, ...units, ends.outputs].join("-");
  return all.length > longestName ? `${inputs}-…-${ends.outputs}, ${hidden.length} hidden layers` : all;
}

/** "Two hidden layers". */
function hiddenLayers(n: number): string {
  const words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
  return `${words[n] ?? n} hidden layer${n === 1 ? "" : "s"}`;
}

/** What a layer of a kind does, in a line. */
export const layerLines: Readonly<Record<LayerSpec["kind"], string>> = {
  dense: "every unit reads every unit",
  conv: "small filters that slide over pictures",
  pool: "the largest of each square, after a convolution",
};

/** Below the name of a network on offer: its widths, where the name does not say them, and its weights, where they are known. */
export const presetLine = (widths: string | null, weights: number | null): string =>
  [widths, weights === null ? null : `${count(weights)} weights`].filter((part) => part !== null).join(", ");

export const networkPage = {
  /** How deep it is, by which activation, and how its first values come: the last three are choices. */
  lead: <T>(layers: number, activation: T, initialiser: T, seed: T) => [
    `${hiddenLayers(layers)}, `,
    activation,
    ", first values by ",
    initialiser,
    ", seed ",
    seed,
    ".",
  ],
  putIn: "Put in a layer",
  size: "How large it may be",
  from: "Or start from",
} as const;
