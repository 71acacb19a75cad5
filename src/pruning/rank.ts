import { joined, keptIn, type Mask, zeroed } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { byChannel, touchedUnits } from "../network/wiring.ts";
import { channelStatistics, noStatistics } from "./channelStatistics.ts";
import { criterionOf } from "./criteria/registry.ts";
import { ranksInGroups } from "./groups.ts";
import { whyNot } from "./offer.ts";
import { sortByScore } from "./sortByScore.ts";
import type { PruneRequest, RankedList, Ranking, RankingSources, ScoreContext } from "./types.ts";

/** Candidates of one layer: where they start in the whole network's numbering, their scores, which are still kept and which are
 *  kept by hand (not 0). */
interface Candidates {
  readonly layer: number;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly scores: Float32Array | Float64Array;
  readonly kept: Uint8Array;
  readonly pinned: Uint8Array | undefined;
}

/** Orders everything that may be pruned, lowest score first, equal scores by position; sort once, cut at any sparsity. Weights
 *  pruned before count in no score. */
export function rank(
  given: readonly Layer[],
  request: PruneRequest,
  maskBefore: Mask,
  sources: RankingSources = {},
): Ranking {
  const reason = whyNot(request);
  if (reason) throw new Error(`These do not go together: ${reason}.`);
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

type CandidatesOf = (
  layers: readonly Layer[],
  request: PruneRequest,
  maskBefore: Mask,
  sources: RankingSources,
) => Candidates[];

const candidatesOf: Readonly<Record<PruneRequest["granularity"], CandidatesOf>> = {
  weight: weightCandidates,
  group: weightCandidates,
  unit: unitCandidates,
  channel: unitCandidates,
  layer: layerCandidates,
};

const contextOf = (request: PruneRequest, { statistics }: RankingSources, index: number): ScoreContext => ({
  ...request,
  index,
  statistics: statistics?.layers[index] ?? noStatistics,
});

function weightCandidates(...[layers, request, maskBefore, sources]: Parameters<CandidatesOf>): Candidates[] {
  const { score, ranksPerUnit } = criterionOf(request.criterion);
  const all = scoresOfAll(layers, request, maskBefore, sources);
  const candidates: Candidates[] = [];
  let offset = 0;
  layers.forEach((layer, index) => {
    const { name, shape, weights, bias } = layer;
    if (!request.protectedLayers.includes(name)) {
      const kept = maskBefore.get(name)!;
      const given = all?.[index] ?? sources.scores?.get(name) ?? score!(layer, contextOf(request, sources, index));
      const scores = ranksPerUnit && request.granularity === "weight" ? ranksInUnits(given, kept, bias.length) : given;
      candidates.push({ layer: index, shape, offset, scores, kept, pinned: sources.pinned?.get(name) });
    }
    offset += weights.length;
  });
  return candidates;
}

/** Scores of a criterion that looks at all layers together. */
function scoresOfAll(...[layers, request, maskBefore, { statistics, pinned }]: Parameters<CandidatesOf>) {
  const { scoreAll } = criterionOf(request.criterion);
  if (!scoreAll) return undefined;
  if (!statistics) noStatistics.gradient();
  const open = layers.map(({ name, weights }): [string, Uint8Array] => {
    const [kept, pins] = [maskBefore.get(name)!, pinned?.get(name)];
    if (request.protectedLayers.includes(name)) return [name, new Uint8Array(weights.length)];
    return [name, pins ? kept.map((bit, i) => bit & ~pins[i]) : kept];
  });
  return scoreAll(layers, maskBefore, new Map(open), statistics!);
}

/** Hidden units only: the output layer is never pruned unit-wise. Global scope compares scores divided by the mean of the units that
 *  their layer has left. A channel is such a unit seen from the layer that reads it. */
function unitCandidates(...[layers, request, maskBefore, sources]: Parameters<CandidatesOf>): Candidates[] {
  const { scoreUnits, needs = [] } = criterionOf(request.criterion);
  const isRanked = ({ name, batchNorm }: Layer) =>
    !request.protectedLayers.includes(name) && (batchNorm !== undefined || !needs.includes("batchNorm"));
  const candidates: Candidates[] = [];
  let offset = 0;
  layers.slice(0, -1).forEach((layer, index) => {
    const units = layer.bias.length;
    if (isRanked(layer)) {
      const reader = request.granularity === "channel" ? layers[index + 1] : null;
      // A unit without inputs still hands its bias on: only one with no weight at all has gone.
      const left = touchedUnits(layers, index, maskBefore);
      const transposed = <Numbers extends Float32Array | Uint8Array>(numbers: Numbers) =>
        reader ? byChannel(numbers, reader.bias.length, units) : numbers;
      const context = { ...contextOf(request, sources, index), left };
      const scores = reader
        ? scoreUnits!(
            { ...reader, weights: transposed(reader.weights), shape: [reader.weights.length / units, units] },
            { ...context, statistics: channelStatistics(sources.statistics, index + 1, reader, units) },
          )
        : scoreUnits!(layer, context);
      if (request.scope === "global") {
        const mean = scores.reduce((sum, score, j) => sum + score * left[j], 0) / keptIn(left);
        if (mean > 0) for (let j = 0; j < units; j++) scores[j] /= mean;
      }
      candidates.push({
        layer: index,
        shape: layer.shape,
        offset,
        scores,
        kept: left,
        pinned: sources.pinned && touchedUnits(layers, index, sources.pinned),
      });
    }
    offset += units;
  });
  return candidates;
}

/** Layers that a shortcut leads around, by the mean score of their weights. */
function layerCandidates(...[layers, request, maskBefore, sources]: Parameters<CandidatesOf>): Candidates[] {
  const { score } = criterionOf(request.criterion);
  return layers.flatMap((layer, index) => {
    const { name, shape, weights, residual } = layer;
    if (!residual || request.protectedLayers.includes(name)) return [];
    const scores = score!(layer, contextOf(request, sources, index));
    const kept = maskBefore.get(name)!;
    let sum = 0;
    for (let i = 0; i < scores.length; i++) sum += scores[i];
    return [
      {
        layer: index,
        shape,
        offset: index,
        scores: Float64Array.of(sum / weights.length),
        kept: Uint8Array.of(kept.includes(1) ? 1 : 0),
        pinned: Uint8Array.of(sources.pinned?.get(name)?.includes(1) ? 1 : 0),
      },
    ];
  });
}

/** In place of scores, the rank of every weight among those of its unit, where those pruned before come first: units that have lost
 *  more wait until the others have lost the same share. */
function ranksInUnits(scores: Float32Array | Float64Array, kept: Uint8Array, units: number): Float64Array {
  const ranks = new Float64Array(scores.length);
  const next = new Uint32Array(units);
  for (let i = 0; i < kept.length; i++) next[i % units] += 1 - kept[i];
  for (const i of sortByScore(scores)) if (kept[i]) ranks[i] = next[i % units]++;
  return ranks;
}

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
