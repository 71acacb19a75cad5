import { describe, expect, it } from "vitest";
import { randomData, randomMask } from "../engine/agreement.ts";
import { gradientsOf, hessianVectorProduct } from "./backward.ts";
import { createEvaluator } from "./evaluator.ts";
import { createFlow } from "./flow.ts";
import { initialise } from "./initialise.ts";
import type { Direction } from "./layers/pass.ts";
import { hasKernel } from "./layers/registry.ts";
import type { Mask } from "./mask.ts";
import { denseNetwork, type Layer, type NetworkSpec } from "./network.ts";
import { stagesOf } from "./stages.ts";

const conv = { kind: "conv", filters: 3, side: 3 } as const;
const image = { input: [8, 7, 1], outputs: 3, activation: "tanh", initialiser: "glorot" } as const;
const specs: readonly (readonly [string, NetworkSpec])[] = [
  ["dense, tanh", denseNetwork([5, 7, 4, 3], "tanh")],
  ["dense, ReLU", denseNetwork([5, 7, 4, 3])],
  [
    "residual dense",
    {
      ...denseNetwork([5, 6, 3], "tanh"),
      hidden: [
        { kind: "dense", units: 6 },
        { kind: "dense", units: 6, residual: true },
      ],
    },
  ],
  [
    "convolutions, padded, residual and not",
    {
      ...image,
      hidden: [
        { ...conv, padding: "same" },
        { ...conv, padding: "same", residual: true },
        { ...conv, filters: 2, padding: "valid" },
        { kind: "dense", units: 5 },
      ],
    },
  ],
  [
    "convolutions and pooling",
    {
      ...image,
      hidden: [
        { ...conv, padding: "same" },
        { kind: "pool", side: 2 },
        { ...conv, filters: 2, padding: "same" },
      ],
    },
  ],
];

/** ReLU and max-pooling have kinks that a small step may cross. */
const isSmooth = ({ activation, hidden }: NetworkSpec) =>
  activation === "tanh" && hidden.every(({ kind }) => kind !== "pool");

/** A network off its special points, some of its weights pruned, and a few examples of its data. */
function problem(spec: NetworkSpec) {
  const layers = initialise(spec, 4).map((layer) => ({
    ...layer,
    bias: layer.bias.map((_, j) => 0.1 * Math.sin(j + 1)),
  }));
  const mask = randomMask(layers, 0.2, 3);
  const { inputs, labels } = randomData(spec, 9, 5);
  return { stages: stagesOf(spec), layers, mask, examples: { inputs, labels } };
}

/** Copies of the layers with one weight moved. */
const moved = (layers: readonly Layer[], layer: number, index: number, by: number): Layer[] =>
  layers.map((one, l) => (l === layer ? { ...one, weights: one.weights.with(index, one.weights[index] + by) } : one));

