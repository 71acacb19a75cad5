import type { Mask } from "../pruning/types.ts";
import { activate } from "./activate.ts";
import { type KeptWeights, keptBiases, keptWeights, maskOf, multiply } from "./keptWeights.ts";
import type { Layer, NetworkSpec } from "./network.ts";
import { PixelSums } from "./pixelSums.ts";

/** What a masked network does on the evaluator's examples. */
export interface Figures {
  readonly accuracy: number;
  /** Mean softmax cross-entropy. */
  readonly loss: number;
  readonly correct: number;
  readonly predictions: Uint8Array;
  /** Accuracy of each class; 0 for a class without examples. */
  readonly perClass: Float32Array;
}

/** Examples that go through the later layers together; their activations stay in the processor's cache. */
const blockSize = 128;

/** Writes the first hidden layer's activations for a block of examples. */
type FirstLayer = (block: Float64Array, from: number, count: number) => void;

/** Evaluates one fixed set of labelled examples under many masks, on the CPU, in float64. Inputs: examples x features, Uint8
 *  meaning value / 255. A move of the mask costs the first-layer weights it changes plus the kept weights of the later
 *  layers; results are those of a fresh evaluator, bit for bit (see pixelSums.ts). */
export function createEvaluator(spec: NetworkSpec, inputs: Float32Array | Uint8Array, labels: Uint8Array) {
  const count = labels.length;
  if (inputs.length !== count * spec.inputs)
    throw new Error(`${inputs.length} input values do not make ${count} examples of ${spec.inputs} features.`);
  const widths = [...spec.hidden, spec.outputs];
  const pixelSums = inputs instanceof Uint8Array ? new PixelSums(inputs, spec.inputs, widths[0]) : undefined;
  const columns = inputs instanceof Uint8Array ? new Float64Array(0) : transpose(inputs, count, spec.inputs);
  const buffers = [0, 1].map(() => new Float64Array(Math.max(spec.inputs, ...widths) * blockSize));
  const classCounts = new Uint32Array(spec.outputs);
  for (const label of labels) classCounts[label]++;
  let layers: readonly Layer[] = [];

  function firstLayer(mask: Mask, biasMask: Mask | undefined): FirstLayer {
    const [layer] = layers;
    if (!pixelSums) {
      const kept = keptWeights(layer, mask, biasMask);
      return (block, from, size) => {
        const points = buffers[1];
        for (let i = 0; i < spec.inputs; i++)
          for (let n = 0; n < size; n++) points[i * blockSize + n] = columns[i * count + from + n];
        multiply(kept, points, block, size, blockSize);
      };
    }
    pixelSums.update(maskOf(mask, layer));
    const bias = keptBiases(layer, biasMask);
    const { sums } = pixelSums;
    return (block, from, size) => {
      for (let j = 0; j < bias.length; j++) {
        const [to, row, b] = [j * blockSize, j * count + from, bias[j]];
        for (let n = 0; n < size; n++) block[to + n] = sums[row + n] / 255 + b;
      }
    };
  }

  /** Logits of a block of examples, classes x examples. */
  function logits(first: FirstLayer, later: readonly KeptWeights[], from: number, size: number): Float64Array {
    let [current, other] = buffers;
    first(current, from, size);
    later.forEach((layer, l) => {
      for (let j = 0; j < widths[l]; j++) activate(spec.activation, current, j * blockSize, size);
      multiply(layer, current, other, size, blockSize);
      [current, other] = [other, current];
    });
    return current;
  }

  return {
    /** Takes the weights that masks apply to from now on; they must not be written to afterwards. */
    setWeights(next: readonly Layer[]): void {
      if (next.map(({ bias }) => bias.length).join() !== widths.join())
        throw new Error(
          `Layers of ${next.map(({ bias }) => bias.length).join("-")} units do not make a ${widths.join("-")} network.`,
        );
      layers = next;
      pixelSums?.setWeights(next[0].weights);
    },
    evaluate(mask: Mask, biasMask?: Mask): Figures {
      if (layers.length === 0) throw new Error("The evaluator has no weights yet: call setWeights first.");
      const first = firstLayer(mask, biasMask);
      const later = layers.slice(1).map((layer) => keptWeights(layer, mask, biasMask));
      const predictions = new Uint8Array(count);
      const perClass = new Float32Array(spec.outputs);
      let correct = 0;
      let loss = 0;
      for (let from = 0; from < count; from += blockSize) {
        const size = Math.min(blockSize, count - from);
        const block = logits(first, later, from, size);
        for (let n = 0; n < size; n++) {
          const label = labels[from + n];
          let best = 0;
          for (let c = 1; c < spec.outputs; c++) if (block[c * blockSize + n] > block[best * blockSize + n]) best = c;
          const top = block[best * blockSize + n];
          let total = 0;
          for (let c = 0; c < spec.outputs; c++) total += Math.exp(block[c * blockSize + n] - top);
          loss += Math.log(total) + top - block[label * blockSize + n];
          predictions[from + n] = best;
          if (best !== label) continue;
          correct++;
          perClass[label]++;
        }
      }
      for (let c = 0; c < perClass.length; c++) perClass[c] /= Math.max(1, classCounts[c]);
      return { accuracy: correct / count, loss: loss / count, correct, predictions, perClass };
    },
  };
}

function transpose(rows: Float32Array, count: number, features: number): Float64Array {
  const columns = new Float64Array(rows.length);
  for (let n = 0; n < count; n++) for (let i = 0; i < features; i++) columns[i * count + n] = rows[n * features + i];
  return columns;
}

export type Evaluator = ReturnType<typeof createEvaluator>;
