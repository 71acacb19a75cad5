import { criterionOf } from "./criteria/registry.ts";
import type { PruneRequest } from "./types.ts";

/** Why a criterion, a granularity and a scope do not go together, for people; null when they do. */
export function whyNot({
  criterion,
  granularity,
  scope,
}: Pick<PruneRequest, "criterion" | "granularity" | "scope">): string | null {
  const { label, score, scoreUnits, ranksGroups } = criterionOf(criterion);
  if (granularity === "unit" && !scoreUnits) return `${label} ranks single weights`;
  if (granularity !== "unit" && !score) return `${label} ranks whole neurons and filters`;
  if (granularity === "group" && !ranksGroups) return `${label} ranks single weights`;
  if (scope === "erk" && granularity !== "weight") return "ERK shares out single weights";
  if (scope === "layerwise" && granularity === "group") return "N:M is the same in all layers";
  return null;
}
