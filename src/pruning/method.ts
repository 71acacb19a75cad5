import type { Granularity, Method } from "./types.ts";

/** As links write it: "random.weight.global". Two methods are the same where this is. */
export const writeMethod = ({ criterion, granularity, scope }: Method) => `${criterion}.${granularity}.${scope}`;

/** What sparsity is a share of: of groups, of the weights of each. */
export type Counted = "weights" | "groups" | "units" | "layers";

export const counted: Readonly<Record<Granularity, Counted>> = {
  weight: "weights",
  group: "groups",
  unit: "units",
  channel: "units",
  layer: "layers",
};

/** Whether the same sparsity means the same for two granularities. */
export const countAlike = (one: Granularity, other: Granularity) => counted[one] === counted[other];
