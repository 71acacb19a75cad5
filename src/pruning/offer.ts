import { criterionOf } from "./criteria/registry.ts";
import type { PruneRequest } from "./types.ts";

/** Why a criterion, a granularity and a scope do not go together, for people; null when they do. */
export function whyNot({
  criterion,
  granularity,
  scope,
}: Pick<PruneRequest, "criterion" | "granularity" | "scope">): string | null {
  const { label, granularities } = criterionOf(criterion);
  if (!granularities.includes(granularity)) return `${label} ranks single weights`;
  if (scope === "erk" && granularity !== "weight") return "ERK shares out single weights";
  if (scope === "layerwise" && granularity === "group") return "N:M is the same in all layers";
  return null;
}
