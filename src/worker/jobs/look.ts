import type { Method } from "../../pruning/types.ts";
import type { Ranked } from "../ranked.ts";
import type { Handle } from "../stateKey.ts";
import type { Question, SlicedKind, UrgentKind } from "./job.ts";

/** A state that was left behind. */
export interface LookBack {
  readonly node: number;
  /** How it is ranked (`rankingOf`). */
  readonly by: string;
  /** How many states are to be worked out for its weights. */
  readonly missing: number;
  /** Its weights, if that takes no training. */
  readonly find: () => Promise<Ranked | null>;
}

/** States that are looked back to, for their curves, and of points for the decision field before the cut. */
export interface LooksBack {
  readonly curves: readonly LookBack[];
  readonly field: LookBack | null;
}

/** A row of the validation examples, or what a person made: a picture of as many values. */
export type FollowedExample = number | Uint8Array;

/** What the page looks at of one network. */
export interface Look {
  readonly ranked: Ranked;
  readonly handle: Handle;
  /** How often it asked for figures at the handle. */
  readonly times: number;
  /** To compare with, all of which suit the network. */
  readonly against: readonly Method[];
  /** The example that is followed through the network, and how often that was said; null for none. */
  readonly followed: { readonly example: FollowedExample; readonly times: number } | null;
  /** States that are looked back to. */
  readonly back: LooksBack;
}

/** Kinds of job by the ids of their questions and what they find out; a question may say more. */
export type Urgent<Id extends string, Result> = UrgentKind<Look, Result, Question<Id>>;
export type Sliced<Id extends string, Result, More = unknown> = SlicedKind<Look, Result, Question<Id> & More>;

/** Names weights and the place of the handle. */
export const cutAt = ({ ranked: { key }, handle: { sparsity, shares } }: Look): string =>
  [key.version, sparsity, shares ?? []].join();
