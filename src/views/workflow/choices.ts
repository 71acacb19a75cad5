import { layerKind } from "../../network/layers/registry.ts";
import { criteria } from "../../pruning/criteria/registry.ts";
import { whyNotFor, whyNotYet } from "../../pruning/offer.ts";
import type { Method } from "../../pruning/types.ts";
import { granularities, scopes } from "../../setup/fields.ts";
import type { Setup } from "../../setup/setup.ts";
import { apart, criterionName, granularityNames, scopeLabels, wholeUnits } from "../../text/method.ts";
import type { Option } from "../margin/Choices.tsx";

/** What the units of a network are called; a network with filters has some neurons too. */
export const unitsOf = ({ hidden }: Pick<Setup, "hidden">) =>
  hidden.some((layer) => layerKind(layer).unit === "filter") ? wholeUnits.filters : wholeUnits.neurons;

/** Criteria on offer, with the reason where one cannot be chosen. */
export const criterionOptions = (setup: Setup, trained: boolean): readonly Option[] =>
  criteria.map(({ id }) => ({
    value: id,
    label: criterionName(id),
    reason: whyNotFor({ ...setup, criterion: id }) ?? whyNotYet(id, trained),
  }));

export const granularityOptions = (setup: Setup): readonly Option[] =>
  granularities.map((value) => ({
    value,
    label: value === "unit" ? unitsOf(setup) : granularityNames[value],
    reason: whyNotFor({ ...setup, granularity: value }),
  }));

export const scopeOptions = (setup: Setup): readonly Option[] =>
  scopes.map((value) => ({ value, label: scopeLabels[value], reason: whyNotFor({ ...setup, scope: value }) }));

/** What sets a method apart from the one in use: "random, layerwise". */
export function methodName(method: Method, setup: Setup): string {
  const parts = [
    method.criterion !== setup.criterion && criterionName(method.criterion),
    method.granularity !== setup.granularity && labelIn(granularityOptions(setup), method.granularity),
    method.scope !== setup.scope && labelIn(scopeOptions(setup), method.scope),
  ].filter((part) => part !== false);
  return apart(parts);
}

/** What an option is called. */
export const labelIn = (options: readonly Option[], chosen: string): string =>
  options.find(({ value }) => value === chosen)?.label ?? chosen;
