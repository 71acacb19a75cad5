import { type GivenData, inputOf } from "../data/dataset.ts";
import type { Checkpoint } from "../network/checkpoint.ts";
import type { Examples } from "../network/examples.ts";
import { initialise } from "../network/initialise.ts";
import { applyMask, fullMask, type Mask } from "../network/mask.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import type { Hyperparameters } from "../network/optimizer.ts";
import { type Setup, settingsOf } from "../setup/setup.ts";
import { type Batches, createBatches } from "../training/batches.ts";
import type { TrainingData } from "../training/engine.ts";
import { createObserver, type Observer, pickByClass, rowsOf } from "./observer.ts";
import { openData, type Progress } from "./openData.ts";
import type { DataSummary } from "./protocol.ts";
import { sourceOf } from "./source.ts";

/** Examples of the training set that its accuracy is measured on (a fixed sample: the first rows of the split). */
const trainSampleSize = 500;
/** Training examples that gradients and activations of a criterion come from, drawn by the seed. */
const scoringSize = 128;
/** Samples that the page shows of anything but points. */
const shownSamples = 18;

/** What belongs to one network on one data set. */
export interface Prepared {
  readonly spec: NetworkSpec;
  readonly data: TrainingData;
  readonly test: Examples;
  readonly observer: Observer;
  /** A fixed batch of the training set that criteria look at. */
  readonly scoring: Examples;
  readonly summary: DataSummary;
}

/** Makes or takes the data and puts a network before it, with its initial weights. Throws before anything else is touched. */
export async function prepare(
  setup: Setup,
  given: GivenData | undefined,
  progress: Progress,
): Promise<Prepared & { readonly checkpoint: Checkpoint }> {
  const { dataset, split } = await openData(setup, given, progress);
  const size = dataset.inputs.length / dataset.count;
  const { hidden, activation, initialiser } = setup;
  const input = inputOf(dataset);
  const spec: NetworkSpec = { input, hidden, outputs: dataset.classes.length, activation, initialiser };
  const layers = initialise(spec, setup.seed);
  const train = rowsOf(dataset, split.train);
  const validation = rowsOf(dataset, split.validation);
  const sample = rowsOf(dataset, split.train.subarray(0, trainSampleSize));
  const scoring = rowsOf(dataset, createBatches(split.train, scoringSize, setup.seed).at(0));
  const shownRows =
    dataset.kind === "points"
      ? Uint32Array.from(validation.labels.keys())
      : pickByClass(validation.labels, shownSamples);
  return {
    spec,
    data: { ...train, count: split.train.length, size, classes: spec.outputs },
    test: rowsOf(dataset, split.test),
    observer: createObserver(spec, validation, sample, dataset.kind),
    scoring,
    summary: {
      id: dataset.id,
      label: dataset.label,
      kind: dataset.kind,
      source: sourceOf(setup, given),
      inputShape: dataset.inputShape,
      inputNames: dataset.columns?.map(({ name }) => name) ?? [],
      classes: dataset.classes,
      trainCount: split.train.length,
      scoringCount: scoring.labels.length,
      validationCount: split.validation.length,
      testCount: split.test.length,
      shown: validation.inputs,
      shownRows,
      labels: validation.labels,
    },
    checkpoint: fresh(layers, fullMask(layers), 0),
  };
}

/** Weights under a mask with a fresh optimizer. */
export function fresh(layers: readonly Layer[], mask: Mask, step: number): Checkpoint {
  return { layers: applyMask(layers, mask), moments: [], betaPowers: [1, 1], step, mask };
}

/** The same state with more weights kept: they have the value given, and the optimizer knows nothing of them. */
export function regrown(
  checkpoint: Checkpoint,
  mask: Mask,
  worth: (layer: number, index: number) => number,
): Checkpoint {
  const layers = checkpoint.layers.map((layer, l) => {
    const [before, after] = [checkpoint.mask.get(layer.name)!, mask.get(layer.name)!];
    return { ...layer, weights: layer.weights.map((weight, i) => (after[i] > before[i] ? worth(l, i) : weight)) };
  });
  const moments = checkpoint.moments.map((moment, m) => {
    // Kernel and bias of every layer in turn; twice for Adam.
    const { name } = checkpoint.layers[Math.floor(m / 2) % checkpoint.layers.length];
    if (m % 2 === 1) return moment;
    const [before, after] = [checkpoint.mask.get(name)!, mask.get(name)!];
    return moment.map((value, i) => (after[i] > before[i] ? 0 : value));
  });
  return { ...checkpoint, layers, moments, mask };
}

export const hyperparametersOf = (setup: Setup): Hyperparameters => settingsOf(setup, "hyper");

/** Batches of all training rows in the order that a setup gives them. */
export function batchesFor({ data }: Pick<Prepared, "data">, { batchSize, seed }: Setup): Batches {
  return createBatches(Uint32Array.from(data.labels.keys()), batchSize, seed);
}
