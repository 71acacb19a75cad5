import { group } from "d3-array";
import type { DataKind, Dataset } from "../data/dataset.ts";
import { isWasmOffered } from "../engine/wasm/kernels.ts";
import { createWasmEvaluator } from "../engine/wasm/wasmEvaluator.ts";
import { createBounds } from "../network/bounds.ts";
import { createEvaluator as createPlainEvaluator, type Evaluation } from "../network/evaluator.ts";
import type { Examples } from "../network/examples.ts";
import { type Forward, forward } from "../network/forward.ts";
import { type Mask, sparsityOf } from "../network/mask.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import { biasMasks } from "../network/wiring.ts";
import { maskAt } from "../pruning/cut.ts";
import type { Answers } from "../pruning/firstFlip.ts";
import type { Ranking } from "../pruning/types.ts";
import type { Level } from "../recipe/node.ts";
import { announced } from "./announced.ts";
import { evaluationForecast } from "./forecast.ts";
import type { FollowedExample } from "./jobs/look.ts";
import { remembering } from "./remembering.ts";

/** Cells along one side of the decision field, and of the little pictures in the units. */
export const fieldSide = 64;
export const unitSide = 12;

/** What a network makes of all places of 2-D data. */
export interface UnitFields {
  /** Probability of the second class on a square grid over [-6, 6], row by row from the top. */
  readonly field?: Float32Array;
  /** Per layer, units x grid cells, for the little pictures in the units: activations, at last probabilities. */
  readonly unitFields?: readonly Float32Array[];
}

/** Half the side of the square the 2-D sets live in. */
const halfWidth = 6;

/** Centres of the cells of a side x side grid over [-6, 6]^2, row by row from the top. */
function gridPoints(side: number): Float32Array {
  const points = new Float32Array(side * side * 2);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++) {
      const cell = 2 * (row * side + column);
      points[cell] = (((column + 0.5) / side) * 2 - 1) * halfWidth;
      points[cell + 1] = (1 - ((row + 0.5) / side) * 2) * halfWidth;
    }
  return points;
}

/** Copies the given rows of a data set. */
export function rowsOf(dataset: Pick<Dataset, "inputs" | "labels" | "count">, rows: Uint32Array): Examples {
  const size = dataset.inputs.length / dataset.count;
  const inputs =
    dataset.inputs instanceof Uint8Array ? new Uint8Array(rows.length * size) : new Float32Array(rows.length * size);
  const labels = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    inputs.set(dataset.inputs.subarray(row * size, (row + 1) * size), i * size);
    labels[i] = dataset.labels[row];
  });
  return { inputs, labels };
}

/** Rows of `count` examples that take the classes in turn: 0, 1, 2, ..., 0, 1, ...; fewer where there are fewer examples. */
export function pickByClass(labels: Uint8Array, count: number): Uint32Array {
  const byClass = group(labels.keys(), (row) => labels[row]);
  const queues = [...byClass.keys()].sort((a, b) => a - b).map((label) => byClass.get(label)!);
  const picked: number[] = [];
  for (let turn = 0; picked.length < Math.min(count, labels.length); turn++)
    for (const queue of queues) if (turn < queue.length) picked.push(queue[turn]);
  return Uint32Array.from(picked.slice(0, count));
}

/** Levels of the trade-off curve: even steps, and a finer tail where networks break. */
export const curveLevels: readonly number[] = [
  ...Array.from({ length: 32 }, (_, i) => i * 0.025),
  ...Array.from({ length: 19 }, (_, i) => 0.8 + i * 0.01),
  ...Array.from({ length: 11 }, (_, i) => 0.99 + i * 0.001),
].map((level) => Math.round(level * 1000) / 1000);

/** Examples x units as units x examples. */
function byUnit(values: Float32Array, units: number): Float32Array {
  const examples = values.length / units;
  return Float32Array.from(values, (_, i) => values[(i % examples) * units + Math.floor(i / examples)]);
}

/** Where the first of the largest values stands. */
const largest = (values: Float32Array) => values.reduce((best, value, i) => (value > values[best] ? i : best), 0);

/** Everything measured on the validation set (and on a fixed sample of the training set), on the CPU, without tensors.
 *  One evaluator serves the slider, another the curve, so that neither disturbs the other's increments. What was measured last is
 *  remembered: a point of the timeline, the figures before the cut and those at it are often of the same mask. */
