import type { Mask } from "../network/mask.ts";
import type { Layer, LayerShape } from "../network/network.ts";
import type { LayerStatistics, SaliencyStatistics } from "../network/saliency.ts";
import type { Formula } from "./formula.ts";

/** What one entry of a cut is. Of groups, the same number of weights goes from each (N:M); a channel is what a unit feeds into the
 *  next layer; a layer can go where a shortcut leads around it. */
export type Granularity = "weight" | "group" | "unit" | "channel" | "layer";
/** How the cut is spread: one list of all layers; the same share of each; more of wide layers than of narrow ones (`erk.ts`); as
 *  somebody said for every layer. */
export type Scope = "global" | "layerwise" | "erk" | "hand";
export type Norm = "l1" | "l2";

export interface ScoreContext {
  /** Seed of whatever is random in the criterion. */
  readonly seed: number;
  /** Position of the layer in the network. */
  readonly index: number;
  /** What sums a unit's incoming kernel into its score, where the criterion does. */
  readonly norm: Norm;
  /** Of units: 1 marks those that are left; all are where it is missing. */
  readonly left?: Uint8Array;
  /** Throws where the network was ranked without any. */
  readonly statistics: LayerStatistics;
}

/** Gives every weight of a layer an importance; the lowest are pruned first (PRUNING.md). */
export interface Criterion {
  readonly id: string;
  readonly formula: Formula;
  /** Whether its scores of weights mean something within a group of them (N:M). */
  readonly ranksGroups?: boolean;
  /** Whether its scores are compared among the weights of one unit only. */
  readonly ranksPerUnit?: boolean;
  /** What it takes: examples of the training set; for "minimum" also a trained network, for "zeros" an activation that has them;
   *  for "batchNorm" layers with batch norm: the others cannot be ranked, and stay whole. */
  readonly needs?: readonly ("batch" | "minimum" | "zeros" | "batchNorm")[];
  /** One score a weight, same flat order as `layer.weights`; without it single weights cannot be ranked. Weights pruned before are 0.
   *  The layer is left untouched. */
  readonly score?: (layer: Layer, context: ScoreContext) => Float32Array | Float64Array;
  /** In place of `score`: one score a weight for all layers at once, where what goes first changes what goes next. Weights kept in
   *  `maskBefore` are there, those kept in `open` may be pruned. */
  readonly scoreAll?: (
    layers: readonly Layer[],
    maskBefore: Mask,
    open: Mask,
    statistics: SaliencyStatistics,
  ) => readonly Float64Array[];
  /** One score a neuron or filter of the layer; without it those cannot be ranked. */
  readonly scoreUnits?: (layer: Layer, context: ScoreContext) => Float64Array;
}

/** What to prune by, what goes, and how it is spread: three choices independent of each other. */
export interface Method {
  readonly criterion: string;
  readonly granularity: Granularity;
  readonly scope: Scope;
}

/** Sparsity is not part of it: rank once, cut many times. */
export interface PruneRequest extends Method {
  /** Weights of a group (granularity "group"): the M of N:M. */
  readonly groupSize: number;
  /** Norm that sums a unit's incoming kernel into its score (granularity "unit"). */
  readonly norm: Norm;
  readonly seed: number;
  /** Names of layers whose weights are never pruned. */
  readonly protectedLayers: readonly string[];
  /** Units only: never remove a layer's last unit. */
  readonly keepOneUnit: boolean;
  /** Scope "hand": the share of every layer that is to go, 0..1, in network order. */
  readonly shares?: readonly number[];
}

/** What a ranking may need besides weights. */
export interface RankingSources {
  readonly statistics?: SaliencyStatistics;
  /** 1 marks weights that somebody keeps by hand: they go at no sparsity. */
  readonly pinned?: Mask;
  /** Scores of every weight by layer name, in place of a criterion's. */
  readonly scores?: ReadonlyMap<string, Float32Array | Float64Array>;
}

/** One list of candidates that is cut at a single place. */
export interface RankedList {
  /** Entries in the order they are pruned, lowest score first; of groups, first the lowest of each, then the second. Weight: index
   *  into all kernels concatenated in network order. Unit, channel: index into all hidden units concatenated in network order.
   *  Layer: index of the layer. */
  readonly order: Uint32Array;
  /** `scores[r]` is the score of `order[r]`. Already pruned entries stand first, whatever their score, with -Infinity. */
  readonly scores: Float32Array | Float64Array;
  /** How many entries at the front were pruned before; a cut never restores them. */
  readonly alreadyPruned: number;
  /** Of groups: how many entries are pruned when 0, 1, .. M of every group are. */
  readonly levels: readonly number[] | null;
  /** How many entries at the end go at no sparsity: kept by hand, or the last unit of a layer that must not lose it. */
  readonly pinned: number;
  /** Index of the layer whose entries these are, where they are of one. */
  readonly layer: number | null;
}

/** The result of ranking: plain data (survives postMessage), any sparsity can be cut from it without sorting again. */
export interface Ranking {
  readonly granularity: Granularity;
  readonly scope: Scope;
  /** All layers of the network, in order, protected ones too. */
  readonly layers: readonly LayerShape[];
  /** One list for global, one a layer for the other scopes. */
  readonly lists: readonly RankedList[];
  /** Scope "hand": the share of each list that was asked for. */
  readonly shares: readonly number[];
  /** The mask before this cut: 0 where earlier rounds or manual edits have pruned. */
  readonly maskBefore: Mask;
}