describe.each(specs)("backpropagation through %s", (_, spec) => {
  const { stages, layers, mask, examples } = problem(spec);
  const gradients = gradientsOf(stages, layers, mask, examples);
  // Weights are float32: a step is large, and its length is what they make of it.
  const step = 2 ** -7;

  it("is the derivative of the evaluator's loss", () => {
    const evaluator = createEvaluator(spec, examples.inputs, examples.labels);
    const lossAt = (at: readonly Layer[]) => {
      evaluator.setWeights(at);
      return evaluator.evaluate(mask).loss;
    };
    layers.forEach(({ name, weights }, l) => {
      for (let i = 0; i < weights.length; i += 3) {
        if (!mask.get(name)![i]) continue;
        const [up, down] = [step, -step].map((by) => moved(layers, l, i, by));
        const width = up[l].weights[i] - down[l].weights[i];
        expect(gradients[l].weights[i]).toBeCloseTo((lossAt(up) - lossAt(down)) / width, isSmooth(spec) ? 3 : 1);
      }
    });
  });

  it("gives the mean of single examples' gradients, and of their squares", () => {
    const size = examples.inputs.length / examples.labels.length;
    const single = Array.from(examples.labels, (label, n) =>
      gradientsOf(stages, layers, mask, {
        inputs: examples.inputs.slice(n * size, (n + 1) * size),
        labels: Uint8Array.of(label),
      }),
    );
    gradients.forEach(({ weights, bias, squares }, l) => {
      const mean = (pick: (n: number) => number) => single.reduce((sum, _one, n) => sum + pick(n), 0) / single.length;
      weights.forEach((weight, i) => {
        expect(weight).toBeCloseTo(
          mean((n) => single[n][l].weights[i]),
          12,
        );
        expect(squares[i]).toBeCloseTo(
          mean((n) => single[n][l].weights[i] ** 2),
          12,
        );
      });
      bias.forEach((gradient, j) => {
        expect(gradient).toBeCloseTo(
          mean((n) => single[n][l].bias[j]),
          12,
        );
      });
    });
  });

  it("gives the Hessian times a direction: how the gradient changes as the weights move", () => {
    const direction = layers.map(({ name, weights, bias }, l) => ({
      weights: Float64Array.from(weights, (_weight, i) => (mask.get(name)![i] ? Math.sin(i + l) : 0)),
      bias: new Float64Array(bias.length),
    }));
    const small = 2 ** -10;
    const at = (sign: number) =>
      layers.map((layer, l) => ({
        ...layer,
        weights: layer.weights.map((weight, i) => weight + sign * small * direction[l].weights[i]),
      }));
    const [up, down] = [1, -1].map((sign) => gradientsOf(stages, at(sign), mask, examples));
    const product = hessianVectorProduct(stages, layers, mask, examples, direction);
    const largest = Math.max(...product.flatMap(({ weights }) => Array.from(weights, Math.abs)));
    product.forEach(({ weights }, l) => {
      weights.forEach((one, i) => {
        const difference = (up[l].weights[i] - down[l].weights[i]) / (2 * small);
        if (isSmooth(spec)) expect(Math.abs(one - difference)).toBeLessThan(2e-3 * largest);
      });
    });
  });

  it("is symmetric: d1 H d2 is d2 H d1", () => {
    const directionOf = (seed: number) =>
      layers.map(({ name, weights, bias }) => ({
        weights: Float64Array.from(weights, (_weight, i) => (mask.get(name)![i] ? Math.cos(seed * i + 1) : 0)),
        bias: Float64Array.from(bias, (_bias, i) => Math.cos(seed + i)),
      }));
    const [one, other] = [directionOf(2), directionOf(3)];
    const along = (a: readonly Direction[], b: readonly Direction[]) =>
      a.reduce(
        (sum, { weights, bias }, l) =>
          sum +
          weights.reduce((total, weight, i) => total + weight * b[l].weights[i], 0) +
          bias.reduce((total, one, i) => total + one * b[l].bias[i], 0),
        0,
      );
    const [productOne, productOther] = [one, other].map((way) =>
      hessianVectorProduct(stages, layers, mask, examples, way),
    );
    expect(along(productOne, other)).toBeCloseTo(along(productOther, one), 9);
  });

  it("lets every layer carry the same synaptic flow, where nothing goes around it", () => {
    const flow = createFlow(stages, layers)(mask);
    const sums = layers.map(({ name, weights }, l) =>
      weights.reduce((sum, weight, i) => sum + (mask.get(name)![i] ? Math.abs(weight) * flow[l][i] : 0), 0),
    );
    if (spec.hidden.every((layer) => !hasKernel(layer) || !layer.residual))
      for (const sum of sums) expect(sum / sums[0]).toBeCloseTo(1, 12);
    expect(sums.every((sum) => sum > 0)).toBe(true);
  });
});

it("changes nothing it was given", () => {
  const [, spec] = specs[0];
  const { stages, layers, mask, examples } = problem(spec);
  const copy = structuredClone({ layers, mask: mask as Map<string, Uint8Array>, examples });
  gradientsOf(stages, layers, mask, examples);
  createFlow(stages, layers)(mask);
  expect({ layers, mask: mask as Mask, examples }).toEqual(copy);
});
