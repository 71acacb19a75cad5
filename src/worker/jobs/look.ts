import type { Method } from "../../pruning/types.ts";
import type { EngineEvent, Handle } from "../protocol.ts";
import type { Ranked } from "../ranked.ts";
import type { SlicedKind, UrgentKind } from "./job.ts";

/** What the page looks at of one network. */
export interface Look {
  readonly ranked: Ranked;
  readonly handle: Handle;
  /** How often it asked for figures at the handle. */
  readonly times: number;
  /** To compare with, all of which suit the network. */
  readonly against: readonly Method[];
}

export type Urgent = UrgentKind<Look, EngineEvent>;
export type Sliced = SlicedKind<Look, EngineEvent>;

/** Names weights and the place of the handle. */
export const cutAt = ({ ranked: { key }, handle: { sparsity, shares } }: Look): string =>
  [key.version, sparsity, shares ?? []].join();
