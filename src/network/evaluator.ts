import type { Mask } from "../pruning/types.ts";
import type { Layer, NetworkSpec } from "./network.ts";

/** What a masked network does on the evaluator's examples. Arrays are reused by the next call. */
export interface Figures {
  readonly accuracy: number;
  /** Mean softmax cross-entropy. */
  readonly loss: number;
  readonly correct: number;
  readonly predictions: Uint8Array;
  /** Accuracy of each class; 0 for a class without examples. */
  readonly perClass: Float32Array;
}

/** Nonzero entries of a matrix, row by row. */
interface SparseRows {
  readonly start: Uint32Array;
  readonly column: Uint32Array;
  readonly value: Float64Array;
}

/** Below this density a row is walked by its nonzero entries, above it as a whole. */
const sparseBelow = 0.35;

/** When more than this share of the first layer changes, it is summed anew instead of corrected. */
const refreshAbove = 0.2;

function sparseRows(rows: number, columns: number, at: (index: number) => number): SparseRows {
  const start = new Uint32Array(rows + 1);
  let nonzero = 0;
  for (let i = 0; i < rows * columns; i++) if (at(i) !== 0) nonzero++;
  const column = new Uint32Array(nonzero);
  const value = new Float64Array(nonzero);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    for (let c = 0; c < columns; c++) {
      const entry = at(row * columns + c);
      if (entry === 0) continue;
      column[next] = c;
      value[next++] = entry;
    }
    start[row + 1] = next;
  }
  return { start, column, value };
}

/** out[n, :] += in[n, :] W for one example, skipping zeros of `in` and, where it pays, of W. */
type Product = (active: Uint32Array, values: Float64Array, from: number, to: number, out: Float64Array, at: number) => void;

function product(weights: Float64Array, fanIn: number, width: number, kept: number): Product {
  if (kept < sparseBelow * weights.length) {
    const { start, column, value } = sparseRows(fanIn, width, (i) => weights[i]);
    return (active, values, from, to, out, at) => {
      for (let k = from; k < to; k++) {
        const row = active[k];
        const x = values[k];
        const end = start[row + 1];
        for (let e = start[row]; e < end; e++) out[at + column[e]] += x * value[e];
      }
    };
  }
  return (active, values, from, to, out, at) => {
    for (let k = from; k < to; k++) {
      const base = active[k] * width;
      const x = values[k];
      for (let j = 0; j < width; j++) out[at + j] += x * weights[base + j];
    }
  };
}

/** Evaluates one fixed set of labelled examples under many masks, on the CPU, in float64.
 *  Inputs: examples x features, Uint8 meaning value / 255. Zero inputs, zero activations and pruned weights cost nothing, and a
 *  small change of the mask corrects the first layer's sums instead of making them anew (equal to a fresh evaluation up to
 *  float64 rounding). */
