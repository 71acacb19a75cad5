import type { Layer } from "../network/network.ts";
import { criterionOf } from "./criteria/registry.ts";
import { placesInGroups } from "./groups.ts";
import { joined } from "./mask.ts";
import { whyNot } from "./offer.ts";
import { sortByScore } from "./sortByScore.ts";
import type { Mask, PruneRequest, RankedList, Ranking } from "./types.ts";

/** Candidates of one layer: where they start in the whole network's numbering, their scores, and which are still kept (not 0). */
interface Candidates {
  readonly shape: readonly number[];
  readonly offset: number;
  readonly scores: Float32Array | Float64Array;
  readonly kept: Uint8Array;
}

/** Scores of every weight by layer name, in place of a criterion's. */
export type Scores = ReadonlyMap<string, Float32Array | Float64Array>;

/** Orders everything that may be pruned, lowest score first, equal scores by position; sort once, cut at any sparsity. */
export function rank(layers: readonly Layer[], request: PruneRequest, previous: Mask, given?: Scores): Ranking {
  const reason = whyNot(request);
  if (reason) throw new Error(`These do not go together: ${reason}.`);
  const candidates =
    request.granularity === "unit"
      ? unitCandidates(layers, request, previous)
      : weightCandidates(layers, request, previous, given);
  const groups = request.scope === "global" ? [candidates] : candidates.map((one) => [one]);
  return {
    granularity: request.granularity,
    scope: request.scope,
    layers: layers.map(({ name, shape }) => ({ name, shape })),
    lists: groups.map((group) => orderTogether(group, request.granularity === "group" ? request.groupSize : null)),
    keepOneUnit: request.keepOneUnit,
    previous,
  };
}

function weightCandidates(
  layers: readonly Layer[],
  request: PruneRequest,
  previous: Mask,
  given: Scores | undefined,
): Candidates[] {
  const criterion = criterionOf(request.criterion);
  const candidates: Candidates[] = [];
  let offset = 0;
  layers.forEach((layer, index) => {
    if (!request.protectedLayers.includes(layer.name)) {
      const scores = given?.get(layer.name) ?? criterion.score!(layer, { ...request, index });
      candidates.push({ shape: layer.shape, offset, scores, kept: previous.get(layer.name)! });
    }
    offset += layer.weights.length;
  });
  return candidates;
}

/** Hidden units only: the output layer is never pruned unit-wise. Global scope compares scores divided by their layer's mean. */
function unitCandidates(layers: readonly Layer[], request: PruneRequest, previous: Mask): Candidates[] {
  const criterion = criterionOf(request.criterion);
  const candidates: Candidates[] = [];
  let offset = 0;
  layers.slice(0, -1).forEach((layer, index) => {
    const units = layer.shape[layer.shape.length - 1];
    if (!request.protectedLayers.includes(layer.name)) {
      const bits = previous.get(layer.name)!;
      const scores = criterion.scoreUnits!(layer, { ...request, index });
      if (request.scope === "global") {
        const mean = scores.reduce((sum, score) => sum + score, 0) / units;
        if (mean > 0) for (let j = 0; j < units; j++) scores[j] /= mean;
      }
      const kept = new Uint8Array(units);
      for (let i = 0; i < bits.length; i++) kept[i % units] |= bits[i];
      candidates.push({ shape: layer.shape, offset, scores, kept });
    }
    offset += units;
  });
  return candidates;
}

/** `groupSize` where the lowest of every group of weights go first, then the second. */
function orderTogether(group: readonly Candidates[], groupSize: number | null): RankedList {
  const length = group.reduce((sum, { scores }) => sum + scores.length, 0);
  const wide = group.some(({ scores }) => scores instanceof Float64Array);
  const scores = wide ? new Float64Array(length) : new Float32Array(length);
  const entries = new Uint32Array(length);
  let alreadyPruned = 0;
  let at = 0;
  for (const { offset, scores: given, kept } of group)
    for (let entry = 0; entry < given.length; entry++) {
      const isKept = kept[entry] !== 0;
      if (!isKept) alreadyPruned++;
      scores[at] = isKept ? given[entry] : Number.NEGATIVE_INFINITY;
      entries[at++] = offset + entry;
    }
  const byScore = sortByScore(scores);
  const places =
    groupSize && joined(group.map(({ scores, kept, shape }) => placesInGroups(scores, kept, shape, groupSize)));
  const sorted = places ? worstFirst(byScore, places, alreadyPruned) : byScore;
  const levels = places && levelsOf(sorted, places, alreadyPruned, groupSize);
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
    levels: levels || null,
    shape: group.length === 1 ? group[0].shape : null,
  };
}

/** The same entries, those of the worst places first; what was pruned already stays in front. */
function worstFirst(order: Uint32Array, places: Uint8Array, alreadyPruned: number): Uint32Array {
  const sorted = order.slice();
  let end = alreadyPruned;
  for (let place = places.reduce((most, one) => Math.max(most, one), 0); place >= 0; place--)
    for (let r = alreadyPruned; r < order.length; r++) if (places[order[r]] === place) sorted[end++] = order[r];
  return sorted;
}

/** How many entries go when 0, 1, .. `size` of every group do. */
function levelsOf(sorted: Uint32Array, places: Uint8Array, alreadyPruned: number, size: number): number[] {
  const levels = [alreadyPruned];
  let r = alreadyPruned;
  for (let stays = size - 1; stays >= 0; stays--) {
    while (r < sorted.length && places[sorted[r]] >= stays) r++;
    levels.push(r);
  }
  return levels;
}
