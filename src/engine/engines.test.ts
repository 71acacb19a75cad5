import { describe, expect, it } from "vitest";
import type { Checkpoint } from "../network/checkpoint.ts";
import { isFiniteNetwork } from "../network/finite.ts";
import { initialise } from "../network/initialise.ts";
import { fullMask, type Mask } from "../network/mask.ts";
import { type Activation, denseLayers, denseNetwork, type Layer, type NetworkSpec } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import type { Hyperparameters, Optimizer } from "../network/optimizer.ts";
import { arraysOf, withArrays } from "../network/parameters.ts";
import { withoutUnits } from "../network/wiring.ts";
import type { Engine, TrainingData } from "../training/engine.ts";
import { batchesFrom, difference, enginesHere, fresh, randomData, randomMask, started } from "./agreement.ts";
import { createTfjsEngine } from "./tfjs/tfjsEngine.ts";
import { createWebglEngine } from "./webgl/webglEngine.ts";

const isProcessor = typeof window === "undefined";

const specOf = (activation: Activation, widths = [5, 7, 3, 4]) => denseNetwork(widths, activation);

const hyperOf = (optimizer: Optimizer, changes: Partial<Hyperparameters> = {}): Hyperparameters => ({
  optimizer,
  learningRate: optimizer === "adam" ? 0.01 : 0.05,
  batchSize: 4,
  l1: 0,
  l2: 0,
  ...changes,
});

interface Plain {
  readonly fanIn: number;
  readonly out: number;
  readonly weights: number[];
  readonly bias: number[];
}

/** Plain backpropagation in float64: the loss and its gradient (weights, then biases, layer by layer). */
function backpropagate(layers: readonly Plain[], activation: Activation, data: TrainingData, batch: Uint32Array) {
  const gradients = layers.map(({ weights, bias }) => ({
    weights: weights.map(() => 0),
    bias: bias.map(() => 0),
  }));
  let loss = 0;
  for (const row of batch) {
    const values = [Array.from(data.inputs.subarray(row * data.size, (row + 1) * data.size))];
    layers.forEach(({ fanIn, out, weights, bias }, l) => {
      const sums = bias.slice();
      for (let i = 0; i < fanIn; i++) for (let j = 0; j < out; j++) sums[j] += values[l][i] * weights[i * out + j];
      if (l === layers.length - 1) values.push(sums);
      else values.push(sums.map((sum) => (activation === "relu" ? Math.max(0, sum) : Math.tanh(sum))));
    });
    const exps = values[layers.length].map(Math.exp);
    const total = exps.reduce((a, b) => a + b);
    loss -= Math.log(exps[data.labels[row]] / total) / batch.length;
    let delta = exps.map((e, c) => (e / total - +(c === data.labels[row])) / batch.length);
    for (let l = layers.length - 1; l >= 0; l--) {
      const { fanIn, out, weights } = layers[l];
      const below: number[] = Array.from({ length: fanIn }, () => 0);
      for (let i = 0; i < fanIn; i++)
        for (let j = 0; j < out; j++) {
          gradients[l].weights[i * out + j] += values[l][i] * delta[j];
          below[i] += weights[i * out + j] * delta[j];
        }
      for (let j = 0; j < out; j++) gradients[l].bias[j] += delta[j];
      delta = below.map((d, i) => (activation === "relu" ? (values[l][i] > 0 ? d : 0) : d * (1 - values[l][i] ** 2)));
    }
  }
  return { loss, gradients };
}

