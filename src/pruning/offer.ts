import { hasKernel } from "../network/layers/registry.ts";
import type { Activation, LayerSpec } from "../network/network.ts";
import { criterionOf } from "./criteria/registry.ts";
import type { Method } from "./types.ts";

/** Why a criterion, a granularity and a scope do not go together, for people; null when they do. */
export function whyNot({ criterion, granularity, scope }: Method): string | null {
  const { label, score, scoreAll, scoreUnits, ranksGroups, ranksPerUnit, needs = [] } = criterionOf(criterion);
  const wholeUnits = granularity === "unit" || granularity === "channel";
  if (wholeUnits && !scoreUnits) return `${label} ranks single weights`;
  if (!wholeUnits && !score && !scoreAll) return `${label} ranks whole neurons and filters`;
  if (granularity === "channel" && needs.includes("batchNorm")) return `${label} ranks neurons and filters`;
  if (granularity === "group" && !ranksGroups) return `${label} ranks single weights`;
  if (granularity === "layer" && !score) return `${label} ranks single weights`;
  if (granularity === "layer" && scope !== "global") return "layers are compared with each other";
  if (scope === "erk" && granularity !== "weight") return "ERK shares out single weights";
  if (scope !== "global" && granularity === "group") return "N:M is the same in all layers";
  if (scope === "global" && granularity === "weight" && ranksPerUnit) return `${label} compares within a layer`;
  return null;
}

/** The same, and why they do not suit a network. */
export function whyNotFor(setup: Method & { hidden: readonly LayerSpec[]; activation: Activation }): string | null {
  const { criterion, granularity, hidden, activation } = setup;
  const hasShortcuts = hidden.some((layer) => hasKernel(layer) && layer.residual);
  const { label, needs = [] } = criterionOf(criterion);
  if (granularity === "unit" || granularity === "channel") {
    if (hidden.length === 0) return "there is no hidden layer";
    if (hasShortcuts) return "residual layers share their units";
  }
  if (granularity === "layer" && !hasShortcuts) return "only a residual network can lose a layer";
  if (needs.includes("zeros") && activation !== "relu") return `${label} counts zeros, and ${activation} gives none`;
  if (needs.includes("batchNorm") && !hidden.some((layer) => hasKernel(layer) && layer.batchNorm))
    return `${label} goes by batch norm, and no layer has any`;
  return whyNot(setup);
}

/** Why a criterion should wait until the network is trained; null when it need not. It can be computed all the same. */
export function whyNotYet(criterion: string, trained: boolean): string | null {
  const { needs = [] } = criterionOf(criterion);
  return needs.includes("minimum") && !trained ? "made for a trained network" : null;
}
