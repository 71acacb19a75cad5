import { activate } from "./activate.ts";
import { folded } from "./batchNorm.ts";
import { type Block, loadBlock } from "./examples.ts";
import { keptBiases, maskOf } from "./keptWeights.ts";
import { isParametric } from "./layers/stage.ts";
import type { Mask } from "./mask.ts";
import { type Layer, type NetworkSpec, sizeOf } from "./network.ts";
import { createPass } from "./pass.ts";
import { PixelSums } from "./pixelSums.ts";
import { stagesOf } from "./stages.ts";

/** What a masked network does on the evaluator's examples. */
export interface Evaluation {
  readonly accuracy: number;
  /** Mean softmax cross-entropy. */
  readonly loss: number;
  readonly correct: number;
  readonly predictions: Uint8Array;
  /** Softmax probability of every prediction. */
  readonly confidences: Float32Array;
  /** Accuracy of each class; 0 for a class without examples. */
  readonly perClass: Float32Array;
}

/** Examples that go through the later layers together; their activations stay in the processor's cache. */
const blockSize = 128;

/** Evaluates one fixed set of labelled examples under many masks, on the CPU, in float64. Inputs: examples x features, Uint8
 *  meaning value / 255. Where a dense layer reads pixels, a move of the mask costs the first-layer weights it changes plus the
 *  kept weights of the later layers; results are those of a fresh evaluator, bit for bit (see pixelSums.ts). */
export function createEvaluator(spec: NetworkSpec, inputs: Float32Array | Uint8Array, labels: Uint8Array) {
  const count = labels.length;
  const features = sizeOf(spec.input);
  if (inputs.length !== count * features)
    throw new Error(`${inputs.length} input values do not make ${count} examples of ${features} features.`);
  const pass = createPass(stagesOf(spec), blockSize);
  const [first] = pass.stages;
  const units = first.to[2];
  const pixelSums =
    inputs instanceof Uint8Array && first.kind === "dense" && !first.residual
      ? new PixelSums(inputs, features, units)
      : undefined;
  const largest = Math.max(features, ...pass.stages.map(({ to }) => sizeOf(to)));
  const buffers: Block[] = [0, 1].map(() => new Float64Array(largest * blockSize));
  const classCounts = new Uint32Array(spec.outputs);
  for (const label of labels) classCounts[label]++;
  let layers: readonly Layer[] = [];

  /** Writes the block that the first stage to be applied reads. */
  function load(mask: Mask, biasMask: Mask | undefined): (block: Block, from: number, size: number) => void {
    if (!pixelSums || first.kind !== "dense")
      return (block, from, size) => loadBlock(inputs, spec.input, block, from, size, blockSize);
    pixelSums.update(maskOf(mask, layers[0]));
    const bias = keptBiases(layers[0], biasMask?.get(layers[0].name));
    const { sums } = pixelSums;
    return (block, from, size) => {
      for (let j = 0; j < bias.length; j++) {
        const [to, row, b] = [j * blockSize, j * count + from, bias[j]];
        for (let n = 0; n < size; n++) block[to + n] = sums[row + n] / 255 + b;
        if (first.activation) activate(first.activation, block, to, size);
      }
    };
  }

  return {
    /** Takes the weights that masks apply to from now on; they must not be written to afterwards. */
    setWeights(next: readonly Layer[]): void {
      const kernels = pass.stages.filter(isParametric).map(({ kernel }) => kernel.join("x"));
      const given = next.map(({ shape }) => shape.join("x"));
      if (given.join() !== kernels.join())
        throw new Error(`Kernels of ${given.join(", ")} do not make a network of ${kernels.join(", ")}.`);
      layers = folded(next);
      pixelSums?.setWeights(layers[0].weights);
    },
    evaluate(mask: Mask, biasMask?: Mask): Evaluation {
      if (layers.length === 0) throw new Error("The evaluator has no weights yet: call setWeights first.");
      const begin = load(mask, biasMask);
      const later = pass.prepare(layers, mask, biasMask, pixelSums ? 1 : 0);
      const predictions = new Uint8Array(count);
      const confidences = new Float32Array(count);
      const perClass = new Float32Array(spec.outputs);
      let correct = 0;
      let loss = 0;
      for (let from = 0; from < count; from += blockSize) {
        const size = Math.min(blockSize, count - from);
        let [block, other] = buffers;
        begin(block, from, size);
        for (const apply of later) {
          apply(block, other, size);
          [block, other] = [other, block];
        }
        for (let n = 0; n < size; n++) {
          const label = labels[from + n];
          let best = 0;
          for (let c = 1; c < spec.outputs; c++) if (block[c * blockSize + n] > block[best * blockSize + n]) best = c;
          const top = block[best * blockSize + n];
          let total = 0;
          for (let c = 0; c < spec.outputs; c++) total += Math.exp(block[c * blockSize + n] - top);
          loss += Math.log(total) + top - block[label * blockSize + n];
          predictions[from + n] = best;
          confidences[from + n] = 1 / total;
          if (best !== label) continue;
          correct++;
          perClass[label]++;
        }
      }
      for (let c = 0; c < perClass.length; c++) perClass[c] /= Math.max(1, classCounts[c]);
      return { accuracy: correct / count, loss: loss / count, correct, predictions, confidences, perClass };
    },
  };
}

export type Evaluator = ReturnType<typeof createEvaluator>;
