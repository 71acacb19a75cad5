import { keptCount, type Mask } from "../../network/mask.ts";
import type { Layer } from "../../network/network.ts";
import type { SaliencyStatistics } from "../../network/saliency.ts";
import { absolute, name, over, row, sign } from "../formula.ts";
import { roundHalfToEven } from "../round.ts";
import { geometric } from "../schedule.ts";
import { sortByScore } from "../sortByScore.ts";
import type { Criterion } from "../types.ts";

/** Rounds in which the density falls to a tenth: as many as the paper takes to 90 % sparsity, one run for all sparsities. */
const roundsPerTenth = 100;

export const synflow: Criterion = {
  id: "synflow",
  formula: row(
    name("s"),
    sign("="),
    absolute(row(over(row(sign("∂"), name("R")), row(sign("∂"), name("w"))), name("w"))),
  ),
  /** A weight's score is its rank: how many go before it. */
  scoreAll: (layers, maskBefore, open, statistics) => {
    // What is protected or kept by hand does not count.
    const all = layers.reduce((sum, { weights }) => sum + weights.length, 0);
    const total = all - keptCount(maskBefore) + keptCount(open);
    const counts: number[] = [];
    for (let round = 1; counts.at(-1) !== total; round++)
      counts.push(roundHalfToEven(geometric(0.9, round, roundsPerTenth) * total));
    return flowRanks(layers, maskBefore, open, statistics, counts);
  },
};

/** Prunes to one count of weights after the other, those pruned in `maskBefore` included, the least flow first, of equals the first;
 *  flow goes through all that this mask keeps, but only what is also `open` goes. Gives the rank of every weight, [..., in, out]: how
 *  many go before it. What the last count leaves goes by its flow then. */
export function flowRanks(
  layers: readonly Layer[],
  maskBefore: Mask,
  open: Mask,
  statistics: SaliencyStatistics,
  counts: readonly number[],
): Float64Array[] {
  const flow = statistics.flow();
  const kept: Mask = new Map(layers.map(({ name }) => [name, maskBefore.get(name)!.slice()]));
  const ranks = layers.map(({ weights }) => new Float64Array(weights.length));
  const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  let left = openWeights(layers, open);
  let gone = total - keptCount(maskBefore);
  const prune = (count: number) => {
    const scores = scoresOf(layers, left, flow(kept));
    for (const c of lowest(scores, count)) {
      ranks[left.layer[c]][left.index[c]] = gone++;
      kept.get(layers[left.layer[c]].name)![left.index[c]] = 0;
    }
    left = stillKept(layers, left, kept);
  };
  for (const count of counts)
    if (count > gone && left.index.length > 0) prune(Math.min(count - gone, left.index.length));
  if (left.index.length > 0) prune(left.index.length);
  return ranks;
}

/** Weights that may go, in network order. */
interface OpenWeights {
  readonly layer: Uint16Array;
  readonly index: Uint32Array;
}

function openWeights(layers: readonly Layer[], kept: Mask): OpenWeights {
  const all = { layer: new Uint16Array(keptCount(kept)), index: new Uint32Array(keptCount(kept)) };
  let c = 0;
  layers.forEach(({ name }, l) => {
    const bits = kept.get(name)!;
    for (let i = 0; i < bits.length; i++) {
      if (!bits[i]) continue;
      all.layer[c] = l;
      all.index[c++] = i;
    }
  });
  return all;
}

/** Those of them that are kept; the arrays are written over, so that few weights cost little. */
function stillKept(layers: readonly Layer[], { layer, index }: OpenWeights, kept: Mask): OpenWeights {
  const bits = layers.map(({ name }) => kept.get(name)!);
  let count = 0;
  for (let c = 0; c < index.length; c++) {
    if (!bits[layer[c]][index[c]]) continue;
    layer[count] = layer[c];
    index[count++] = index[c];
  }
  return { layer: layer.subarray(0, count), index: index.subarray(0, count) };
}

function scoresOf(
  layers: readonly Layer[],
  { layer, index }: OpenWeights,
  gradients: readonly Float64Array[],
): Float64Array {
  const weights = layers.map((one) => one.weights);
  const scores = new Float64Array(index.length);
  for (let c = 0; c < scores.length; c++)
    scores[c] = Math.abs(weights[layer[c]][index[c]]) * gradients[layer[c]][index[c]];
  return scores;
}

/** Positions of the `count` lowest scores in order, of equals the first. */
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

/** The number that would stand at index k if they were sorted (Hoare 1961, quickselect); the numbers change places. */
function selected(numbers: Float64Array, k: number): number {
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
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return numbers[k];
}
