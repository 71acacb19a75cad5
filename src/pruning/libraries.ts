import type { Layer } from "../network/network.ts";
import { countsAt, maskAt, thresholdsAt } from "./cut.ts";
import { rank } from "./rank.ts";
import { roundHalfToEven } from "./round.ts";
import { sortByScore } from "./sortByScore.ts";
import type { PruneRequest, Ranking } from "./types.ts";

/** What becomes of a weight, one byte each; 0 and 1 as in a mask. Undecided are equal ones of which the library prunes some and
 *  does not say which. */
export const fate = { pruned: 0, kept: 1, undecided: 2 } as const;

/** How one layer is cut by |w| at a sparsity, by this app or by a library. */
export interface LibraryCut {
  /** What the formula rounds: a number of weights, of TF-MOT those that stay, else those that go. */
  readonly unrounded: number;
  /** How many weights the formula asks to prune. */
  readonly asked: number;
  /** How many are pruned, undecided ones included. */
  readonly pruned: number;
  /** |w| of the smallest weight that stays; null when none does. */
  readonly threshold: number | null;
  /** How many weights share the |w| at the formula's cut, where it falls between equal ones; else 0. */
  readonly tied: number;
  /** In the flat order of the kernel. */
  readonly fates: Uint8Array;
}

/** A layer's weights by |w|, smallest first, equal ones by position. */
export interface ByMagnitude {
  readonly order: Uint32Array;
  /** `magnitudes[r]` is |w| of weight `order[r]`. */
  readonly magnitudes: Float32Array;
}

export function byMagnitude(weights: Float32Array): ByMagnitude {
  const unsorted = weights.map(Math.abs);
  const order = sortByScore(unsorted);
  return { order, magnitudes: unsorted.map((_, r) => unsorted[order[r]]) };
}

const request: PruneRequest = {
  criterion: "magnitude",
  granularity: "weight",
  scope: "layerwise",
  groupSize: 1,
  norm: "l2",
  seed: 0,
  protectedLayers: [],
  keepOneUnit: false,
};

/** The layer as this app ranks it, single weights by magnitude. `kept`: 1 for every weight that no earlier round pruned. */
export const appRanking = (layer: Layer, kept: Uint8Array): Ranking =>
  rank([layer], request, new Map([[layer.name, kept]]));

/** This app's own cut of a ranked layer. */
export function appCut(ranking: Ranking, sparsity: number): LibraryCut {
  const [{ scores }] = ranking.lists;
  const [pruned] = countsAt(ranking, sparsity);
  const [first, end] = tiesAcross(scores, pruned);
  const unrounded = sparsity * scores.length;
  return {
    unrounded,
    asked: roundHalfToEven(unrounded),
    pruned,
    threshold: thresholdsAt(ranking, sparsity)[0],
    tied: end - first,
    fates: maskAt(ranking, sparsity).get(ranking.layers[0].name)!,
  };
}

/** torch.nn.utils.prune, l1_unstructured: Python's round(amount n) go, picked by torch.topk, whose order among equal ones is
 *  unspecified (PyTorch's documentation of topk). */
export function torchCut({ order, magnitudes }: ByMagnitude, sparsity: number): LibraryCut {
  const unrounded = sparsity * order.length;
  const pruned = roundHalfToEven(unrounded);
  const [first, end] = tiesAcross(magnitudes, pruned);
  const fates = new Uint8Array(order.length).fill(fate.kept);
  for (let r = 0; r < end; r++) fates[order[r]] = r < first ? fate.pruned : fate.undecided;
  return { unrounded, asked: pruned, pruned, threshold: magnitudes[pruned] ?? null, tied: end - first, fates };
}

/** TensorFlow Model Optimization, low magnitude: max(1, round(n (1 - s))) in float32 are to stay; the last of them sets the
 *  threshold, and all that reach it stay (pruning_impl.py of its repository). Its schedules refuse a sparsity of 1. */
export function tfmotCut({ order, magnitudes }: ByMagnitude, sparsity: number): LibraryCut {
  const unrounded = Math.fround(order.length * Math.fround(1 - Math.fround(sparsity)));
  const asked = order.length - Math.max(1, roundHalfToEven(unrounded));
  const [first, end] = tiesAcross(magnitudes, asked);
  const fates = new Uint8Array(order.length).fill(fate.kept);
  for (let r = 0; r < first; r++) fates[order[r]] = fate.pruned;
  return { unrounded, asked, pruned: first, threshold: magnitudes[asked], tied: end - first, fates };
}

/** How many weights fare differently than in this app: at least and at most, by which of the undecided ones go. */
export function differences(app: LibraryCut, library: LibraryCut): [least: number, most: number] {
  let certain = 0;
  let prunedForSure = 0;
  let undecided = 0;
  let undecidedPrunedHere = 0;
  for (let i = 0; i < library.fates.length; i++) {
    const theirs = library.fates[i];
    if (theirs === fate.undecided) {
      undecided++;
      if (app.fates[i] === fate.pruned) undecidedPrunedHere++;
    } else {
      if (theirs === fate.pruned) prunedForSure++;
      if (theirs !== app.fates[i]) certain++;
    }
  }
  const undecidedPruned = library.pruned - prunedForSure;
  const together = undecidedPruned + undecidedPrunedHere;
  const least = Math.abs(undecidedPruned - undecidedPrunedHere);
  return [certain + least, certain + Math.min(together, 2 * undecided - together)];
}

/** Where among ascending values the equal ones on both sides of place k begin and end; nowhere (k, k) if k parts two values. */
function tiesAcross(ascending: Float32Array | Float64Array, k: number): [first: number, end: number] {
  let [first, end] = [k, k];
  if (k === 0 || ascending[k - 1] !== ascending[k]) return [first, end];
  while (ascending[first - 1] === ascending[k]) first--;
  while (ascending[end] === ascending[k]) end++;
  return [first, end];
}