/** Trains plain layers in float64 with the textbook optimizers; returns the mean loss. */
function trainPlain(layers: Plain[], mask: Mask, names: readonly string[], spec: NetworkSpec, hyper: Hyperparameters) {
  const first = layers.map(({ weights, bias }) => [weights.map(() => 0), bias.map(() => 0)]);
  const second = layers.map(({ weights, bias }) => [weights.map(() => 0), bias.map(() => 0)]);
  let t = 0;
  return (data: TrainingData, batches: readonly Uint32Array[]): number => {
    let sum = 0;
    for (const batch of batches) {
      t++;
      const { loss, gradients } = backpropagate(layers, spec.activation, data, batch);
      sum += loss;
      layers.forEach((layer, l) => {
        for (const w of layer.weights) sum += hyper.l1 * Math.abs(w) + (hyper.l2 / 2) * w * w;
        [layer.weights, layer.bias].forEach((values, part) => {
          values.forEach((value, i) => {
            const penalty = part === 0 ? hyper.l1 * Math.sign(value) + hyper.l2 * value : 0;
            const g = (part === 0 ? gradients[l].weights : gradients[l].bias)[i] + penalty;
            const m = first[l][part];
            const v = second[l][part];
            if (hyper.optimizer === "sgd") values[i] -= hyper.learningRate * g;
            else if (hyper.optimizer === "momentum") {
              m[i] = 0.9 * m[i] + g;
              values[i] -= hyper.learningRate * m[i];
            } else {
              m[i] = 0.9 * m[i] + 0.1 * g;
              v[i] = 0.999 * v[i] + 0.001 * g * g;
              const scale = Math.sqrt(v[i] / (1 - 0.999 ** t)) + 1e-7;
              values[i] -= (hyper.learningRate * (m[i] / (1 - 0.9 ** t))) / scale;
            }
            if (part === 0 && mask.get(names[l])![i] === 0) values[i] = 0;
          });
        });
      });
    }
    return sum / batches.length;
  };
}

const plainOf = (layers: readonly Layer[]): Plain[] =>
  layers.map(({ shape: [fanIn, out], weights, bias }) => ({
    fanIn,
    out,
    weights: Array.from(weights),
    bias: Array.from(bias),
  }));

