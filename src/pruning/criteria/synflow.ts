import type { Layer } from "../../network/network.ts";
import { absolute, name, over, row, sign } from "../formula.ts";
import { roundHalfToEven } from "../round.ts";
import { geometric } from "../schedule.ts";
import { sortByScore } from "../sortByScore.ts";
import type { Criterion, Mask, NetworkEvidence } from "../types.ts";

/** Rounds in which the density falls to a tenth: as many as the paper takes to 90 % sparsity, one run for all sparsities. */
const roundsPerTenth = 100;

export const synflow: Criterion = {
  id: "synflow",
  label: "SynFlow",
  summary:
    "Made for an untrained network, and without data: how much of the flow R = 1ᵀ|W|…|W|1 from the inputs to the outputs goes through a weight. Worked out anew after every small cut, 100 times for each tenfold, so that no layer runs dry.",
  formula: row(
    name("s"),
    sign("="),
    absolute(row(over(row(sign("∂"), name("R")), row(sign("∂"), name("w"))), name("w"))),
  ),
  source: "Tanaka et al. 2020, Pruning neural networks without any data by iteratively conserving synaptic flow",
  /** A weight's score is the place at which it goes. */
  scoreAll: (layers, open, evidence) => {
    const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
    const counts: number[] = [];
    for (let round = 1; counts.at(-1) !== total; round++)
      counts.push(roundHalfToEven(geometric(0.9, round, roundsPerTenth) * total));
    return flowPlaces(layers, open, evidence, counts);
  },
};

/** Prunes to one count of weights after the other, the least flow first, of equals the first; what is not open counts as pruned
 *  from the start. Gives the place at which every weight goes; what the last count leaves goes by its flow then. */
export function flowPlaces(
  layers: readonly Layer[],
  open: Mask,
  evidence: NetworkEvidence,
  counts: readonly number[],
): Float64Array[] {
  const flow = evidence.flow();
  const kept: Mask = new Map(layers.map(({ name }) => [name, open.get(name)!.slice()]));
  const places = layers.map(({ weights }) => new Float64Array(weights.length));
  let left = candidates(layers, kept);
  const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  let gone = total - left.scores.length;
  for (const count of counts) {
    const more = Math.min(count - gone, left.scores.length);
    if (more <= 0) continue;
    score(layers, kept, flow, left);
    const isOver = more === left.scores.length;
    // The last weights go one by one in the order of their flow.
    for (const c of isOver ? sortByScore(left.scores) : lowest(left.scores, more)) {
      places[left.layer[c]][left.index[c]] = gone++;
      kept.get(layers[left.layer[c]].name)![left.index[c]] = 0;
    }
    left = candidates(layers, kept);
  }
  if (left.scores.length > 0) {
    score(layers, kept, flow, left);
    for (const c of sortByScore(left.scores)) places[left.layer[c]][left.index[c]] = gone++;
  }
  return places;
}

interface Candidates {
  readonly layer: Uint16Array;
  readonly index: Uint32Array;
  readonly scores: Float64Array;
}

function candidates(layers: readonly Layer[], kept: Mask): Candidates {
  const length = [...kept.values()].reduce((sum, bits) => sum + bits.reduce((count, bit) => count + bit, 0), 0);
  const found = { layer: new Uint16Array(length), index: new Uint32Array(length), scores: new Float64Array(length) };
  let c = 0;
  layers.forEach(({ name }, l) => {
    const bits = kept.get(name)!;
    for (let i = 0; i < bits.length; i++) {
      if (!bits[i]) continue;
      found.layer[c] = l;
      found.index[c++] = i;
    }
  });
  return found;
}

function score(
  layers: readonly Layer[],
  kept: Mask,
  flow: ReturnType<NetworkEvidence["flow"]>,
  left: Candidates,
): void {
  const slopes = flow(kept);
  const { layer, index, scores } = left;
  for (let c = 0; c < scores.length; c++)
    scores[c] = Math.abs(layers[layer[c]].weights[index[c]]) * slopes[layer[c]][index[c]];
}

/** Places of the `count` lowest scores in order, of equals the first. */
function lowest(scores: Float64Array, count: number): Uint32Array {
  const threshold = selected(scores.slice(), count - 1);
  const below: number[] = [];
  const equal: number[] = [];
  for (let c = 0; c < scores.length; c++)
    if (scores[c] < threshold) below.push(c);
    else if (scores[c] === threshold) equal.push(c);
  const chosen = Uint32Array.from([...below, ...equal.slice(0, count - below.length)]);
  const order = sortByScore(Float64Array.from(chosen, (c) => scores[c]));
  return order.map((r) => chosen[r]);
}

/** The number that would stand at a place if they were sorted (Hoare 1961); the numbers change places. */
function selected(numbers: Float64Array, place: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const pivot = numbers[(low + high) >> 1];
    let [i, j] = [low, high];
    while (i <= j) {
      while (numbers[i] < pivot) i++;
      while (numbers[j] > pivot) j--;
      if (i > j) break;
      [numbers[i], numbers[j]] = [numbers[j], numbers[i]];
      i++;
      j--;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else break;
  }
  return numbers[place];
}
