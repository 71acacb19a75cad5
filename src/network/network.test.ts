import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fullMask } from "../pruning/mask.ts";
import { biasMasks } from "./biasMask.ts";
import { checkSpec } from "./check.ts";
import { countMultiplyAdds, countParameters, countWeights } from "./count.ts";
import { forward } from "./forward.ts";
import { initialise } from "./initialise.ts";
import { denseLayers, denseNetwork } from "./network.ts";

const lenet = denseNetwork([784, 300, 100, 10]);

describe("counts", () => {
  it("know LeNet-300-100: 266,200 weights and 410 biases", () => {
    expect(countWeights(lenet)).toBe(266_200);
    expect(countParameters(lenet)).toBe(266_610);
    expect(countMultiplyAdds(lenet)).toBe(266_200);
  });
});

describe("initialise", () => {
  it("names layers in order, shapes them [in, out] and sets biases to 0", () => {
    const layers = initialise(lenet, 1);
    expect(layers.map(({ name, shape }) => [name, ...shape])).toEqual([
      ["dense1", 784, 300],
      ["dense2", 300, 100],
      ["output", 100, 10],
    ]);
    for (const { bias } of layers) expect(bias.every((value) => value === 0)).toBe(true);
  });

  it("makes as many parameters as counted", () => {
    const widths = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 4 });
    fc.assert(
      fc.property(widths, fc.integer({ min: 1, max: 9 }), (hidden, inputs) => {
        const spec = denseNetwork([inputs, ...hidden, 10]);
        const parameters = initialise(spec, 1).reduce(
          (sum, { weights, bias }) => sum + weights.length + bias.length,
          0,
        );
        expect(parameters).toBe(countParameters(spec));
      }),
    );
  });

  it.each([
    ["glorot", Math.sqrt(2 / 1084)],
    ["he", Math.sqrt(2 / 784)],
  ] as const)("%s spreads weights by the published deviation", (initialiser, deviation) => {
    const [{ weights }] = initialise({ ...lenet, initialiser }, 4);
    const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
    const variance = weights.reduce((sum, w) => sum + w * w, 0) / weights.length;
    expect(Math.abs(mean)).toBeLessThan(0.01 * deviation);
    expect(Math.abs(Math.sqrt(variance) / deviation - 1)).toBeLessThan(0.01);
  });

  it("repeats with the seed and differs without", () => {
    expect(initialise(lenet, 7)).toEqual(initialise(lenet, 7));
    expect(initialise(lenet, 7)[0].weights).not.toEqual(initialise(lenet, 8)[0].weights);
  });
});

describe("checkSpec", () => {
  it.each([
    [{ input: [1, 1, 0] as const }, "Number of inputs is 0"],
    [{ hidden: denseLayers([16, 2.5]) }, "hidden layer 2 is 2.5"],
    [{ hidden: denseLayers([Number.NaN]) }, "hidden layer 1 is NaN"],
    [{ outputs: 1 }, "2 to 256"],
    [{ outputs: 300 }, "2 to 256"],
    [{ hidden: denseLayers([5000, 5000]) }, "make a layer narrower"],
  ])("refuses %o", (change, message) => {
    expect(() => checkSpec({ ...lenet, ...change })).toThrow(message);
    expect(() => initialise({ ...lenet, ...change }, 1)).toThrow(RangeError);
  });

  it("accepts a network without hidden layers", () => {
    expect(() => checkSpec({ ...lenet, hidden: [] })).not.toThrow();
  });
});

describe("biasMasks", () => {
  const spec = denseNetwork([3, 4, 2]);
  const layers = initialise(spec, 1);

  it("drop the bias of a hidden unit without incoming and outgoing weights, and only that", () => {
    const mask = fullMask(layers);
    for (let i = 0; i < 3; i++) for (const unit of [0, 1]) mask.get("dense1")![i * 4 + unit] = 0;
    for (let t = 0; t < 2; t++) for (const unit of [1, 2]) mask.get("output")![unit * 2 + t] = 0;
    const biases = biasMasks(layers, mask);
    expect(Array.from(biases.get("dense1")!)).toEqual([1, 0, 1, 1]);
    expect(Array.from(biases.get("output")!)).toEqual([1, 1]);
  });

  it("keep output biases when nothing else is left", () => {
    const empty = new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length)]));
    expect(Array.from(biasMasks(layers, empty).get("output")!)).toEqual([1, 1]);
  });
});

describe("forward", () => {
  const layers = [
    { name: "dense1", shape: [2, 2], weights: Float32Array.of(1, 2, 3, 4), bias: Float32Array.of(0.5, -1) },
    { name: "output", shape: [2, 2], weights: Float32Array.of(1, -1, 2, 0), bias: Float32Array.of(0, 1) },
  ];
  const spec = denseNetwork([2, 2, 2]);

  it("computes a small network as by hand", () => {
    const { activations, probabilities } = forward(spec, layers, fullMask(layers), Float32Array.of(1, 1, -1, 0), 2);
    // Unit 1: 1 + 3 + 0.5 and -1 + 0.5; unit 2: 2 + 4 - 1 and -2 - 1.
    expect(Array.from(activations[0])).toEqual([4.5, 0, 5, 0]);
    expect(probabilities[0]).toBeCloseTo(1 / (1 + Math.exp(-3.5 - 14.5)), 6);
    expect(probabilities[3]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
  });

  it("leaves out masked weights and biases", () => {
    const mask = fullMask(layers);
    mask.get("dense1")![0] = 0;
    const biasMask = new Map([["dense1", Uint8Array.of(1, 0)]]);
    const { activations } = forward(spec, layers, mask, Float32Array.of(1, 1), 1, biasMask);
    expect(Array.from(activations[0])).toEqual([3.5, 6]);
  });

  it("gives probabilities that sum to 1 even for huge logits", () => {
    const steep = layers.map((layer) => ({ ...layer, weights: layer.weights.map((w) => w * 1e4) }));
    const { probabilities } = forward(spec, steep, fullMask(steep), Float32Array.of(3, 5), 1);
    expect(probabilities[0] + probabilities[1]).toBe(1);
  });
});
