import { fullMask, joined } from "../../src/network/mask.ts";
import { denseNetwork, type Layer } from "../../src/network/network.ts";
import { saliencyStatistics } from "../../src/network/saliency.ts";
import { parametricStages } from "../../src/network/stages.ts";
import { flowRanks } from "../../src/pruning/criteria/synflow.ts";
import { maskAt } from "../../src/pruning/cut.ts";
import { rank } from "../../src/pruning/rank.ts";
import { roundHalfToEven } from "../../src/pruning/round.ts";
import { geometric } from "../../src/pruning/schedule.ts";
import { type Case, differs, differsMask, differsNumbers, request } from "./read.ts";

interface SynflowCase {
  readonly dims: readonly number[];
  readonly kind: "gauss" | "int";
  readonly W: readonly (readonly number[])[];
  readonly R: number;
  readonly scores: readonly (readonly number[])[];
  readonly layer_score_sums: readonly number[];
  readonly cases: readonly {
    readonly s: number;
    readonly rounds: number;
    readonly k: number;
    readonly mask: readonly number[];
  }[];
}

export function* synflow({ cases }: { cases: readonly SynflowCase[] }): Iterable<Case> {
  for (const { dims, kind, W, R, scores, layer_score_sums, cases: cuts } of cases) {
    const spec = denseNetwork(dims);
    const layers = parametricStages(spec).map(
      ({ name, kernel }, l): Layer => ({
        name,
        shape: kernel,
        weights: Float32Array.from(W[l]),
        bias: new Float32Array(kernel[1]),
      }),
    );
    const open = fullMask(layers);
    const statistics = saliencyStatistics(spec, layers, open, {
      inputs: new Float32Array(dims[0]),
      labels: new Uint8Array(1),
    });
    const found = statistics
      .flow()(open)
      .map((gradients, l) => gradients.map((gradient, i) => gradient * Math.abs(W[l][i])));
    const sums = found.map((all) => all.reduce((sum, one) => sum + one, 0));
    yield {
      title: `flow through ${dims.join("-")}, ${kind}`,
      differences: [
        ...found.flatMap((all, l) => differsNumbers(`scores ${l}`, all, scores[l], 1e-6)),
        ...differsNumbers("layer_score_sums", sums, layer_score_sums, 1e-6),
        ...differsNumbers("R", [sums[0]], [R], 1e-6),
      ],
    };
    const total = W.flat().length;
    for (const { s, rounds, k, mask } of cuts) {
      const counts = Array.from({ length: rounds }, (_, r) => roundHalfToEven(geometric(s, r + 1, rounds) * total));
      const ranks = flowRanks(layers, open, open, statistics, counts);
      const ranking = rank(layers, request({}), open, {
        scores: new Map(layers.map(({ name }, l) => [name, ranks[l]])),
      });
      const cut = maskAt(ranking, s);
      yield {
        title: `${dims.join("-")}, ${kind}, s=${s} in ${rounds} rounds`,
        differences: [
          ...differs("k", counts.at(-1), k),
          ...differsMask("mask", joined(layers.map(({ name }) => cut.get(name)!)), mask),
        ],
      };
    }
  }
}
