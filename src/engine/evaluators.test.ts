import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createEvaluator } from "../network/evaluator.ts";
import { forward } from "../network/forward.ts";
import { initialise } from "../network/initialise.ts";
import { fullMask, type Mask } from "../network/mask.ts";
import { type Activation, denseNetwork, type Layer, sizeOf } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { biasMasks } from "../network/wiring.ts";
import { createRandom, type Random } from "../random/random.ts";
import { createWasmEvaluator } from "./wasm/wasmEvaluator.ts";

const specOf = (inputs: number, hidden: number[], activation: Activation = "relu") =>
  denseNetwork([inputs, ...hidden, 5], activation, "he");

/** Mostly black images with a frame that is black in all of them. */
function images(count: number, features: number, random: Random): Uint8Array {
  return Uint8Array.from({ length: count * features }, (_, i) =>
    i % features > 3 && random.next() < 0.3 ? 1 + random.below(255) : 0,
  );
}

const labelsFor = (count: number, random: Random) => Uint8Array.from({ length: count }, () => random.below(5));

const withBiases = (layers: readonly Layer[], random: Random): Layer[] =>
  layers.map((layer) => ({ ...layer, bias: layer.bias.map(() => random.gaussian() / 4) }));

/** Turns a few weights, half of them, all of a unit or all of a layer on or off. */
function move(mask: Mask, layers: readonly Layer[], random: Random): Mask {
  const moved = new Map([...mask].map(([name, kept]) => [name, kept.slice()]));
  const layer = layers[random.below(layers.length)];
  const kept = moved.get(layer.name)!;
  const value = random.below(2);
  const kind = random.next();
  const unit = random.below(layer.bias.length);
  for (let i = 0; i < kept.length; i++) {
    if (kind < 0.6 && random.next() < 0.03) kept[i] = value;
    if (kind >= 0.6 && kind < 0.75 && random.next() < 0.5) kept[i] = value;
    if (kind >= 0.75 && kind < 0.95 && i % layer.bias.length === unit) kept[i] = value;
    if (kind >= 0.95) kept[i] = value;
  }
  return moved;
}