export function createEvaluator(spec: NetworkSpec, inputs: Float32Array | Uint8Array, labels: Uint8Array) {
  const count = labels.length;
  const scale = inputs instanceof Uint8Array ? 1 / 255 : 1;
  const rows = sparseRows(count, spec.inputs, (i) => inputs[i] * scale);
  const columns = sparseRows(spec.inputs, count, (i) => {
    const feature = Math.floor(i / count);
    return inputs[(i - feature * count) * spec.inputs + feature] * scale;
  });
  const firstWidth = spec.hidden[0] ?? spec.outputs;
  const sums = new Float64Array(count * firstWidth);
  const widest = Math.max(firstWidth, ...spec.hidden, spec.outputs);
  const active = new Uint32Array(widest);
  const values = new Float64Array(widest);
  const scratch = [new Float64Array(widest), new Float64Array(widest)];
  const predictions = new Uint8Array(count);
  const perClass = new Float32Array(spec.outputs);
  const classCounts = new Uint32Array(spec.outputs);
  for (const label of labels) classCounts[label]++;

  let layers: readonly Layer[] = [];
  /** Mask of the first layer that `sums` stands for; undefined when the sums are stale. */
  let summed: Uint8Array | undefined;

  function masked(layer: Layer, mask: Mask): { weights: Float64Array; kept: number } {
    const bits = mask.get(layer.name)!;
    const weights = new Float64Array(bits.length);
    let kept = 0;
    for (let i = 0; i < bits.length; i++)
      if (bits[i]) {
        weights[i] = layer.weights[i];
        kept++;
      }
    return { weights, kept };
  }

  function sumFirst(mask: Mask): void {
    const layer = layers[0];
    const bits = mask.get(layer.name)!;
    let changed = bits.length;
    if (summed) {
      changed = 0;
      for (let i = 0; i < bits.length; i++) changed += bits[i] ^ summed[i];
    }
    if (summed && changed <= refreshAbove * bits.length) {
      for (let i = 0; changed > 0; i++) {
        if (bits[i] === summed[i]) continue;
        changed--;
        const feature = Math.floor(i / firstWidth);
        const unit = i - feature * firstWidth;
        const weight = bits[i] ? layer.weights[i] : -layer.weights[i];
        const end = columns.start[feature + 1];
        for (let e = columns.start[feature]; e < end; e++)
          sums[columns.column[e] * firstWidth + unit] += weight * columns.value[e];
      }
      summed.set(bits);
      return;
    }
    const { weights, kept } = masked(layer, mask);
    const add = product(weights, spec.inputs, firstWidth, kept);
    sums.fill(0);
    for (let n = 0; n < count; n++)
      add(rows.column, rows.value, rows.start[n], rows.start[n + 1], sums, n * firstWidth);
    summed = bits.slice();
  }

  /** Activations of `width` sums as a list of nonzero ones; returns how many. */
  function activate(from: Float64Array, at: number, layer: Layer, bias: Uint8Array | undefined): number {
    const width = layer.bias.length;
    let length = 0;
    for (let j = 0; j < width; j++) {
      const sum = from[at + j] + (bias && !bias[j] ? 0 : layer.bias[j]);
      const value = spec.activation === "relu" ? (sum > 0 ? sum : 0) : Math.tanh(sum);
      if (value === 0) continue;
      active[length] = j;
      values[length++] = value;
    }
    return length;
  }

  return {
    /** Takes weights to be masked from now on; they must not be written to afterwards. */
    setWeights(next: readonly Layer[]): void {
      layers = next;
      summed = undefined;
    },
    evaluate(mask: Mask, biasMask?: Mask): Figures {
      sumFirst(mask);
      const later = layers.slice(1).map((layer) => {
        const { weights, kept } = masked(layer, mask);
        const width = layer.bias.length;
        return { layer, width, bias: biasMask?.get(layer.name), add: product(weights, weights.length / width, width, kept) };
      });
      const first = { layer: layers[0], bias: biasMask?.get(layers[0].name) };
      const output = layers[layers.length - 1];
      perClass.fill(0);
      let correct = 0;
      let loss = 0;
      for (let n = 0; n < count; n++) {
        let from = sums;
        let at = n * firstWidth;
        let { layer, bias } = first;
        for (let l = 0; l < later.length; l++) {
          const length = activate(from, at, layer, bias);
          const next = later[l];
          const out = scratch[l % 2];
          out.fill(0, 0, next.width);
          next.add(active, values, 0, length, out, 0);
          from = out;
          at = 0;
          layer = next.layer;
          bias = next.bias;
        }
        const label = labels[n];
        let best = 0;
        let top = Number.NEGATIVE_INFINITY;
        for (let c = 0; c < spec.outputs; c++) {
          const logit = from[at + c] + output.bias[c];
          if (logit > top) {
            top = logit;
            best = c;
          }
        }
        let total = 0;
        for (let c = 0; c < spec.outputs; c++) total += Math.exp(from[at + c] + output.bias[c] - top);
        loss += Math.log(total) + top - (from[at + label] + output.bias[label]);
        predictions[n] = best;
        if (best === label) {
          correct++;
          perClass[label]++;
        }
      }
      for (let c = 0; c < perClass.length; c++) perClass[c] /= Math.max(1, classCounts[c]);
      return { accuracy: correct / count, loss: loss / count, correct, predictions, perClass };
    },
  };
}

export type Evaluator = ReturnType<typeof createEvaluator>;
