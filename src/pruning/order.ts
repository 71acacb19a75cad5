import type { Layer } from "../network/network.ts";
import type { RankedList, Ranking } from "./types.ts";

/** Every ranked entry's value in the order the cut takes it: weights with their sign, units by their score. The lists of a
 *  layerwise cut are merged by relative rank, so that a sparsity is a place in the row. */
export function inPruningOrder(ranking: Ranking, layers: readonly Layer[]): Float32Array {
  const valuesOf = isOfWeights(ranking) ? weightsInOrder(concatenate(layers)) : scoresInOrder;
  const lists = ranking.lists.map(valuesOf);
  if (lists.length === 1) return lists[0];
  const next = lists.map(() => 0);
  const merged = new Float32Array(lists.reduce((sum, list) => sum + list.length, 0));
  for (let i = 0; i < merged.length; i++) {
    let first = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let l = 0; l < lists.length; l++) {
      const share = (next[l] + 0.5) / lists[l].length;
      if (next[l] < lists[l].length && share < least) {
        least = share;
        first = l;
      }
    }
    merged[i] = lists[first][next[first]++];
  }
  return merged;
}

/** Where a weight stands in the list it is cut from. */
export interface Place {
  /** 0 goes first. */
  readonly place: number;
  readonly of: number;
  readonly score: number;
}

/** The place of a weight; null when weights are not ranked or the layer is protected. */
export function placeOf(ranking: Ranking, layers: readonly Layer[], layer: number, index: number): Place | null {
  if (!isOfWeights(ranking)) return null;
  const entry = index + layers.slice(0, layer).reduce((sum, one) => sum + one.weights.length, 0);
  for (const { order, scores } of ranking.lists) {
    const place = order.indexOf(entry);
    if (place >= 0) return { place, of: order.length, score: scores[place] };
  }
  return null;
}

/** Whether what goes are weights, which have a sign, and not units or layers by their scores. */
export const isOfWeights = ({ granularity }: Ranking) => granularity === "weight" || granularity === "group";

function concatenate(layers: readonly Layer[]): Float32Array {
  const flat = new Float32Array(layers.reduce((sum, layer) => sum + layer.weights.length, 0));
  let offset = 0;
  for (const { weights } of layers) {
    flat.set(weights, offset);
    offset += weights.length;
  }
  return flat;
}

const weightsInOrder =
  (flat: Float32Array) =>
  ({ order }: RankedList): Float32Array => {
    const values = new Float32Array(order.length);
    for (let r = 0; r < order.length; r++) values[r] = flat[order[r]];
    return values;
  };

/** Entries pruned before have the score -Infinity and are shown as 0; those kept by hand are shown like the best of the others. */
function scoresInOrder({ scores, order, pinned }: RankedList): Float32Array {
  const best = Math.max(0, scores[order.length - pinned - 1] ?? 0);
  const values = new Float32Array(scores.length);
  for (let r = 0; r < scores.length; r++) values[r] = Math.min(best, Math.max(0, scores[r]));
  return values;
}
