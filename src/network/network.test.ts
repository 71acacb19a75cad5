import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toldWhere } from "../text/faults/told.test.support.ts";
import { chainOf } from "./chain.ts";
import { checkSpec } from "./check.ts";
import { countMultiplyAdds, countParameters, countWeights, outputPositions } from "./count.ts";
import { forward } from "./forward.ts";
import { initialise } from "./initialise.ts";
import { fullMask } from "./mask.ts";
import { denseLayers, denseNetwork, type NetworkSpec } from "./network.ts";
import { readLayers, writeLayers } from "./notation.ts";
import { NetworkFault } from "./said.ts";
import { stagesOf } from "./stages.ts";

const lenet = denseNetwork([784, 300, 100, 10]);

describe("counts", () => {
  it("know LeNet-300-100: 266,200 weights and 410 biases", () => {
    expect(countWeights(lenet)).toBe(266_200);
    expect(countParameters(lenet)).toBe(266_610);
    expect(countMultiplyAdds(lenet)).toBe(266_200);
  });
});

describe("stages", () => {
  const image = (notation: string): NetworkSpec => ({
    input: [28, 28, 1],
    hidden: readLayers(notation)!,
    outputs: 10,
    activation: "relu",
    initialiser: "glorot",
  });
  const lenet5 = image("c6x5-p2-v16x5-p2-120-84");

  it("know LeNet-5: 61,470 weights, 236 biases, 416,520 multiply-adds", () => {
    expect(stagesOf(lenet5).map(({ to }) => to.join("x"))).toEqual([
      "28x28x6",
      "14x14x6",
      "10x10x16",
      "5x5x16",
      "1x1x120",
      "1x1x84",
      "1x1x10",
    ]);
    expect(countWeights(lenet5)).toBe(61_470);
    expect(countParameters(lenet5)).toBe(61_706);
    expect(countMultiplyAdds(lenet5)).toBe(784 * 150 + 100 * 2400 + 48_000 + 10_080 + 840);
    expect(outputPositions(lenet5)).toEqual([784, 100, 1, 1, 1]);
  });

  it("leave out rows and columns that fill no pooling square", () => {
    const [pool] = stagesOf({ ...lenet5, input: [11, 7, 3], hidden: [{ kind: "pool", side: 3 }] });
    expect(pool.to).toEqual([3, 2, 3]);
  });

  it("make layers that fit, of the published deviation", () => {
    const [conv, other] = initialise(lenet5, 3);
    expect([conv.name, ...conv.shape, other.name, ...other.shape]).toEqual(["conv1", 5, 5, 1, 6, "conv2", 5, 5, 6, 16]);
    const variance = other.weights.reduce((sum, w) => sum + w * w, 0) / other.weights.length;
    expect(Math.abs(Math.sqrt(variance / (2 / (25 * 22))) - 1)).toBeLessThan(0.05);
  });

  it.each(["none", "128-64", "c8x3-p2-c16x3-p2-64", "v3x5r-p3-12r"])("are read as they are written: %s", (text) => {
    expect(writeLayers(readLayers(text)!)).toBe(text);
  });

  it.each(["", "8-", "c8", "c8x", "p", "p2r", "x", "-8", "8.5", "c-1x3"])("are not read from %o", (text) => {
    expect(readLayers(text)).toBe(null);
  });

  it.each([
    ["64-c8x3", "hidden layer 2 needs an image"],
    ["c8x4", "must be odd"],
    ["p2-p2-p2-p2-p2", "squares of 2 pixels from an image of 1 x 1|needs an image"],
    ["c8x3r", "must be alike"],
    ["64r", "must be alike"],
  ])("refuse %s", (notation, message) => {
    expect(toldWhere(() => checkSpec(image(notation)))).toMatch(new RegExp(message));
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
    expect(toldWhere(() => checkSpec({ ...lenet, ...change }))).toContain(message);
    expect(() => initialise({ ...lenet, ...change }, 1)).toThrow(NetworkFault);
  });

  it("accepts a network without hidden layers", () => {
    expect(() => checkSpec({ ...lenet, hidden: [] })).not.toThrow();
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

describe("layers that share a width", () => {
  it.each([
    ["16-16r-16r-8", 0, [0, 1, 2]],
    ["16-16r-16r-8", 2, [0, 1, 2]],
    ["16-16r-16r-8", 3, [3]],
    ["c8x3-p2-c8x3r-c8x3r-p2-32", 0, [0, 2, 3]],
    ["c8x3-p2-c8x3r-c8x3r-p2-32", 3, [0, 2, 3]],
    ["c8x3-p2-c8x3r-c8x3r-p2-32", 5, [5]],
    ["c8x3-c4x3", 0, [0]],
  ])("of %s with layer %i: %j", (text, index, together) => {
    expect(chainOf(readLayers(text)!, index)).toEqual(together);
  });
});
