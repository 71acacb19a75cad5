import { unitCount } from "../network/wiring.ts";
import { countsAt, sparsityFor, thresholdsAt } from "../pruning/cut.ts";
import type { RankedList, Ranking } from "../pruning/types.ts";
import type { Cut } from "../store/cut.ts";

/** Where the cut lies in every layer: one threshold for global, else one a layer; null for protected layers. */
export function layerThresholds(cut: Cut, sparsity: number): (number | null)[] {
  const { ranking } = cut;
  const counts = countsAt(ranking, sparsity);
  const thresholds = thresholdsAt(ranking, sparsity).map((threshold, l) => {
    if (counts[l] === 0) return 0;
    return threshold ?? ranking.lists[l].scores.at(-1) ?? null;
  });
  const lists = listsOfLayers(cut);
  return lists.map((list) => finiteIn(thresholds, list));
}

/** The threshold of a list; null where there is none: what went in earlier rounds goes by no score. */
function finiteIn(thresholds: readonly (number | null)[], list: number | null): number | null {
  const threshold = list === null ? null : thresholds[list];
  return threshold !== null && Number.isFinite(threshold) ? threshold : null;
}

/** Where the entries of each layer end in the numbering of a ranking's lists, of weights or of hidden units. */
export function endsOf({ granularity, layers }: Pick<Ranking, "granularity" | "layers">): number[] {
  const isOfUnits = granularity === "unit" || granularity === "channel";
  let end = 0;
  return layers.flatMap((layer, l) => {
    if (isOfUnits && l === layers.length - 1) return [];
    end += isOfUnits ? unitCount(layer) : layer.shape.reduce((product, side) => product * side, 1);
    return [end];
  });
}

/** The list each layer is ranked in; null where it is protected. */
function listsOfLayers({ snapshot }: Cut): (number | null)[] {
  const { ranking, layers } = snapshot;
  const ends = endsOf(ranking);
  const found: (number | null)[] = layers.map(() => null);
  ranking.lists.forEach((list, l) => {
    const seen = new Set<number>();
    for (const entry of list.order) {
      const layer = ends.findIndex((end) => entry < end);
      seen.add(layer);
      if (ranking.scope !== "global" || seen.size === ends.length) break;
    }
    for (const layer of seen) found[layer] = l;
  });
  return found;
}

/** The sparsity, to a thousandth, whose cut prunes the weights of a layer's list with a score below the threshold. */
export function sparsityAt(cut: Cut, layer: number, threshold: number): number {
  const place = listsOfLayers(cut)[layer] ?? 0;
  return sparsityFor(cut.snapshot.ranking, place, countBelow(cut.snapshot.ranking.lists[place], threshold));
}

/** Share of a layer's weights with a score below the threshold. */
export function shareAt(cut: Cut, layer: number, threshold: number): number {
  const list = cut.snapshot.ranking.lists[listsOfLayers(cut)[layer] ?? 0];
  return countBelow(list, threshold) / list.order.length;
}

/** Entries of a list with a score below the threshold. */
function countBelow(list: RankedList, threshold: number): number {
  let low = 0;
  let high = list.scores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list.scores[middle] < threshold) low = middle + 1;
    else high = middle;
  }
  return low;
}
