import { gradientsOf } from "../../src/network/backward.ts";
import { createEvaluator } from "../../src/network/evaluator.ts";
import { fullMask } from "../../src/network/mask.ts";
import { denseNetwork, type Layer } from "../../src/network/network.ts";
import { saliencyStatistics } from "../../src/network/saliency.ts";
import { parametricStages, stagesOf } from "../../src/network/stages.ts";
import { criterionOf } from "../../src/pruning/criteria/registry.ts";
import { countsAt, maskAt } from "../../src/pruning/cut.ts";
import { rank } from "../../src/pruning/rank.ts";
import type { ScoreContext } from "../../src/pruning/types.ts";
import { type Case, differs, differsMask, differsNumbers, request } from "./read.ts";

interface LinearCase {
  readonly kind: "linear-softmax";
  readonly shape: readonly [number, number];
  readonly W: readonly number[];
  readonly b: readonly number[];
  readonly X: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly loss: number;
  readonly gW: readonly number[];
  readonly gb: readonly number[];
  readonly snip: readonly number[];
  readonly snip_normalised: readonly number[];
  readonly taylor_sq: readonly number[];
  readonly hess_diag: readonly number[];
  readonly obd: readonly number[];
  readonly fisher_diag: readonly number[];
  readonly fisher_obd: readonly number[];
  readonly masks: readonly {
    readonly s: number;
    readonly k: number;
    readonly snip: readonly number[];
    readonly obd: readonly number[];
  }[];
}

