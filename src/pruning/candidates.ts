import { keptIn, type Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { byChannel, touchedUnits } from "../network/wiring.ts";
import { channelStatistics, noStatistics } from "./channelStatistics.ts";
import { criterionOf } from "./criteria/registry.ts";
import { sortByScore } from "./sortByScore.ts";
import type { PruneRequest, RankingSources, ScoreContext } from "./types.ts";

/** Candidates of one layer: where they start in the whole network's numbering, their scores, which are still kept and which are
 *  kept by hand (not 0). */
export interface Candidates {
  readonly layer: number;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly scores: Float32Array | Float64Array;
  readonly kept: Uint8Array;
  readonly pinned: Uint8Array | undefined;
}

type CandidatesOf = (
  layers: readonly Layer[],
  request: PruneRequest,
  maskBefore: Mask,
  sources: RankingSources,
) => Candidates[];

/** Everything that may be pruned, layer by layer, with its scores, by what is counted. */
export const candidatesOf: Readonly<Record<PruneRequest["granularity"], CandidatesOf>> = {
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
