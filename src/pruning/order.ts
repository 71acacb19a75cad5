import type { Layer } from "../network/network.ts";
import { countsAt } from "./cut.ts";
import type { RankedList, Ranking } from "./types.ts";

/** Positions in a ranking's lists, one list after the other, in the order that the slider takes them: by the sparsity, in thousandths,
 *  at which an entry goes; first those pruned before, last those that go at none. */
export function pruningOrder(ranking: Ranking): Uint32Array {
  const { lists } = ranking;
  const positions = new Uint32Array(lists.reduce((sum, { order }) => sum + order.length, 0));
  const starts = lists.map((_, l) => lists.slice(0, l).reduce((sum, { order }) => sum + order.length, 0));
  const next = lists.map(() => 0);
  let end = 0;
  const take = (counts: readonly number[]) =>
    counts.forEach((count, l) => {
      while (next[l] < count) positions[end++] = starts[l] + next[l]++;
    });
  if (lists.length > 1) for (let stop = 0; stop <= 1000; stop++) take(countsAt(ranking, stop / 1000));
  take(lists.map(({ order }) => order.length));
  return positions;
}

/** Every ranked entry's value in that order: weights with their sign, units by their score. The first so many are those that a cut
 *  prunes which takes so many. */
export function inPruningOrder(
  ranking: Ranking,
  layers: readonly Layer[],
  order: Uint32Array = pruningOrder(ranking),
): Float32Array {
  const valuesOf = isOfWeights(ranking)
    ? weightsInOrder(concatenated(layers.map(({ weights }) => weights)))
    : scoresInOrder;
  const lists = ranking.lists.map(valuesOf);
  if (lists.length === 1) return lists[0];
  const values = concatenated(lists);
  return Float32Array.from(order, (position) => values[position]);
}

/** Where a weight stands in the list it is cut from. */
export interface WeightRank {
  /** 0 goes first. */
  readonly rank: number;
  readonly of: number;
  /** The same in all lists, one after the other, as `pruningOrder` counts. */
  readonly at: number;
  readonly score: number;
}

/** The rank of a weight; null when weights are not ranked or the layer is protected. */
export function rankOf(ranking: Ranking, layers: readonly Layer[], layer: number, index: number): WeightRank | null {
  if (!isOfWeights(ranking)) return null;
  const entry = index + layers.slice(0, layer).reduce((sum, one) => sum + one.weights.length, 0);
  let start = 0;
  for (const { order, scores } of ranking.lists) {
    const rank = order.indexOf(entry);
    if (rank >= 0) return { rank, of: order.length, at: start + rank, score: scores[rank] };
    start += order.length;
  }
  return null;
}

/** Whether what goes are weights, which have a sign, and not units or layers by their scores. */
export const isOfWeights = ({ granularity }: Ranking) => granularity === "weight" || granularity === "group";

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

const weightsInOrder =
  (flat: Float32Array) =>
  ({ order }: RankedList): Float32Array => {
    const values = new Float32Array(order.length);
    for (let r = 0; r < order.length; r++) values[r] = flat[order[r]];
    return values;
  };

/** Entries pruned before have the score -Infinity and are shown as 0; those kept by hand are shown like the best of the others. */
function scoresInOrder({ scores }: RankedList): Float32Array {
  let best = 0;
  for (const score of scores) if (score > best && score < Number.POSITIVE_INFINITY) best = score;
  return Float32Array.from(scores, (score) => Math.min(best, Math.max(0, score)));
}
