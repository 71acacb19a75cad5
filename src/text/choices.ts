import type { Granularity, Scope } from "../pruning/types.ts";
import type { protections as names } from "../setup/protection.ts";
import type { Setup } from "../setup/setup.ts";
import { listed } from "./parts.ts";

/** Beside a choice that keys have passed to and that would start over. */
export const enterTakesIt = "Enter takes it";

/** The first sentence of what explains itself in several. */
export const inShort = (summary: string): string => /^.*?\.(?= |$)/.exec(summary)?.[0] ?? summary;

/** Whether what goes leaves the shape of the network as it is. */
export const granularityHeadings = {
  unstructured: { name: "Unstructured", line: ": any weight may go; it needs a sparse format to pay" },
  structured: { name: "Structured", line: ": whole parts go; the network really gets smaller" },
} as const;

/** What one entry of a cut is, in a line. */
export const granularityLines: Readonly<Record<Granularity, string>> = {
  weight: "each stays or goes by itself, the finest choice",
  group: "the same number of every few in a row; some graphics cards run 2:4 twice as fast",
  unit: "with their bias and all that reads them",
  channel: "what a layer reads, with the neuron or filter that feeds it",
  layer: "a shortcut leads around each that can go",
};

/** How a cut is spread over the layers, with the name that papers have for it. */
export const scopeNames: Readonly<Record<Scope, string>> = {
  global: "across all layers (global)",
  layerwise: "in each layer (layerwise)",
  erk: "from wide layers more (ERK)",
  hand: "layer by layer (by hand)",
};

export const scopeLines: Readonly<Record<Scope, string>> = {
  global: "the lowest scores go, wherever they are",
  layerwise: "the same share of every one",
  erk: "narrow layers keep a larger share",
  hand: "a slider for each, and the big one moves all",
};

/** What a criterion takes, beyond the weights. */
export function criterionNeeds(needs: readonly string[], examples: number | null): string {
  const parts = [
    needs.includes("batch") ? `looks at ${examples ?? "some"} training examples, the same for every step` : "",
    needs.includes("minimum") ? "made for a trained network" : "",
    needs.includes("zeros") ? "counts zeros, so it needs ReLU" : "",
    needs.includes("batchNorm") ? "needs layers with batch norm" : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? parts.join("; ") : "looks at the weights alone";
}

export const protections: Readonly<Record<(typeof names)[number], string>> = {
  none: "none",
  output: "output",
  first: "first",
  both: "first and output",
};

export const lastUnits: Readonly<Record<Setup["lastUnit"], string>> = { stays: "stays", goes: "may go" };

export const whatPage = {
  counted: "How it is counted",
  groupSize: "Group size",
  groupNote: "the M of N:M",
  normNote: (units: string) => `for ${units}`,
  lastUnit: "Last unit",
  lastUnitNote: "of a layer",
  note: "The slider counts all prunable weights (or hidden units), not what remains: twice 50\u202f% stays 50\u202f%. Biases are not pruned one by one. Whole neurons and filters take their bias and the next layer’s inputs along.",
} as const;

export const criterionPage = {
  lead: "A score for each weight or unit; the lowest go first.",
  inUse: <T>(summary: string, source: T, needs: string) => [`${summary} `, source, `; ${needs}.`],
} as const;

export const scopePage = {
  lead: "One line for all layers, or one for each? Look at the cut under the network.",
  whole: "Keep layers whole",
  protected: "Protected layers",
  locked: (layers: readonly string[]) => listed(layers),
  exactly: "Exactly",
} as const;

/** Beside a method that is not compared yet. */
export const compareWith = (name: string): string => `compare with ${name}`;
/** An accuracy read off a curve between two measured levels. */
export const about = (accuracy: string): string => `≈ ${accuracy}`;
