import { layerKind, readImages } from "../network/layers/registry.ts";
import type { LayerSpec, NetworkSpec } from "../network/network.ts";
import type { NetworkPreset } from "../setup/networks.ts";

/** Characters of a name that a line has room for. */
const longestName = 40;

/** A preset's name, or the widths of a dense network, or what a convolutional one is made of; `ends` are not known while it is on its way. */
export function networkName(
  { name, hidden }: Pick<NetworkPreset, "hidden"> & Partial<NetworkPreset>,
  ends: Pick<NetworkSpec, "input" | "outputs"> | null,
): string {
  if (name) return name;
  const units = hidden.map((layer) => layerKind(layer).short(layer));
  if (!ends) return units.join("-");
  const [height, width, channels] = ends.input;
  const inputs = readImages(hidden) ? `${height}×${width}` : String(height * width * channels);
  const all = [inputs, ...units, ends.outputs].join("-");
  return all.length > longestName ? `${inputs}-…-${ends.outputs}, ${hidden.length} hidden layers` : all;
}

/** "Two hidden layers". */
export function hiddenLayers(count: number): string {
  const words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];
  return `${words[count] ?? count} hidden layer${count === 1 ? "" : "s"}`;
}

/** What a layer of a kind does, in a line. */
export const layerLines: Readonly<Record<LayerSpec["kind"], string>> = {
  dense: "every unit reads every unit",
  conv: "small filters that slide over pictures",
  pool: "the largest of each square, after a convolution",
};

export const weightsIn = (count: string): string => `${count} weights`;

export const networkPage = {
  putIn: "Put in a layer",
  size: "How large it may be",
  from: "Or start from",
} as const;
