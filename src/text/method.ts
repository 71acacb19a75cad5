import type { CriterionId } from "../pruning/criteria/registry.ts";
import type { Granularity, Scope } from "../pruning/types.ts";

const criterionNames: Readonly<Record<CriterionId, string>> = {
  magnitude: "magnitude",
  lamp: "LAMP",
  taylor: "Taylor",
  obd: "OBD",
  wanda: "Wanda",
  apoz: "APoZ",
  activation: "activation",
  fpgm: "FPGM",
  slimming: "slimming",
  snip: "SNIP",
  grasp: "GraSP",
  synflow: "SynFlow",
  random: "random",
};

/** What weights are scored by, as a choice and within sentences. */
export const criterionName = (id: string): string => criterionNames[id as CriterionId];

/** What the units of a network are called as a choice; one with filters has some neurons too. */
export const wholeUnits = { neurons: "whole neurons", filters: "whole filters" } as const;

/** What goes at a time, as a choice; units have names of their own. */
export const granularityNames: Readonly<Record<Exclude<Granularity, "unit">, string>> = {
  weight: "single weights",
  group: "N:M groups",
  channel: "input channels",
  layer: "whole layers",
};

/** How a cut is spread, as a choice. */
export const scopeLabels: Readonly<Record<Scope, string>> = {
  global: "global",
  layerwise: "layerwise",
  erk: "ERK",
  hand: "by hand",
};

/** How a scope stands in the sentence of step 2. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  global: "across all layers",
  layerwise: "in every layer alike",
  erk: "by layer, ERK",
  hand: "layer by layer, by hand",
};

/** What sets a method apart from the one in use: "random, layerwise". */
export const apart = (parts: readonly string[]): string => parts.join(", ") || "the same method";
