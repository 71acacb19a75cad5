import { describe, expect, it } from "vitest";
import { randomData, randomMask } from "../engine/agreement.ts";
import { createRandom } from "../random/random.ts";
import { epsilon, folded } from "./batchNorm.ts";
import { checkSpec } from "./check.ts";
import { countParameters, countWeights } from "./count.ts";
import { createEvaluator } from "./evaluator.ts";
import { forward } from "./forward.ts";
import { initialise } from "./initialise.ts";
import { fullMask } from "./mask.ts";
import { denseNetwork, type Layer, type NetworkSpec } from "./network.ts";
import { readLayers, writeLayers } from "./notation.ts";
import { saliencyStatistics } from "./saliency.ts";

/** A trained layer's figures: no scale is 1, no mean 0. */
function known(layers: readonly Layer[], seed: number): Layer[] {
  const random = createRandom(seed);
  return layers.map((layer) => ({
    ...layer,
    bias: layer.bias.map(() => 0.3 * random.gaussian()),
    batchNorm: layer.batchNorm && {
      scale: layer.batchNorm.scale.map(() => 1 + 0.5 * random.gaussian()),
      mean: layer.batchNorm.mean.map(() => 0.3 * random.gaussian()),
      variance: layer.batchNorm.variance.map(() => 0.3 + random.next()),
    },
  }));
}

const spec: NetworkSpec = {
  ...denseNetwork([1, 3], "tanh"),
  input: [6, 5, 1],
  hidden: readLayers("c4x3bn-v3x2bn-5bn")!,
};

describe("batch norm", () => {
  it.each(["c8x3bn-p2-64bn", "16-16bnr", "v3x2bnr"])("is written behind its layer, before a shortcut: %s", (text) => {
    expect(writeLayers(readLayers(text)!)).toBe(text);
  });

  it.each(["p2bn", "64rbn", "bn", "64b", "64bnbn"])("is not read from %s", (text) => {
    expect(readLayers(text)).toBe(null);
  });

  it("brings a scale a unit, and no weight: 784 x 300 and 3 x 300 in place of 2 x 300", () => {
    const [plain, normalised] = ["300", "300bn"].map((hidden) => ({
      ...denseNetwork([784, 10]),
      hidden: readLayers(hidden)!,
    }));
    expect(countWeights(normalised)).toBe(countWeights(plain));
    expect(countParameters(normalised)).toBe(countParameters(plain) + 300);
    expect(() => checkSpec(normalised)).not.toThrow();
    const [layer] = initialise(normalised, 7);
    expect(layer.weights).toEqual(initialise(plain, 7)[0].weights);
    expect([layer.batchNorm!.scale[9], layer.batchNorm!.mean[9], layer.batchNorm!.variance[9]]).toEqual([1, 0, 1]);
  });

  it("evaluates by its running figures: shift + scale (sum - mean) / deviation", () => {
    const network: NetworkSpec = { ...denseNetwork([2, 2], "relu"), hidden: readLayers("2bn")! };
    const layers = known(initialise(network, 3), 5);
    const [{ weights, bias, batchNorm }] = layers;
    const { activations } = forward(network, layers, fullMask(layers), Float32Array.of(0.7, -1.2), 1);
    const expected = [0, 1].map((j) => {
      const sum = 0.7 * weights[j] - 1.2 * weights[2 + j];
      const { scale, mean, variance } = batchNorm!;
      return Math.max(0, bias[j] + (scale[j] * (sum - mean[j])) / Math.sqrt(variance[j] + epsilon));
    });
    for (const j of [0, 1]) expect(activations[0][j]).toBeCloseTo(expected[j], 6);
  });

  it("folds into kernel and bias, which leaves nothing of it, and other layers alone", () => {
    const layers = known(initialise(spec, 3), 5);
    const plain = folded(layers);
    expect(plain.every(({ batchNorm }) => batchNorm === undefined)).toBe(true);
    expect(plain[3]).toBe(layers[3]);
    expect(folded(plain)).toEqual(plain);
  });

  it("gives the derivative of the evaluator's loss by the weights themselves, and the Hessian's product", () => {
    const layers = known(initialise(spec, 4), 6);
    const mask = randomMask(layers, 0.2, 3);
    const { inputs, labels } = randomData(spec, 9, 5);
    const examples = { inputs, labels };
    const statistics = saliencyStatistics(spec, layers, mask, examples);
    const evaluator = createEvaluator(spec, inputs, labels);
    const lossAt = (at: readonly Layer[]) => {
      evaluator.setWeights(at);
      return evaluator.evaluate(mask).loss;
    };
    const moved = (l: number, i: number, by: number) =>
      layers.map((one, at) => (at === l ? { ...one, weights: one.weights.with(i, one.weights[i] + by) } : one));
    const step = 2 ** -7;
    layers.forEach(({ name, weights }, l) => {
      for (let i = 0; i < weights.length; i += 3) {
        if (!mask.get(name)![i]) continue;
        const difference = (lossAt(moved(l, i, step)) - lossAt(moved(l, i, -step))) / (2 * step);
        expect(statistics.layers[l].gradient()[i]).toBeCloseTo(difference, 3);
      }
    });
    const small = 2 ** -8;
    const at = (sign: number) =>
      layers.map((layer, l) => {
        const along = statistics.layers[l].gradient();
        const kept = mask.get(layer.name)!;
        return { ...layer, weights: layer.weights.map((w, i) => w + sign * small * along[i] * kept[i]) };
      });
    const [up, down] = [1, -1].map((sign) => saliencyStatistics(spec, at(sign), mask, examples));
    layers.forEach((_, l) => {
      const product = statistics.layers[l].hessianGradient();
      const largest = product.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
      const [above, below] = [up.layers[l].gradient(), down.layers[l].gradient()];
      product.forEach((one, i) => {
        expect(Math.abs(one - (above[i] - below[i]) / (2 * small))).toBeLessThan(0.02 * largest);
      });
    });
  });
});
