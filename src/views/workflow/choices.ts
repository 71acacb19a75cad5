import { layerKind } from "../../network/layers/registry.ts";
import { criteria, criterionOf } from "../../pruning/criteria/registry.ts";
import { whyNotFor, whyNotYet } from "../../pruning/offer.ts";
import type { Granularity, Method, Scope } from "../../pruning/types.ts";
import type { Setup } from "../../setup/setup.ts";
import type { Option } from "../margin/Choices.tsx";

/** What the units of a network are called; a network with filters has some neurons too. */
export const unitsOf = ({ hidden }: Pick<Setup, "hidden">) =>
  hidden.some((layer) => layerKind(layer).unit === "filter") ? "whole filters" : "whole neurons";

/** Criteria on offer, with the reason where one cannot be chosen. */
export const criterionOptions = (setup: Setup, trained: boolean): readonly Option[] =>
  criteria.map(({ id, label }) => ({
    value: id,
    label,
    reason: whyNotFor({ ...setup, criterion: id }) ?? whyNotYet(id, trained),
  }));

export function granularityOptions(setup: Setup): readonly Option[] {
  const option = (value: Granularity, label: string): Option => ({
    value,
    label,
    reason: whyNotFor({ ...setup, granularity: value }),
  });
  return [
    option("weight", "single weights"),
    option("group", "N:M groups"),
    option("unit", unitsOf(setup)),
    option("channel", "input channels"),
    option("layer", "whole layers"),
  ];
}

export function scopeOptions(setup: Setup): readonly Option[] {
  const option = (value: Scope, label: string): Option => ({
    value,
    label,
    reason: whyNotFor({ ...setup, scope: value }),
  });
  return [
    option("global", "global"),
    option("layerwise", "layerwise"),
    option("erk", "ERK"),
    option("hand", "by hand"),
  ];
}

/** How a scope stands in the sentence of step 2. */
export const scopeWords: Readonly<Record<Scope, string>> = {
  global: "across all layers",
  layerwise: "in every layer alike",
  erk: "by layer, ERK",
  hand: "layer by layer, by hand",
};

/** What sets a method apart from the one in use: "random, layerwise". */
export function methodName(method: Method, setup: Setup): string {
  const parts = [
    method.criterion !== setup.criterion && criterionOf(method.criterion).label,
    method.granularity !== setup.granularity && labelIn(granularityOptions(setup), method.granularity),
    method.scope !== setup.scope && labelIn(scopeOptions(setup), method.scope),
  ].filter((part) => part !== false);
  return parts.join(", ") || "the same method";
}

/** What an option is called. */
export const labelIn = (options: readonly Option[], chosen: string): string =>
  options.find(({ value }) => value === chosen)?.label ?? chosen;
