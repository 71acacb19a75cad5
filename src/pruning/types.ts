import type { Layer } from "../network/network.ts";
import type { Formula } from "./formula.ts";

/** One byte a weight, in the flat order of the layer's kernel: 1 keeps, 0 prunes. Keyed by layer name. */
export type Mask = ReadonlyMap<string, Uint8Array>;

/** What one entry of a cut is; of groups, the same number of weights goes from each (N:M). */
export type Granularity = "weight" | "group" | "unit";
/** How the cut is spread: one list of all layers; the same share of each; more of wide layers than of narrow ones (`erk.ts`). */
export type Scope = "global" | "layerwise" | "erk";
export type Norm = "l1" | "l2";

export interface ScoreContext {
  /** Seed of whatever is random in the criterion. */
  readonly seed: number;
  /** Position of the layer in the network. */
  readonly index: number;
  /** What sums a unit's incoming kernel into its score, where the criterion does. */
  readonly norm: Norm;
}

/** What a choice explains of itself to people. */
export interface Explanation {
  /** A sentence or two. */
  readonly summary: string;
  readonly formula: Formula;
  /** The paper it comes from. */
  readonly source: string;
}

/** Gives every weight of a layer an importance; the lowest are pruned first (PRUNING.md). */
export interface Criterion extends Explanation {
  readonly id: string;
  readonly label: string;
  /** Whether its scores of weights mean something within a group of them (N:M). */
  readonly ranksGroups?: boolean;
  /** One score a weight, same flat order as `layer.weights`; without it single weights cannot be ranked. The layer is left
   *  untouched. */
  readonly score?: (layer: Layer, context: ScoreContext) => Float32Array | Float64Array;
  /** One score a neuron or filter of the layer; without it those cannot be ranked. */
  readonly scoreUnits?: (layer: Layer, context: ScoreContext) => Float64Array;
}

/** Criterion, granularity and scope are orthogonal; sparsity is not part of it: rank once, cut many times. */
export interface PruneRequest {
  readonly criterion: string;
  readonly granularity: Granularity;
  readonly scope: Scope;
  /** Weights of a group (granularity "group"): the M of N:M. */
  readonly groupSize: number;
  /** Norm that sums a unit's incoming kernel into its score (granularity "unit"). */
  readonly norm: Norm;
  readonly seed: number;
  /** Names of layers whose weights are never pruned. */
  readonly protectedLayers: readonly string[];
  /** Units only: never remove a layer's last unit. */
  readonly keepOneUnit: boolean;
}

export interface RankedLayer {
  readonly name: string;
  readonly shape: readonly number[];
}

/** One list of candidates that is cut at a single place. */
export interface RankedList {
  /** Entries in the order they are pruned, lowest score first; of groups, first the lowest of each, then the second Weight: index into all kernels concatenated in network order.
   *  Unit: index into all hidden units concatenated in network order. */
  readonly order: Uint32Array;
  /** `scores[r]` is the score of `order[r]`. Already pruned entries stand first, whatever their score, with -Infinity. */
  readonly scores: Float32Array | Float64Array;
  /** How many entries at the front were pruned before; a cut never restores them. */
  readonly alreadyPruned: number;
  /** Of groups: how many entries are pruned when 0, 1, .. M of every group are. */
  readonly levels: readonly number[] | null;
  /** Shape of the kernel whose entries these are, where they are of one layer. */
  readonly shape: readonly number[] | null;
}

/** The result of ranking: plain data (survives postMessage), any sparsity can be cut from it without sorting again. */
export interface Ranking {
  readonly granularity: Granularity;
  readonly scope: Scope;
  /** All layers of the network, in order, protected ones too. */
  readonly layers: readonly RankedLayer[];
  /** One list for global, one a layer for the other scopes. */
  readonly lists: readonly RankedList[];
  readonly keepOneUnit: boolean;
  /** The mask before this cut (weights already pruned by hand or in earlier rounds). */
  readonly previous: Mask;
}
