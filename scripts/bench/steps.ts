import { oneHot, reshape, type Tensor, tensor1d, tensor2d, train } from "@tensorflow/tfjs-core";
import { type Sequential, sequential, layers as stock } from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import "@tensorflow/tfjs-backend-webgl";
import { generateDigits } from "../../src/data/digits/generate.ts";
import { createTfjsEngine } from "../../src/engine/tfjs/tfjsEngine.ts";
import { createWasmEngine } from "../../src/engine/wasm/wasmEngine.ts";
import { createWasmEvaluator } from "../../src/engine/wasm/wasmEvaluator.ts";
import { createWebglEngine } from "../../src/engine/webgl/webglEngine.ts";
import type { Checkpoint } from "../../src/network/checkpoint.ts";
import { initialise } from "../../src/network/initialise.ts";
import { isParametric } from "../../src/network/layers/stage.ts";
import { fullMask } from "../../src/network/mask.ts";
import { denseLayers, denseNetwork, type NetworkSpec, sizeOf } from "../../src/network/network.ts";
import type { Optimizer } from "../../src/network/optimizer.ts";
import { saliencyStatistics } from "../../src/network/saliency.ts";
import { stagesOf } from "../../src/network/stages.ts";
import { biasMasks } from "../../src/network/wiring.ts";
import { maskAt } from "../../src/pruning/cut.ts";
import { rank } from "../../src/pruning/rank.ts";
import type { PruneRequest } from "../../src/pruning/types.ts";
import { networkPresets, type PresetId } from "../../src/setup/networks.ts";
import type { Engine, TrainingData } from "../../src/training/engine.ts";

// Runs in a page of its own (scripts/bench.mjs): every engine and the stock tfjs trainer take turns on the same problems.

interface Problem {
  readonly spec: NetworkSpec;
  readonly optimizer: Optimizer;
  readonly batch: number;
  /** Steps a round, by who trains. */
  readonly steps: Readonly<Record<Trainer, number>>;
}

const trainers = ["stock", "tfjs", "webgl", "wasm"] as const;
/** Stock tfjs on WebGL, and our engines. */
type Trainer = (typeof trainers)[number];

const image = (hidden: NetworkSpec["hidden"]): NetworkSpec => ({
  input: [28, 28, 1],
  hidden,
  outputs: 10,
  activation: "relu",
  initialiser: "glorot",
});
const lenet300 = image(denseLayers([300, 100]));
const preset = (called: PresetId) => image(networkPresets.images.find(({ id }) => id === called)!.hidden);
const cnn = preset("small-cnn");

const problems: Readonly<Record<string, Problem>> = {
  "MLP SGD": { spec: lenet300, optimizer: "sgd", batch: 64, steps: { stock: 8, tfjs: 8, webgl: 12, wasm: 40 } },
  "MLP Adam": { spec: lenet300, optimizer: "adam", batch: 64, steps: { stock: 6, tfjs: 6, webgl: 12, wasm: 40 } },
  CNN: { spec: cnn, optimizer: "sgd", batch: 64, steps: { stock: 2, tfjs: 2, webgl: 8, wasm: 20 } },
  tiny: {
    spec: denseNetwork([2, 8, 8, 2], "tanh"),
    optimizer: "sgd",
    batch: 32,
    steps: { stock: 12, tfjs: 24, webgl: 200, wasm: 4000 },
  },
};

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** The same network as tfjs' users build it. */
function stockModel({ spec, optimizer }: Problem): Sequential {
  const model = sequential();
  const stages = stagesOf(spec);
  stages.forEach((stage, s) => {
    const first = s === 0 ? { inputShape: stage.kind === "dense" ? [sizeOf(spec.input)] : [...spec.input] } : {};
    if (!isParametric(stage)) model.add(stock.maxPooling2d({ poolSize: stage.side, ...first }));
    else if (stage.kind === "conv")
      model.add(
        stock.conv2d({
          filters: stage.to[2],
          kernelSize: stage.kernel[0],
          padding: "same",
          activation: "relu",
          ...first,
        }),
      );
    else {
      if (stage.from[0] > 1 && s > 0) model.add(stock.flatten());
      model.add(stock.dense({ units: stage.to[2], activation: stage.activation ?? "softmax", ...first }));
    }
  });
  const rate = 0.001;
  model.compile({
    optimizer: optimizer === "adam" ? train.adam(rate) : train.sgd(rate),
    loss: "categoricalCrossentropy",
  });
  return model;
}

async function digits(count: number): Promise<TrainingData> {
  const { inputs, labels } = await generateDigits({ count, difficulty: "default", seed: 7 });
  return { inputs, labels, count, size: 784, classes: 10 };
}

function points(count: number): TrainingData {
  const inputs = Float32Array.from({ length: 2 * count }, (_, i) => Math.sin(i * 12.9898) * 3);
  return {
    inputs,
    labels: Uint8Array.from({ length: count }, (_, i) => +(inputs[2 * i] > 0)),
    count,
    size: 2,
    classes: 2,
  };
}

