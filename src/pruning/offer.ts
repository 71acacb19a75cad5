import { hasKernel } from "../network/layers/registry.ts";
import type { Activation, LayerSpec } from "../network/network.ts";
import { criterionOf } from "./criteria/registry.ts";
import type { OfferSaid } from "./said.ts";
import type { Method } from "./types.ts";

/** Why a criterion, a granularity and a scope do not go together; null when they do. */
export function whyNot({ criterion, granularity, scope }: Method): OfferSaid | null {
  const { score, scoreAll, scoreUnits, ranksGroups, ranksPerUnit, needs = [] } = criterionOf(criterion);
  const wholeUnits = granularity === "unit" || granularity === "channel";
  if (wholeUnits && !scoreUnits) return { id: "ranks-weights", criterion };
  if (!wholeUnits && !score && !scoreAll) return { id: "ranks-whole-units", criterion };
  if (granularity === "channel" && needs.includes("batchNorm")) return { id: "ranks-no-channels", criterion };
  if (granularity === "group" && !ranksGroups) return { id: "ranks-weights", criterion };
  if (granularity === "layer" && !score) return { id: "ranks-weights", criterion };
  if (granularity === "layer" && scope !== "global") return { id: "layers-in-one-list" };
  if (scope === "erk" && granularity !== "weight") return { id: "erk-of-weights" };
  if (scope !== "global" && granularity === "group") return { id: "groups-in-all-layers" };
  if (scope === "global" && granularity === "weight" && ranksPerUnit) return { id: "ranks-within-layers", criterion };
  return null;
}

/** The same, and why they do not suit a network. */
export function whyNotFor(setup: Method & { hidden: readonly LayerSpec[]; activation: Activation }): OfferSaid | null {
  const { criterion, granularity, hidden, activation } = setup;
  const hasShortcuts = hidden.some((layer) => hasKernel(layer) && layer.residual);
  const { needs = [] } = criterionOf(criterion);
  if (granularity === "unit" || granularity === "channel") {
    if (hidden.length === 0) return { id: "no-hidden-layer" };
    if (hasShortcuts) return { id: "units-shared" };
  }
  if (granularity === "layer" && !hasShortcuts) return { id: "no-residual-layer" };
  if (needs.includes("zeros") && activation !== "relu") return { id: "no-zeros", criterion, activation };
  if (needs.includes("batchNorm") && !hidden.some((layer) => hasKernel(layer) && layer.batchNorm))
    return { id: "no-batch-norm", criterion };
  return whyNot(setup);
}

/** Why a criterion should wait until the network is trained; null when it need not. It can be computed all the same. */
export function whyNotYet(criterion: string, trained: boolean): OfferSaid | null {
  const { needs = [] } = criterionOf(criterion);
  return needs.includes("minimum") && !trained ? { id: "not-yet-trained" } : null;
}
