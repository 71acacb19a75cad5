import { isWasmOffered } from "../../src/engine/wasm/kernels.ts";
import { createWasmEngine } from "../../src/engine/wasm/wasmEngine.ts";
import { createWasmEvaluator } from "../../src/engine/wasm/wasmEvaluator.ts";
import type { Checkpoint } from "../../src/network/checkpoint.ts";
import { createEvaluator } from "../../src/network/evaluator.ts";
import type { Examples } from "../../src/network/examples.ts";
import { initialise } from "../../src/network/initialise.ts";
import { fullMask, keptIn, type Mask } from "../../src/network/mask.ts";
import { type Layer, sizeOf } from "../../src/network/network.ts";
import { saliencyStatistics } from "../../src/network/saliency.ts";
import { biasMasks } from "../../src/network/wiring.ts";
import { effectiveCount } from "../../src/pruning/connectivity.ts";
import { criterionOf } from "../../src/pruning/criteria/registry.ts";
import { maskAt } from "../../src/pruning/cut.ts";
import { rank } from "../../src/pruning/rank.ts";
import type { Ranking } from "../../src/pruning/types.ts";
import { fresh } from "../../src/recipe/state.ts";
import { createBatches } from "../../src/training/batches.ts";
import type { Engine } from "../../src/training/engine.ts";
import { Trainer } from "../../src/training/trainer.ts";
import { rowsOf } from "../../src/worker/observer.ts";
import { type Cut, denseFigure, type Experiment, effectiveFigure, emptiestFigure, figureOf } from "./experiment.ts";

/** Figures of one seed by name, and what should be said aloud. */
export interface Measured {
  readonly figures: Map<string, number>;
  readonly notes: Set<string>;
}

/** Training examples that criteria look at, as on the page. */
const scoringSize = 128;

/** Works an experiment out with one seed. Networks are trained once and cut in every way. */
export async function measure(experiment: Experiment, seed: number, directory: string): Promise<Measured> {
  const { spec, epochs } = experiment;
  const figures = new Map<string, number>();
  const notes = new Set<string>();
  const { train, test } = await experiment.open(seed, directory);
  const layers = initialise(spec, seed);
  const networks: Partial<Record<Cut["network"], Checkpoint>> = { initial: fresh(layers, fullMask(layers), 0) };
  const trainOn = await trainerOf(experiment, train, networks.initial!, seed, notes);
  const accuracy = accuracyOn(experiment, test);
  if (experiment.dense) {
    networks.trained = await trainOn(networks.initial!, epochs);
    figures.set(denseFigure, accuracy(networks.trained));
  }
  const ranked = rankings(experiment, train, seed);
  for (const cut of experiment.cuts) {
    if (!isOffered(cut.criterion)) {
      notes.add(`NOT OFFERED YET, its rows are left out: ${cut.criterion}`);
      continue;
    }
    const network = networks[cut.network]!;
    const mask = maskAt(ranked(cut, network), cut.sparsity);
    if (experiment.connectivity) tellConnectivity(cut, network.layers, mask, figures);
    let state = fresh(network.layers, mask, network.step);
    let done = 0;
    for (const until of Object.keys(cut.expected).map(Number)) {
      state = await trainOn(state, until - done);
      done = until;
      figures.set(figureOf(cut, done), accuracy(state));
    }
  }
  return { figures, notes };
}

function isOffered(criterion: string): boolean {
  try {
    criterionOf(criterion);
    return true;
  } catch {
    return false;
  }
}

/** The page's engine on one set of training examples; the optimizer starts fresh where a state does. */
async function trainerOf(
  { spec, hyper }: Experiment,
  train: Examples,
  begin: Checkpoint,
  seed: number,
  notes: Set<string>,
) {
  const engine = await startEngine(notes);
  const batches = createBatches(Uint32Array.from(train.labels.keys()), hyper.batchSize, seed);
  const data = { ...train, count: train.labels.length, size: sizeOf(spec.input), classes: spec.outputs };
  engine.setHyperparameters(hyper);
  await engine.load(spec, data, begin);
  const trainer = new Trainer(batches, begin.step, engine);
  return async (from: Checkpoint, epochs: number): Promise<Checkpoint> => {
    if (epochs === 0) return from;
    trainer.restore(from);
    await trainer.to(from.step + epochs * batches.perEpoch);
    return engine.checkpoint();
  };
}

/** WebAssembly, or what a browser without SIMD gets. */
async function startEngine(notes: Set<string>): Promise<Engine> {
  if (isWasmOffered()) return createWasmEngine();
  notes.add("NO WebAssembly SIMD here: trained with tfjs on the processor, which takes very much longer");
  const { createTfjsEngine } = await import("../../src/engine/tfjs/tfjsEngine.ts");
  return createTfjsEngine("cpu");
}

/** Accuracy in percent, as the page measures it. */
function accuracyOn({ spec }: Experiment, { inputs, labels }: Examples) {
  const evaluator = (isWasmOffered() ? createWasmEvaluator : createEvaluator)(spec, inputs, labels);
  return ({ layers, mask }: Checkpoint): number => {
    evaluator.setWeights(layers);
    return 100 * evaluator.evaluate(mask, biasMasks(layers, mask)).accuracy;
  };
}

/** Ranks a network once for all sparsities. */
function rankings({ spec }: Experiment, train: Examples, seed: number) {
  const everyRow = Uint32Array.from(train.labels.keys());
  const scoring = rowsOf({ ...train, count: train.labels.length }, createBatches(everyRow, scoringSize, seed).at(0));
  const known = new Map<string, Ranking>();
  return ({ network, criterion, scope, granularity, norm = "l2" }: Cut, { layers, mask }: Checkpoint): Ranking => {
    const key = [network, criterion, scope, granularity, norm].join();
    const request = { criterion, scope, granularity, seed, norm, groupSize: 4, keepOneUnit: true } as const;
    const ranking =
      known.get(key) ??
      rank(layers, { ...request, protectedLayers: [] }, mask, {
        statistics: saliencyStatistics(spec, layers, mask, scoring),
      });
    known.set(key, ranking);
    return ranking;
  };
}

function tellConnectivity(cut: Cut, layers: readonly Layer[], mask: Mask, figures: Map<string, number>): void {
  const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
  figures.set(effectiveFigure(cut), 100 * (1 - effectiveCount(layers, mask) / total));
  figures.set(emptiestFigure(cut), Math.min(...[...mask.values()].map(keptIn)));
}
