import { joined, type Mask, zeroed } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import { ranksInGroups } from "./groups.ts";
import { whyNot } from "./offer.ts";
import { MethodFault } from "./said.ts";
import { sortByScore } from "./sortByScore.ts";
import type { PruneRequest, RankedList, Ranking, RankingSources } from "./types.ts";

/** Orders everything that may be pruned, lowest score first, equal scores by position; sort once, cut at any sparsity. Weights
 *  pruned before count in no score. */
export function rank(
  given: readonly Layer[],
  request: PruneRequest,
  maskBefore: Mask,
  sources: RankingSources = {},
): Ranking {
  const reason = whyNot(request);
  if (reason) throw new MethodFault({ id: "method-apart", why: reason });
  const { granularity, scope, groupSize, shares = [], keepOneUnit } = request;
  const layers = zeroed(given, maskBefore);
  const candidates = candidatesOf[granularity](layers, request, maskBefore, sources);
  const groups = scope === "global" ? [candidates] : candidates.map((one) => [one]);
  return {
    granularity,
    scope,
    layers: layers.map(({ name, shape, residual }) => ({ name, shape, residual })),
    lists: groups.map((group) => {
      const list = orderTogether(group, granularity === "group" ? groupSize : null);
      return keepOneUnit && countsUnits(granularity) ? sparingLast(list, group) : list;
    }),
    // Where every layer is protected the one list is empty.
    shares: groups.map((group) => (group.length > 0 ? (shares[group[0].layer] ?? 0) : 0)),
    maskBefore,
  };
}

const countsUnits = (granularity: PruneRequest["granularity"]) => granularity === "unit" || granularity === "channel";

/** `groupSize` where the lowest of every group of weights go first, then the second. */
function orderTogether(group: readonly Candidates[], groupSize: number | null): RankedList {
  const length = group.reduce((sum, { scores }) => sum + scores.length, 0);
  const wide = group.some(({ scores }) => scores instanceof Float64Array);
  const scores = wide ? new Float64Array(length) : new Float32Array(length);
  const entries = new Uint32Array(length);
  let alreadyPruned = 0;
  let pinned = 0;
  let at = 0;
  for (const { offset, scores: given, kept, pinned: pins } of group)
    for (let entry = 0; entry < given.length; entry++) {
      const isPruned = kept[entry] === 0;
      const isPinned = !isPruned && pins?.[entry] === 1;
      if (isPruned) alreadyPruned++;
      if (isPinned) pinned++;
      scores[at] = isPruned ? Number.NEGATIVE_INFINITY : isPinned ? Number.POSITIVE_INFINITY : given[entry];
      entries[at++] = offset + entry;
    }
  const byScore = sortByScore(scores);
  const ranks =
    groupSize && joined(group.map((one) => ranksInGroups(bestWherePinned(one), one.kept, one.shape, groupSize)));
  const sorted = ranks ? worstFirst(byScore, ranks, alreadyPruned, pinned) : byScore;
  const levels = ranks && levelsOf(sorted, ranks, alreadyPruned, pinned, groupSize);
  const order = new Uint32Array(length);
  const ordered = wide ? new Float64Array(length) : new Float32Array(length);
  for (let r = 0; r < length; r++) {
    order[r] = entries[sorted[r]];
    ordered[r] = scores[sorted[r]];
  }
  return {
    order,
    scores: ordered,
    alreadyPruned,
    pinned,
    levels: levels || null,
    layer: group.length === 1 ? group[0].layer : null,
  };
}

/** The same list with the unit that each layer would lose last at its end, where it goes at no sparsity. */
function sparingLast(list: RankedList, group: readonly Candidates[]): RankedList {
  const end = list.order.length - list.pinned;
  const spared = new Set<number>();
  for (const { offset, scores, kept, pinned } of group) {
    if (pinned?.some((pin, unit) => pin === 1 && kept[unit] === 1)) continue;
    const isOwn = (unit: number) => unit >= offset && unit < offset + scores.length;
    const last = list.order.subarray(list.alreadyPruned, end).findLast(isOwn);
    if (last !== undefined) spared.add(last);
  }
  const positions = Array.from(list.order.keys());
  const [spare, goes] = [true, false].map((is) =>
    positions.slice(0, end).filter((r) => spared.has(list.order[r]) === is),
  );
  const moved = [...goes, ...spare, ...positions.slice(end)];
  return {
    ...list,
    order: list.order.map((_, r) => list.order[moved[r]]),
    scores: list.scores.map((_, r) => list.scores[moved[r]]),
    pinned: list.pinned + spare.length,
  };
}

/** Scores in which what is kept by hand is the best of its group. */
const bestWherePinned = ({ scores, pinned }: Candidates) =>
  pinned ? Float64Array.from(scores, (score, i) => (pinned[i] ? Number.POSITIVE_INFINITY : score)) : scores;

/** The same entries, those of the worst ranks first; what was pruned already stays in front, what is kept by hand at the end. */
function worstFirst(order: Uint32Array, ranks: Uint8Array, alreadyPruned: number, pinned: number): Uint32Array {
  const sorted = order.slice();
  let end = alreadyPruned;
  for (let lowest = ranks.reduce((most, one) => Math.max(most, one), 0); lowest >= 0; lowest--)
    for (let r = alreadyPruned; r < order.length - pinned; r++)
      if (ranks[order[r]] === lowest) sorted[end++] = order[r];
  return sorted;
}

/** How many entries go when 0, 1, .. `size` of every group do. */
function levelsOf(
  sorted: Uint32Array,
  ranks: Uint8Array,
  alreadyPruned: number,
  pinned: number,
  size: number,
): number[] {
  const levels = [alreadyPruned];
  let r = alreadyPruned;
  for (let stays = size - 1; stays >= 0; stays--) {
    while (r < sorted.length - pinned && ranks[sorted[r]] >= stays) r++;
    levels.push(r);
  }
  return levels;
}
