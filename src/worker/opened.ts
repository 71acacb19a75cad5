import { contentOf } from "../data/content.ts";
import { type GivenData, inputOf } from "../data/dataset.ts";
import type { Examples } from "../network/examples.ts";
import { initialise } from "../network/initialise.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import type { Setup } from "../setup/setup.ts";
import { type Batches, createBatches } from "../training/batches.ts";
import type { TrainingData } from "../training/engine.ts";
import { createObserver, type Observer, pickByClass, rowsOf } from "./observer.ts";
import { openData, type ReportProgress } from "./openData.ts";
import type { DataSummary } from "./protocol/data.ts";
import { sourceOf } from "./source.ts";

/** Examples of the training set that its accuracy is measured on (a fixed sample: the first rows of the split). */
const trainSampleSize = 500;
/** Training examples that gradients and activations of a criterion come from, drawn by the seed. */
const scoringSize = 128;
/** Samples that the page shows of anything but points. */
const shownSamples = 20;

/** What belongs to one network on one data set. */
export interface Prepared {
  readonly spec: NetworkSpec;
  readonly data: TrainingData;
  readonly test: Examples;
  readonly observer: Observer;
  /** A fixed batch of the training set that criteria look at. */
  readonly scoring: Examples;
  readonly summary: DataSummary;
  readonly seed: number;
  /** The weights that the seed gives. */
  readonly initial: () => readonly Layer[];
}

/** Makes or takes the data and puts a network before it. Throws before anything else is touched. */
export async function prepare(setup: Setup, given: GivenData | undefined, progress: ReportProgress): Promise<Prepared> {
  const { dataset, split } = await openData(setup, given, progress);
  const size = dataset.inputs.length / dataset.count;
  const { hidden, activation, initialiser } = setup;
  const input = inputOf(dataset);
  const spec: NetworkSpec = { input, hidden, outputs: dataset.classes.length, activation, initialiser };
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
      content: given && contentOf(given),
      inputShape: dataset.inputShape,
      inputNames: dataset.columns?.map(({ name }) => name) ?? [],
      columns: dataset.columns,
      classes: dataset.classes,
      trainCount: split.train.length,
      scoringCount: scoring.labels.length,
      validationCount: split.validation.length,
      testCount: split.test.length,
      shown: validation.inputs,
      shownRows,
      labels: validation.labels,
    },
    seed: setup.seed,
    initial: () => initialise(spec, setup.seed),
  };
}

/** Batches of so many of all training rows, in the order that the network's seed gives them. */
export function batchesFor({ data, seed }: Pick<Prepared, "data" | "seed">, batchSize: number): Batches {
  return createBatches(Uint32Array.from(data.labels.keys()), batchSize, seed);
}