const checkpointOf = (spec: NetworkSpec, sparsity: number): Checkpoint => {
  const layers = initialise(spec, 1);
  return {
    layers,
    moments: [],
    betaPowers: [1, 1],
    step: 0,
    mask: sparsity > 0 ? maskAt(rankingOf(spec), sparsity) : fullMask(layers),
  };
};

const request: PruneRequest = {
  criterion: "magnitude",
  granularity: "weight",
  groupSize: 4,
  scope: "global",
  norm: "l2",
  seed: 1,
  protectedLayers: [],
  keepOneUnit: true,
};

const rankingOf = (spec: NetworkSpec) => {
  const layers = initialise(spec, 1);
  return rank(layers, request, fullMask(layers));
};

async function load(
  engine: Engine,
  { spec, optimizer, batch }: Problem,
  data: TrainingData,
  sparsity = 0,
): Promise<Engine> {
  engine.setHyperparameters({ optimizer, learningRate: 0.001, batchSize: batch, l1: 0, l2: 0 });
  await engine.load(spec, data, checkpointOf(spec, sparsity));
  return engine;
}

const batches = (count: number, size: number, rows: number) =>
  Array.from({ length: count }, (_, b) => Uint32Array.from({ length: size }, (_, i) => (b * size + i) % rows));

/** Milliseconds of one step. */
async function timed(steps: number, run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return (performance.now() - begun) / steps;
}

/** Draw calls that a step of an engine on WebGL makes. */
async function drawsOf(engine: Engine, problem: Problem): Promise<number> {
  let draws = 0;
  const counted = (draw: (...values: never[]) => void) =>
    function (this: WebGL2RenderingContext, ...values: never[]) {
      draws++;
      draw.apply(this, values);
    };
  const proto = WebGL2RenderingContext.prototype;
  const plain = Object.fromEntries(
    (["drawElements", "drawArrays"] as const).map((name) => [name, Reflect.get(proto, name) as () => void]),
  );
  for (const [name, draw] of Object.entries(plain)) Reflect.set(proto, name, counted(draw));
  await engine.train(batches(1, problem.batch, 256));
  const once = draws;
  await engine.train(batches(5, problem.batch, 256));
  Object.assign(proto, plain);
  return (draws - 2 * once) / 4;
}

async function measure(rounds: number) {
  const images = await digits(1024);
  const flat = points(1024);
  const results: Record<string, Record<Trainer, number> & { draws: number }> = {};
  for (const [name, problem] of Object.entries(problems)) {
    const data = problem.spec.input[0] > 1 ? images : flat;
    const engines = {
      tfjs: await load(await createTfjsEngine("webgl"), problem, data),
      webgl: await load(await createWebglEngine(), problem, data),
      wasm: await load(await createWasmEngine(), problem, data),
    };
    const model = stockModel(problem);
    const rows = data.inputs.slice(0, problem.batch * data.size);
    const flatInput = tensor2d(
      data.inputs instanceof Uint8Array ? Float32Array.from(rows, (v) => v / 255) : (rows as Float32Array),
      [problem.batch, data.size],
    );
    const isImage = stagesOf(problem.spec)[0].kind === "conv";
    const x: Tensor = isImage ? reshape(flatInput, [problem.batch, ...problem.spec.input]) : flatInput;
    const y = oneHot(tensor1d(Array.from(data.labels.subarray(0, problem.batch)), "int32"), data.classes);
    const run = async (who: Trainer) => {
      const count = problem.steps[who];
      if (who !== "stock") return engines[who].train(batches(count, problem.batch, 1024));
      for (let i = 0; i < count; i++) await model.trainOnBatch(x, y);
    };
    const times: Record<Trainer, number[]> = { stock: [], tfjs: [], webgl: [], wasm: [] };
    for (const who of trainers) await run(who);
    for (let round = 0; round < rounds; round++)
      for (const who of trainers) times[who].push(await timed(problem.steps[who], () => run(who)));
    const draws = await drawsOf(engines.webgl, problem);
    const [stock, tfjs, webgl, wasm] = trainers.map((who) => median(times[who]));
    results[name] = { stock, tfjs, webgl, wasm, draws };
    for (const engine of Object.values(engines)) engine.dispose();
    model.dispose();
  }
  const sparse = await timeSparse(rounds, problems["MLP Adam"], images);
  const sparseCnn = await timeSparse(rounds, { ...problems.CNN, optimizer: "adam" }, images);
  const lenet5: Problem = { ...problems.CNN, spec: preset("lenet-5"), optimizer: "adam" };
  return { results, sparse, sparseCnn, sparseLenet: await timeSparse(rounds, lenet5, images) };
}

