import { count, percentSign } from "./numbers.ts";

/** Its figures at a cut, in words that stand after each other. */
export const networkWords = {
  kept: (kept: number, total: number) => `${count(kept)} of ${count(total)} weights kept`,
  unread: (unread: number, inputs: number) => `${count(unread)} of ${count(inputs)} inputs no longer read`,
  prunedByHand: (n: number) => `${count(n)} pruned by hand`,
  keptByHand: (n: number) => `${count(n)} kept by hand`,
  joined: (parts: readonly string[]) => parts.join(", "),
} as const;

/** Its figures layer by layer. */
export const layerTable = {
  caption: "Layers at this cut",
  columns: ["Layer", "Shape", "Weights kept", "Sparsity", "Dead units"],
  shape: (shape: readonly number[]) =>
    shape.length === 4 ? `${shape[0]} × ${shape[1]}, ${shape.slice(2).join(" → ")}` : shape.join(" → "),
  kept: (kept: number, total: number) => `${count(kept)} of ${count(total)}`,
  sparsity: percentSign,
  dead: (units: number | null) => (units === null ? "–" : count(units)),
} as const;

/** A weight by its value, with a minus that is one. */
export const weightText = (value: number): string => value.toFixed(3).replace("-", "−");

/** "3 at 2, 1": an input channel, and the place of the tap in a kernel. */
export const inputAt = (channel: number, tap: readonly [row: number, column: number] | null): string =>
  tap === null ? `${channel}` : `${channel} at ${tap[0]}, ${tap[1]}`;

/** What is said on the drawing of the network. */
export const stage = {
  network: "Network",
  planeInputs: ["x₁", "x₂"],
  dataGroup: "Data",
  chosenData: (label: string) => `Choose data, now ${label}`,
  ownData: "Your file",
  openData: "More data, or your own",
  fewer: (layer: string) => `One unit less in ${layer}`,
  more: (layer: string) => `One unit more in ${layer}`,
  fewerInAll: "One unit less in every layer",
  moreInAll: "One unit more in every layer",
  addLayer: "+ layer",
  fewerLayers: "One layer less",
  moreLayers: "One layer more",
  layers: (count: number) => `${count} layers`,
  residualLayers: (count: number) => `${count} residual blocks`,
  units: (least: number, most: number) => (least === most ? `${least}` : `${least}–${most}`),
  wide: (depth: string, units: string) => `${depth} of ${units}`,
  settings: "Network: layers and first values",
  byHand: "Prune by hand",
  spread: "Layer spread out",
  none: "none",
  decidedByHand: (count: number) => `Prune by hand: ${count} decided`,
  asTable: "Network as a table",
} as const;