describe.each(enginesHere)("the %s engine", (_name, create) => {
  const begin = async (spec: NetworkSpec, data: TrainingData, hyper: Hyperparameters, checkpoint: Checkpoint) =>
    started(await create(), spec, data, hyper, checkpoint);

  const optimizers = ["sgd", "momentum", "adam"] as const;
  const all = optimizers.flatMap((optimizer) =>
    (["relu", "tanh"] as const).flatMap((activation) =>
      [
        { penalties: {}, share: 0 },
        { penalties: { l1: 0.003, l2: 0.02 }, share: 0.4 },
      ].map((rest) => ({ optimizer, activation, ...rest })),
    ),
  );
  // WebGL compiles shaders for each: there every optimizer meets one activation and one mask, and of the optimizers the one with the
  // most state stands for all.
  const isWhole = import.meta.env.LONG === "1" || typeof window === "undefined";
  const cases = all.filter((_, i) => isWhole || i % 5 === 1);
  const tried = optimizers.filter((optimizer) => isWhole || optimizer === "adam");

  it.each(cases)(
    "trains as plain float64 backpropagation does: %o",
    async ({ optimizer, activation, penalties, share }) => {
      const spec = specOf(activation);
      const data = randomData(spec, 11, 5);
      const hyper = hyperOf(optimizer, penalties);
      const initial = initialise(spec, 3);
      const mask = randomMask(initial, share, 9);
      const layers = initial.map((layer) => ({
        ...layer,
        weights: layer.weights.map((w, i) => w * mask.get(layer.name)![i]),
        bias: layer.bias.map((_, j) => 0.1 * (j + 1)),
      }));
      const engine = await begin(spec, data, hyper, fresh(layers, mask));
      const loss = await engine.train(batchesFrom(0, 20));
      const plain = plainOf(layers);
      const names = layers.map(({ name }) => name);
      const expected = trainPlain(plain, mask, names, spec, hyper)(data, batchesFrom(0, 20));
      const trained = await engine.layers();
      expect(Math.abs(loss / expected - 1)).toBeLessThan(1e-5);
      trained.forEach(({ weights, bias }, l) => {
        expect(difference(weights, plain[l].weights)).toBeLessThan(1e-4);
        expect(difference(bias, plain[l].bias)).toBeLessThan(1e-4);
      });
      engine.dispose();
    },
  );

  it("follows the gradient of its own loss (central differences)", async () => {
    const spec = specOf("tanh");
    const data = randomData(spec, 11, 8);
    const hyper = hyperOf("sgd", { learningRate: 1e-3, l1: 0.01, l2: 0.1 });
    const all = [Uint32Array.from({ length: 11 }, (_, i) => i)];
    const layers = initialise(spec, 4);
    const engine = await begin(spec, data, hyper, fresh(layers));
    const lossAt = async (l: number, i: number, shift: number) => {
      const moved = layers.map((layer) => ({ ...layer, weights: layer.weights.slice() }));
      moved[l].weights[i] += shift;
      engine.restore(fresh(moved));
      return engine.train(all);
    };
    engine.restore(fresh(layers));
    await engine.train(all);
    const stepped = await engine.layers();
    const width = 2 ** -7;
    for (const [l, i] of [
      [0, 0],
      [0, 17],
      [1, 4],
      [2, 11],
    ]) {
      const derivative = ((await lossAt(l, i, width)) - (await lossAt(l, i, -width))) / (2 * width);
      expect((layers[l].weights[i] - stepped[l].weights[i]) / 1e-3).toBeCloseTo(derivative, 2);
    }
    engine.dispose();
  });

  // The WebGL passes know none.
  it.runIf(isProcessor)(
    "normalises batches: the gradient of its own loss, and running figures as PyTorch has them",
    async () => {
      const spec: NetworkSpec = { ...specOf("tanh"), hidden: readLayers("7bn-3bn")! };
      const data = randomData(spec, 11, 8);
      const all = [Uint32Array.from({ length: 11 }, (_, i) => i)];
      const layers = initialise(spec, 4).map((layer, l) =>
        withArrays(
          layer,
          arraysOf(layer).map((values, i) =>
            i === 0 ? values : values.map((value, j) => value + 0.1 * Math.sin(i + j + l)),
          ),
        ),
      );
      const rate = 1e-3;
      const engine = await begin(spec, data, hyperOf("sgd", { learningRate: rate, scaleL1: 0.02 }), fresh(layers));
      const moved = (l: number, a: number, i: number, by: number) =>
        layers.map((layer, at) =>
          at === l
            ? withArrays(
                layer,
                arraysOf(layer).map((values, b) => (b === a ? values.with(i, values[i] + by) : values)),
              )
            : layer,
        );
      const lossAt = async (at: readonly Layer[]) => {
        engine.restore(fresh(at));
        return engine.train(all);
      };
      await lossAt(layers);
      const stepped = await engine.layers();
      const width = 2 ** -7;
      // Kernel, shift and scale.
      for (const [l, a, i] of [
        [0, 0, 3],
        [0, 0, 17],
        [0, 1, 2],
        [0, 2, 4],
        [1, 0, 5],
        [1, 1, 1],
        [1, 2, 2],
      ]) {
        const derivative =
          ((await lossAt(moved(l, a, i, width))) - (await lossAt(moved(l, a, i, -width)))) / (2 * width);
        expect((arraysOf(layers[l])[a][i] - arraysOf(stepped[l])[a][i]) / rate).toBeCloseTo(derivative, 2);
      }
      const { weights, batchNorm } = layers[0];
      for (let j = 0; j < 7; j++) {
        const sums = Array.from({ length: 11 }, (_, n) =>
          Array.from({ length: 5 }, (_, i) => data.inputs[n * 5 + i] * weights[i * 7 + j]).reduce((a, b) => a + b, 0),
        );
        const mean = sums.reduce((a, b) => a + b, 0) / 11;
        const variance = sums.reduce((a, b) => a + (b - mean) ** 2, 0) / 10;
        expect(stepped[0].batchNorm!.mean[j]).toBeCloseTo(0.9 * batchNorm!.mean[j] + 0.1 * mean, 5);
        expect(stepped[0].batchNorm!.variance[j]).toBeCloseTo(0.9 * batchNorm!.variance[j] + 0.1 * variance, 5);
      }
      engine.dispose();
    },
  );

  it.runIf(isProcessor)(
    "takes a batch of one example without a spread, and removed units without a trace",
    async () => {
      const spec: NetworkSpec = { ...specOf("relu"), hidden: readLayers("6bn-4bn")! };
      const data = randomData(spec, 5, 8);
      const layers = initialise(spec, 4);
      const mask = withoutUnits(layers, fullMask(layers), [Uint8Array.of(1, 0, 1, 1, 0, 1), Uint8Array.of(1, 1, 1, 1)]);
      const engine = await begin(spec, data, hyperOf("adam"), fresh(layers, mask));
      await engine.train([Uint32Array.of(3)]);
      const [single] = await engine.layers();
      expect(isFiniteNetwork([single])).toBe(true);
      expect(single.batchNorm!.variance).toEqual(new Float32Array(6).fill(1));
      await engine.train(batchesFrom(0, 6, 4, 5));
      const [{ bias, batchNorm }] = await engine.layers();
      for (const unit of [1, 4]) expect([bias[unit], batchNorm!.scale[unit]]).toEqual([0, 0]);
      expect(bias.filter((shift) => shift !== 0)).toHaveLength(4);
      engine.dispose();
    },
  );

  it.each(tried)(
    "keeps pruned weights exactly 0 with %s, moments from before the pruning or not",
    async (optimizer) => {
      const spec = specOf("relu");
      const data = randomData(spec, 11, 2);
      const engine = await begin(spec, data, hyperOf(optimizer), fresh(initialise(spec, 1)));
      await engine.train(batchesFrom(0, 6));
      const dense = await engine.checkpoint();
      const mask = randomMask(dense.layers, 0.5, 3);
      engine.restore({ ...dense, mask });
      for (let step = 0; step < 5; step++) {
        await engine.train(batchesFrom(step, 1));
        for (const { name, weights } of await engine.layers())
          weights.forEach((weight, i) => {
            if (mask.get(name)![i] === 0) expect(weight).toBe(0);
          });
      }
      const moved = (await engine.layers()).some(({ weights }, l) => difference(weights, dense.layers[l].weights) > 0);
      expect(moved).toBe(true);
      engine.dispose();
    },
  );

  it("keeps the bias of a removed unit 0 and trains the others", async () => {
    const spec = specOf("tanh");
    const layers = initialise(spec, 6).map((layer) => ({ ...layer, bias: layer.bias.map(() => 0.5) }));
    const mask = fullMask(layers);
    for (let i = 0; i < 5; i++) mask.get("dense1")![i * 7 + 2] = 0;
    mask.get("dense2")!.fill(0, 2 * 3, 3 * 3);
    const engine = await begin(spec, randomData(spec, 11, 2), hyperOf("adam"), fresh(layers, mask));
    await engine.train(batchesFrom(0, 10));
    const [first] = await engine.layers();
    expect(Array.from(first.bias, (b) => b === 0)).toEqual([false, false, true, false, false, false, false]);
    engine.dispose();
  });

  it.each(tried)("goes on from a checkpoint bit for bit as if uninterrupted with %s", async (optimizer) => {
    const spec = specOf("relu");
    const data = randomData(spec, 11, 7);
    const hyper = hyperOf(optimizer, { l1: 0.001 });
    const mask = randomMask(initialise(spec, 5), 0.3, 4);
    const start = fresh(initialise(spec, 5), mask);
    const whole = await begin(spec, data, hyper, start);
    await whole.train(batchesFrom(0, 25));
    const parted = await begin(spec, data, hyper, start);
    await parted.train(batchesFrom(0, 13));
    const middle = structuredClone(await parted.checkpoint());
    const second = await begin(spec, data, hyper, middle);
    await second.train(batchesFrom(13, 12));
    parted.restore(middle);
    await parted.train(batchesFrom(13, 12));
    const expected = await whole.checkpoint();
    expect(await second.checkpoint()).toEqual(expected);
    expect(await parted.checkpoint()).toEqual(expected);
    expect(expected.step).toBe(25);
    for (const engine of [whole, parted, second]) engine.dispose();
  });

  it("trains as a fresh engine from what is restored after weights became infinite", async () => {
    const hidden = readLayers("c3x3-p2-5-5r")!;
    const spec: NetworkSpec = { input: [6, 6, 1], hidden, outputs: 3, activation: "relu", initialiser: "he" };
    const data = randomData(spec, 11, 7);
    const start = fresh(initialise(spec, 5));
    const engine = await begin(spec, data, hyperOf("momentum", { learningRate: 1e30 }), start);
    await engine.train(batchesFrom(0, 6));
    expect(isFiniteNetwork(await engine.layers())).toBe(false);
    const other = await begin(spec, data, hyperOf("momentum"), start);
    engine.setHyperparameters(hyperOf("momentum"));
    engine.restore(start);
    for (const one of [engine, other]) await one.train(batchesFrom(0, 6));
    expect(await engine.checkpoint()).toEqual(await other.checkpoint());
    for (const one of [engine, other]) one.dispose();
  });

  it("repeats itself bit for bit", async () => {
    const spec = specOf("tanh");
    const run = async () => {
      const engine = await begin(spec, randomData(spec, 11, 7), hyperOf("adam"), fresh(initialise(spec, 5)));
      const loss = await engine.train(batchesFrom(0, 30));
      const checkpoint = await engine.checkpoint();
      engine.dispose();
      return { loss, checkpoint };
    };
    expect(await run()).toEqual(await run());
  });

  it("starts the optimizer afresh when another one is chosen", async () => {
    const spec = specOf("relu");
    const data = randomData(spec, 11, 7);
    const engine = await begin(spec, data, hyperOf("momentum"), fresh(initialise(spec, 5)));
    await engine.train(batchesFrom(0, 5));
    const middle = await engine.checkpoint();
    engine.setHyperparameters(hyperOf("adam"));
    await engine.train(batchesFrom(5, 5));
    const other = await begin(spec, data, hyperOf("adam"), { ...middle, moments: [] });
    await other.train(batchesFrom(5, 5));
    expect(await engine.checkpoint()).toEqual(await other.checkpoint());
    engine.dispose();
    other.dispose();
  });

  it("takes Uint8 pixels as value / 255", async () => {
    const spec = specOf("relu");
    const pixels = Uint8Array.from({ length: 55 }, (_, i) => (i * 37) % 256);
    const data = { ...randomData(spec, 11, 7), inputs: pixels };
    const scaled = { ...data, inputs: Float32Array.from(pixels, (p) => p / 255) };
    const losses: number[] = [];
    for (const each of [data, scaled]) {
      const engine = await begin(spec, each, hyperOf("adam"), fresh(initialise(spec, 5)));
      losses.push(await engine.train(batchesFrom(0, 10)));
      engine.dispose();
    }
    expect(Math.abs(losses[0] - losses[1])).toBeLessThan(1e-6);
  });

  it("holds as many tensors after 1,000 steps as before, and none once disposed", async () => {
    const other = await create();
    const before = other.tensors();
    const spec = specOf("relu");
    const hyper = hyperOf("adam", { l1: 0.001, l2: 0.001 });
    const layers = initialise(spec, 5);
    const engine: Engine = await begin(spec, randomData(spec, 11, 7), hyper, fresh(layers, randomMask(layers, 0.3, 4)));
    await engine.train(batchesFrom(0, 1));
    const live = engine.tensors();
    for (let i = 0; i < 10; i++) await engine.train(batchesFrom(0, 100));
    engine.restore(await engine.checkpoint());
    await engine.layers();
    expect(engine.tensors()).toBe(live);
    engine.dispose();
    expect(engine.tensors()).toBe(before);
  });

  it("refuses what does not fit, by name", async () => {
    const spec = specOf("relu");
    const layers = initialise(spec, 5);
    const engine = await create();
    await expect(engine.train(batchesFrom(0, 1))).rejects.toThrow("call load first");
    const data = randomData(spec, 11, 7);
    await expect(engine.load(spec, { ...data, size: 2 }, fresh(layers))).rejects.toThrow("2 to 4");
    await expect(engine.load({ ...spec, hidden: denseLayers([8, 3]) }, data, fresh(layers))).rejects.toThrow(
      '"dense1"',
    );
    await expect(engine.load(spec, data, fresh(layers, new Map()))).rejects.toThrow('no layer "dense1"');
    expect(() => engine.setHyperparameters(hyperOf("sgd", { learningRate: Number.NaN }))).toThrow("NaN");
    engine.dispose();
  });
});

describe.skipIf(typeof window !== "undefined")("without WebGL", () => {
  it.each([
    ["fused", createWebglEngine],
    ["tfjs", () => createTfjsEngine("webgl")],
  ] as const)("the %s engine says so", async (_, create) => {
    await expect(create()).rejects.toThrow(Error);
  });
});