describe.each([
  ["in float64", createEvaluator, 1e-9, 1e-6, 12],
  ["in WebAssembly", createWasmEvaluator, 1e-5, 1e-5, 6],
] as const)("the evaluator %s", (_name, createEvaluator, tolerance, gap, digits) => {
  it.each([
    ["pixels, ReLU", true, "relu", true],
    ["pixels, tanh", true, "tanh", true],
    ["pixels, biases 0 (ties are common)", true, "relu", false],
    ["points", false, "relu", true],
  ] as const)("equals a fresh evaluator after each of 200 moves: %s", (_, pixels, activation, biases) => {
    const random = createRandom(11);
    const spec = specOf(pixels ? 40 : 2, [9, 6], activation);
    const count = 150;
    const inputs = pixels
      ? images(count, sizeOf(spec.input), random)
      : Float32Array.from({ length: 2 * count }, () => random.gaussian());
    const labels = labelsFor(count, random);
    const initial = initialise(spec, 3);
    const layers = biases ? withBiases(initial, random) : initial;
    const evaluator = createEvaluator(spec, inputs, labels);
    evaluator.setWeights(layers);
    const fresh = createEvaluator(spec, inputs, labels);
    let mask: Mask = fullMask(layers);
    for (let i = 0; i < 200; i++) {
      mask = move(mask, layers, random);
      const biasMask = biasMasks(layers, mask);
      fresh.setWeights(layers);
      expect(evaluator.evaluate(mask, biasMask)).toEqual(fresh.evaluate(mask, biasMask));
    }
  });

  it("agrees with the plain forward pass for any network, mask and weights", () => {
    const cases = fc.record({
      seed: fc.nat(10_000),
      count: fc.integer({ min: 1, max: 300 }),
      hidden: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 3 }),
      keep: fc.double({ min: 0, max: 1, noNaN: true }),
      activation: fc.constantFrom<Activation>("relu", "tanh"),
      pixels: fc.boolean(),
    });
    fc.assert(
      fc.property(cases, ({ seed, count, hidden, keep, activation, pixels }) => {
        const random = createRandom(seed);
        const spec = specOf(20, hidden, activation);
        const bytes = images(count, sizeOf(spec.input), random);
        const scaled = Float32Array.from(bytes, (pixel) => pixel / 255);
        const labels = labelsFor(count, random);
        const layers = withBiases(initialise(spec, seed), random);
        const mask = new Map(
          layers.map(({ name, weights }) => [name, Uint8Array.from(weights, () => +(random.next() < keep))]),
        );
        const biasMask = biasMasks(layers, mask);
        const evaluator = createEvaluator(spec, pixels ? bytes : scaled, labels);
        evaluator.setWeights(layers);
        const figures = evaluator.evaluate(mask, biasMask);
        const { probabilities } = forward(spec, layers, mask, scaled, count, biasMask);
        let loss = 0;
        let furthest = 0;
        labels.forEach((label, n) => {
          const row = probabilities.subarray(5 * n, 5 * n + 5);
          loss -= Math.log(row[label]) / count;
          const chosen = row[figures.predictions[n]];
          furthest = Math.max(furthest, Math.max(...row) - chosen, Math.abs(chosen - figures.confidences[n]));
        });
        expect(furthest).toBeLessThan(gap);
        expect(figures.loss).toBeCloseTo(loss, 4);
        expect(figures.correct).toBe(labels.filter((label, n) => label === figures.predictions[n]).length);
        expect(figures.accuracy).toBe(figures.correct / count);
      }),
      { numRuns: 60 },
    );
  });

  it.each(["c5x3-p2-7", "v3x4-c6x3-p3", "p2-c4x3", "c4x3-c4x3r-p2-6"])(
    "agrees with the plain forward pass on images: %s",
    (notation) => {
      const random = createRandom(8);
      const hidden = readLayers(notation)!;
      const spec = { ...specOf(99, []), input: [11, 9, 1] as const, hidden, activation: "tanh" as const };
      const count = 75;
      const bytes = images(count, 99, random);
      const labels = labelsFor(count, random);
      const layers = withBiases(initialise(spec, 4), random);
      const evaluator = createEvaluator(spec, bytes, labels);
      evaluator.setWeights(layers);
      let mask: Mask = fullMask(layers);
      for (let i = 0; i < 6; i++) {
        mask = move(mask, layers, random);
        const { loss, predictions, confidences } = evaluator.evaluate(mask, biasMasks(layers, mask));
        const scaled = Float32Array.from(bytes, (pixel) => pixel / 255);
        const { probabilities } = forward(spec, layers, mask, scaled, count, biasMasks(layers, mask));
        let expected = 0;
        labels.forEach((label, n) => {
          const row = probabilities.subarray(5 * n, 5 * n + 5);
          expected -= Math.log(row[label]) / count;
          expect(Math.max(...row) - row[predictions[n]]).toBeLessThan(gap);
          expect(Math.abs(row[predictions[n]] - confidences[n])).toBeLessThan(gap);
        });
        expect(loss).toBeCloseTo(expected, 4);
      }
    },
  );

  it.each(["c5x3-p2-c7x3-p2-9", "v3x4-c6x3-p3", "p2-c4x3", "c4x3-c4x3r-p2-c5x3-p2-6", "c4x3-p2-p2"])(
    "equals a fresh evaluator on images after each of 60 moves: %s",
    (notation) => {
      const random = createRandom(9);
      const spec = { ...specOf(132, []), input: [11, 12, 1] as const, hidden: readLayers(notation)! };
      const bytes = images(75, 132, random);
      const labels = labelsFor(75, random);
      const layers = withBiases(initialise(spec, 4), random);
      const [used, fresh] = [0, 1].map(() => createEvaluator(spec, bytes, labels));
      used.setWeights(layers);
      let mask: Mask = fullMask(layers);
      for (let i = 0; i < 60; i++) {
        mask = move(mask, layers, random);
        const biasMask = biasMasks(layers, mask);
        fresh.setWeights(layers);
        expect(used.evaluate(mask, biasMask)).toEqual(fresh.evaluate(mask, biasMask));
      }
    },
  );

  it("gives the loss of float64 arithmetic", () => {
    const random = createRandom(5);
    const spec = specOf(40, [8], "tanh");
    const inputs = images(60, 40, random);
    const labels = labelsFor(60, random);
    const [first, second] = withBiases(initialise(spec, 2), random);
    const evaluator = createEvaluator(spec, inputs, labels);
    evaluator.setWeights([first, second]);
    let expected = 0;
    labels.forEach((label, n) => {
      const hidden = Array.from(first.bias, (bias, j) => {
        let sum = 0;
        for (let i = 0; i < 40; i++) sum += (inputs[n * 40 + i] / 255) * first.weights[i * 8 + j];
        return Math.tanh(sum + bias);
      });
      const logits = Array.from(second.bias, (bias, c) =>
        hidden.reduce((sum, h, j) => sum + h * second.weights[j * 5 + c], bias),
      );
      expected += Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0)) - logits[label];
    });
    const { loss } = evaluator.evaluate(fullMask([first, second]));
    expect(Math.abs(loss / (expected / 60) - 1)).toBeLessThan(tolerance);
  });

  it("answers for new weights after setWeights", () => {
    const random = createRandom(5);
    const spec = specOf(40, [8]);
    const inputs = images(60, 40, random);
    const labels = labelsFor(60, random);
    const used = createEvaluator(spec, inputs, labels);
    for (const seed of [1, 2, 1]) {
      const layers = initialise(spec, seed);
      const mask = fullMask(layers);
      used.setWeights(layers);
      const fresh = createEvaluator(spec, inputs, labels);
      fresh.setWeights(layers);
      expect(used.evaluate(mask)).toEqual(fresh.evaluate(mask));
    }
  });

  it("counts each class by itself and leaves earlier answers alone", () => {
    const spec = { ...specOf(2, []), outputs: 3 };
    const layers = [
      { name: "output", shape: [2, 3], weights: Float32Array.of(1, 0, 0, 0, 1, 0), bias: Float32Array.of(0, 0, 0) },
    ];
    const evaluator = createEvaluator(spec, Float32Array.of(5, 0, 0, 5, 5, 0), Uint8Array.of(0, 1, 1));
    evaluator.setWeights(layers);
    const whole = evaluator.evaluate(fullMask(layers));
    const empty = evaluator.evaluate(new Map([["output", new Uint8Array(6)]]));
    expect(Array.from(whole.perClass)).toEqual([1, 0.5, 0]);
    expect(Array.from(whole.predictions)).toEqual([0, 1, 0]);
    expect(Array.from(empty.predictions)).toEqual([0, 0, 0]);
    expect(empty.loss).toBeCloseTo(Math.log(3), digits);
  });

  it("names what does not fit", () => {
    const spec = specOf(2, [3]);
    expect(() => createEvaluator(spec, new Uint8Array(5), new Uint8Array(3))).toThrow("3 examples of 2 features");
    const evaluator = createEvaluator(spec, new Uint8Array(6), new Uint8Array(3));
    expect(() => evaluator.evaluate(new Map())).toThrow("setWeights");
    expect(() => evaluator.setWeights(initialise(specOf(2, [4]), 1))).toThrow("2x4, 4x5");
    evaluator.setWeights(initialise(spec, 1));
    expect(() => evaluator.evaluate(new Map([["dense1", new Uint8Array(5)]]))).toThrow('5 entries for layer "dense1"');
  });
});