/** Time of a step of a pruned network against the dense one's, by sparsity. */
async function timeSparse(rounds: number, problem: Problem, data: TrainingData): Promise<Record<string, number>> {
  const sparsities = [0, 0.9, 0.95];
  const pruned = await Promise.all(
    sparsities.map(async (s) => [s, await load(await createWasmEngine(), problem, data, s)] as const),
  );
  const stepTimes = new Map<number, number[]>(sparsities.map((s) => [s, []]));
  const { wasm: steps } = problem.steps;
  for (let round = 0; round <= rounds; round++)
    for (const [s, engine] of pruned) {
      const spent = await timed(steps, () => engine.train(batches(steps, problem.batch, 1024)));
      if (round > 0) stepTimes.get(s)!.push(spent);
    }
  return Object.fromEntries(sparsities.map((s) => [s, median(stepTimes.get(s)!) / median(stepTimes.get(0)!)]));
}

/** The slider's and the curve's evaluation on 2,000 images, without drawing. */
async function evaluate(rounds: number, spec: NetworkSpec) {
  const { inputs, labels } = await digits(2000);
  const layers = initialise(spec, 1);
  const ranking = rankingOf(spec);
  const evaluator = createWasmEvaluator(spec, inputs, labels);
  const at = (sparsity: number) => {
    const mask = maskAt(ranking, sparsity);
    evaluator.evaluate(mask, biasMasks(layers, mask));
  };
  const curves: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    evaluator.setWeights(layers);
    const begun = performance.now();
    for (let level = 31; level >= 0; level--) at(level / 32);
    if (round > 0) curves.push(performance.now() - begun);
  }
  // From 10 % to 80 % and back, 1 % a move; the first of a round come from far away.
  const moves: number[] = [];
  for (let round = 0; round < rounds; round++)
    for (let i = 0; i <= 140; i++) {
      const begun = performance.now();
      at((i < 70 ? 10 + i : 150 - i) / 100);
      if (i > 4) moves.push(performance.now() - begun);
    }
  return { curve: median(curves), move: median(moves) };
}

const choices: Readonly<Record<string, Partial<PruneRequest>>> = {
  magnitude: {},
  "magnitude, layerwise": { scope: "layerwise" },
  "magnitude, ERK": { scope: "erk" },
  "magnitude, by hand": { scope: "hand", shares: [0.6, 0.5, 0.2] },
  "magnitude, N:M": { granularity: "group" },
  "magnitude, units": { granularity: "unit" },
  "magnitude, channels": { granularity: "channel" },
  LAMP: { criterion: "lamp" },
  Taylor: { criterion: "taylor" },
  OBD: { criterion: "obd" },
  Wanda: { criterion: "wanda", scope: "layerwise" },
  SNIP: { criterion: "snip" },
  GraSP: { criterion: "grasp" },
  SynFlow: { criterion: "synflow" },
  APoZ: { criterion: "apoz", granularity: "unit" },
  FPGM: { criterion: "fpgm", granularity: "unit" },
};

/** Of every choice: milliseconds to rank the weights (with 128 examples where it looks at some), and a slider move's in the worker. */
async function choose(spec: NetworkSpec) {
  const { inputs, labels } = await digits(2000);
  const layers = initialise(spec, 1);
  const scoring = { inputs: inputs.slice(0, 128 * 784), labels: labels.slice(0, 128) };
  const evaluator = createWasmEvaluator(spec, inputs, labels);
  evaluator.setWeights(layers);
  const found: Record<string, { ranking: number; move: number }> = {};
  for (const [name, change] of Object.entries(choices)) {
    const rankings: number[] = [];
    let ranking = rankingOf(spec);
    for (let round = 0; round < 3; round++) {
      const begun = performance.now();
      const statistics = saliencyStatistics(spec, layers, fullMask(layers), scoring);
      ranking = rank(layers, { ...request, ...change }, fullMask(layers), { statistics });
      rankings.push(performance.now() - begun);
    }
    const moves: number[] = [];
    for (let i = 0; i <= 140; i++) {
      const begun = performance.now();
      const mask = maskAt(ranking, (i < 70 ? 10 + i : 150 - i) / 100);
      evaluator.evaluate(mask, biasMasks(layers, mask));
      if (i > 4) moves.push(performance.now() - begun);
    }
    found[name] = { ranking: median(rankings), move: median(moves) };
  }
  return found;
}

/** Time from nothing to the first trained step, the module's compilation included. */
async function firstStep(): Promise<number> {
  const data = await digits(64);
  const begun = performance.now();
  const engine = await load(await createWasmEngine(), problems["MLP SGD"], data);
  await engine.train(batches(1, 64, 64));
  return performance.now() - begun;
}

Object.assign(window, {
  bench: {
    measure,
    firstStep,
    evaluate: (rounds: number) => evaluate(rounds, lenet300),
    evaluateCnn: (rounds: number) => evaluate(rounds, cnn),
    choose: () => choose(lenet300),
  },
});