interface DeepCase {
  readonly kind: "mlp-relu-softmax";
  readonly dims: readonly number[];
  readonly W: readonly (readonly number[])[];
  readonly b: readonly (readonly number[])[];
  readonly X: readonly (readonly number[])[];
  readonly y: readonly number[];
  readonly loss: number;
  readonly gW: readonly (readonly number[])[];
  readonly gb: readonly (readonly number[])[];
  readonly snip: readonly (readonly number[])[];
  readonly snip_normalised: readonly (readonly number[])[];
  readonly taylor_sq: readonly (readonly number[])[];
  readonly neuron: readonly {
    readonly layer: number;
    readonly sum_gw_sq: readonly number[];
    readonly sum_of_sq: readonly number[];
    readonly sum_gw_with_bias_sq: readonly number[];
    readonly act_taylor_abs_mean: readonly number[];
    readonly act_mean_then_abs: readonly number[];
    readonly mean_abs_activation: readonly number[];
    readonly apoz: readonly number[];
  }[];
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

/** Float64 on float32 weights; a sum of products that cancel is compared on the scale of its terms. */
const near = (what: string, found: ArrayLike<number>, expected: ArrayLike<number>) =>
  differsNumbers(what, found, expected, 1e-6, 1e-9);

function problem(
  dims: readonly number[],
  kernels: readonly (readonly number[])[],
  biases: readonly (readonly number[])[],
  { X, y }: { readonly X: readonly (readonly number[])[]; readonly y: readonly number[] },
) {
  const spec = denseNetwork(dims);
  const layers = parametricStages(spec).map(
    ({ name, kernel }, l): Layer => ({
      name,
      shape: kernel,
      weights: Float32Array.from(kernels[l]),
      bias: Float32Array.from(biases[l]),
    }),
  );
  const examples = { inputs: Float32Array.from(X.flat()), labels: Uint8Array.from(y) };
  const mask = fullMask(layers);
  const statistics = saliencyStatistics(spec, layers, mask, examples);
  const evaluator = createEvaluator(spec, examples.inputs, examples.labels);
  evaluator.setWeights(layers);
  const gradients = gradientsOf(stagesOf(spec), layers, mask, examples);
  const contextOf = (index: number): ScoreContext => ({
    seed: 1,
    index,
    norm: "l2",
    statistics: statistics.layers[index],
  });
  const scoresOf = (id: string) => layers.map((layer, l) => criterionOf(id).score!(layer, contextOf(l)));
  const unitsOf = (id: string, l: number) => criterionOf(id).scoreUnits!(layers[l], contextOf(l));
  return {
    spec,
    layers,
    examples,
    mask,
    statistics,
    gradients,
    scoresOf,
    unitsOf,
    loss: evaluator.evaluate(mask).loss,
  };
}

export function* sensitivity({ cases }: { cases: readonly (LinearCase | DeepCase)[] }): Iterable<Case> {
  for (const example of cases) yield example.kind === "linear-softmax" ? linearCase(example) : deepCase(example);
}

function linearCase(example: LinearCase): Case {
  const { layers, mask, statistics, gradients, scoresOf, loss } = problem(
    example.shape,
    [example.W],
    [example.b],
    example,
  );
  const [{ weights }] = layers;
  const [snip] = scoresOf("snip");
  const fisher = gradients[0].squares;
  const total = sum(Array.from(snip));
  const differences = [
    ...near("loss", [loss], [example.loss]),
    ...near("gW", gradients[0].weights, example.gW),
    ...near("gb", gradients[0].bias, example.gb),
    ...near("snip", snip, example.snip),
    ...near(
      "snip_normalised",
      Array.from(snip, (score) => score / total),
      example.snip_normalised,
    ),
    ...near("taylor_sq", scoresOf("taylor")[0], example.taylor_sq),
    ...near("hess_diag", statistics.layers[0].curvature(), example.hess_diag),
    ...near("obd", scoresOf("obd")[0], example.obd),
    ...near("fisher_diag", fisher, example.fisher_diag),
    ...near(
      "fisher_obd",
      fisher.map((square, i) => (square * weights[i] ** 2) / 2),
      example.fisher_obd,
    ),
    ...example.masks.flatMap((cut) =>
      (["snip", "obd"] as const).flatMap((criterion) => {
        const ranking = rank(layers, request({ criterion }), mask, { statistics });
        return [
          ...differs("k", countsAt(ranking, cut.s)[0], cut.k),
          ...differsMask(`${criterion} at ${cut.s}`, maskAt(ranking, cut.s).get(layers[0].name)!, cut[criterion]),
        ];
      }),
    ),
  ];
  return { title: `linear softmax ${example.shape.join(" x ")}`, differences };
}

function deepCase(example: DeepCase): Case {
  const { spec, layers, examples, mask, gradients, scoresOf, unitsOf, loss } = problem(
    example.dims,
    example.W,
    example.b,
    example,
  );
  const snip = scoresOf("snip");
  const total = sum(snip.map((scores) => sum(Array.from(scores))));
  const size = example.dims[0];
  const single = example.y.map((label, n) =>
    gradientsOf(stagesOf(spec), layers, mask, {
      inputs: examples.inputs.slice(n * size, (n + 1) * size),
      labels: Uint8Array.of(label),
    }),
  );
  /** Gradient times parameter, summed over what enters a unit; behind ReLU that is activation times its gradient. */
  const products = (of: typeof gradients, l: number, withBias: boolean) => {
    const { weights, bias } = layers[l];
    const sums = Array.from(bias, (value, j) => (withBias ? value * of[l].bias[j] : 0));
    weights.forEach((weight, i) => {
      sums[i % bias.length] += weight * of[l].weights[i];
    });
    return sums;
  };
  const differences = [
    ...near("loss", [loss], [example.loss]),
    ...layers.flatMap((_, l) => [
      ...near(`gW ${l}`, gradients[l].weights, example.gW[l]),
      ...near(`gb ${l}`, gradients[l].bias, example.gb[l]),
      ...near(`snip ${l}`, snip[l], example.snip[l]),
      ...near(
        `snip_normalised ${l}`,
        Array.from(snip[l], (score) => score / total),
        example.snip_normalised[l],
      ),
      ...near(`taylor_sq ${l}`, scoresOf("taylor")[l], example.taylor_sq[l]),
    ]),
    ...example.neuron.flatMap((unit) => {
      const l = unit.layer;
      const withBias = products(gradients, l, true);
      const perExample = single.map((one) => products(one, l, true));
      const absolute = withBias.map((_, j) => sum(perExample.map((sums) => Math.abs(sums[j]))) / single.length);
      return [
        ...near(
          "sum_gw_sq",
          products(gradients, l, false).map((one) => one ** 2),
          unit.sum_gw_sq,
        ),
        ...near("sum_of_sq", unitsOf("taylor", l), unit.sum_of_sq),
        ...near(
          "sum_gw_with_bias_sq",
          withBias.map((one) => one ** 2),
          unit.sum_gw_with_bias_sq,
        ),
        ...near("act_taylor_abs_mean", absolute, unit.act_taylor_abs_mean),
        ...near("act_mean_then_abs", withBias.map(Math.abs), unit.act_mean_then_abs),
        ...near("mean_abs_activation", unitsOf("activation", l), unit.mean_abs_activation),
        ...near(
          "apoz",
          unitsOf("apoz", l).map((score) => 1 - score),
          unit.apoz,
        ),
      ];
    }),
  ];
  return { title: `MLP ${example.dims.join("-")}`, differences };
}
