import type { PruneRequest } from "./types.ts";

/** What tests ask for where they say nothing else: single weights by their size, over all layers. */
export const anyRequest: PruneRequest = {
  criterion: "magnitude",
  granularity: "weight",
  groupSize: 4,
  scope: "global",
  norm: "l2",
  seed: 3,
  protectedLayers: [],
  keepOneUnit: true,
};