export function createObserver(spec: NetworkSpec, validation: Examples, trainSample: Examples, kind: DataKind) {
  let announce = (_milliseconds: number): void => undefined;
  /** In WebAssembly where the browser has SIMD. */
  function createEvaluator({ inputs, labels }: Examples) {
    const inWasm = isWasmOffered();
    const evaluator = (inWasm ? createWasmEvaluator : createPlainEvaluator)(spec, inputs, labels);
    const forecast = evaluationForecast(spec, labels.length, inWasm);
    return announced(evaluator, { spec, count: labels.length, forecast }, (milliseconds) => announce(milliseconds));
  }
  const slider = remembering(createEvaluator(validation));
  const sweep = createEvaluator(validation);
  let swept: readonly Layer[] | undefined;
  const train = remembering(createEvaluator(trainSample));
  const onField =
    kind === "points"
      ? remembering(createEvaluator({ inputs: gridPoints(fieldSide), labels: new Uint8Array(fieldSide ** 2) }))
      : null;
  const units = gridPoints(unitSide);

  /** Of points: what the places of the plane are answered with, of two classes. */
  function field(layers: readonly Layer[], mask: Mask): UnitFields {
    if (!onField) return {};
    const { predictions, confidences } = onField(layers, mask);
    return { field: confidences.map((confidence, i) => (predictions[i] === 1 ? confidence : 1 - confidence)) };
  }
  const features = validation.inputs.length / validation.labels.length;
  function inputOf(example: FollowedExample): Float64Array {
    const at = typeof example === "number" ? example * features : 0;
    const values = typeof example === "number" ? validation.inputs : example;
    const scale = values instanceof Uint8Array ? 255 : 1;
    return Float64Array.from(values.subarray(at, at + features), (value) => value / scale);
  }

  return {
    trainCount: trainSample.labels.length,
    /** Whom to tell, before a measurement that may take long, in how many milliseconds it may be done. */
    announceTo(listener: (milliseconds: number) => void): void {
      announce = listener;
    },
    /** Scores examples that are not part of any evaluator: the test set, on request only. */
    score(layers: readonly Layer[], examples: Examples, mask: Mask): Evaluation {
      const evaluator = createEvaluator(examples);
      evaluator.setWeights(layers);
      return evaluator.evaluate(mask, biasMasks(layers, mask));
    },
    /** Evaluation of the weights under a mask, on the validation set. */
    validate: slider,
    trainFigures: train,
    /** Of points: the decision field of the weights under a mask. */
    field,
    preview(layers: readonly Layer[], mask: Mask): Evaluation & UnitFields {
      const base = slider(layers, mask);
      if (kind !== "points") return base;
      const onUnits = forward(spec, layers, mask, units, unitSide ** 2, biasMasks(layers, mask));
      return {
        ...base,
        ...field(layers, mask),
        unitFields: [...onUnits.activations, byUnit(onUnits.probabilities, spec.outputs)],
      };
    },
    /** One example of the validation set, or a person's own, on its way through the network. */
    signal(layers: readonly Layer[], mask: Mask, example: FollowedExample): Forward {
      return forward(spec, layers, mask, Float32Array.from(inputOf(example)), 1, biasMasks(layers, mask));
    },
    /** What it is answered with at masks that nest, by sparsity. */
    answersOf(layers: readonly Layer[], example: FollowedExample, maskAt: (sparsity: number) => Mask): Answers {
      const input = inputOf(example);
      const isSure = createBounds(spec, layers, input);
      return {
        at: (sparsity) => {
          const mask = maskAt(sparsity);
          return largest(
            forward(spec, layers, mask, Float32Array.from(input), 1, biasMasks(layers, mask)).probabilities,
          );
        },
        isSureBetween: (from, to, answer) => isSure(maskAt(from), maskAt(to), answer),
      };
    },
    /** The curve of weights, level by level; from the sparse end, where a level costs least. Of `stride` levels all
     *  but one are left out; both ends stay. Curves of other weights may be worked out in between. */
    *curve(layers: readonly Layer[], ranking: Ranking, stride = 1): Generator<Level, void> {
      const last = curveLevels.length - 1;
      for (let i = last; i >= 0; i--) {
        if ((last - i) % stride !== 0 && i > 0) continue;
        const sparsity = curveLevels[i];
        const mask = maskAt(ranking, sparsity);
        if (swept !== layers) sweep.setWeights(layers);
        swept = layers;
        const { accuracy } = sweep.evaluate(mask, biasMasks(layers, mask));
        yield { sparsity, accuracy, pruned: sparsityOf(mask) };
      }
    },
  };
}

export type Observer = ReturnType<typeof createObserver>;
