import type { Figures } from "../../network/evaluator.ts";
import { maskOf } from "../../network/keptWeights.ts";
import { type Layer, type NetworkSpec, sizeOf } from "../../network/network.ts";
import { type Parametric, parametricStages, type Stage, stagesOf } from "../../network/stages.ts";
import type { Mask } from "../../pruning/types.ts";
import { type Kernels, startKernels } from "./kernels.ts";
import { Arena } from "./memory.ts";
import { createPixelSums } from "./pixelSums.ts";
import { blockSize, blockTiles, createPlane, featureBytes, type Plane, padded, tileSize } from "./plane.ts";

/** A layer's kept weights in the memory of the kernels, unit by unit. */
interface Kept {
  readonly starts: number;
  readonly places: number;
  readonly weights: number;
  readonly biases: number;
}

/** As `createEvaluator` of network/, in WebAssembly: float32 SIMD over 32 examples, kept weights only. Sums of a dense layer over
 *  pixels are corrected, not made anew, and exact in float64: an answer depends on weights and mask alone, never on what was
 *  asked before. */
export function createWasmEvaluator(spec: NetworkSpec, inputs: Float32Array | Uint8Array, labels: Uint8Array) {
  const count = labels.length;
  const features = sizeOf(spec.input);
  if (inputs.length !== count * features)
    throw new Error(`${inputs.length} input values do not make ${count} examples of ${features} features.`);
  const arena = new Arena();
  const kernels = startKernels(arena.memory);
  const stages = stagesOf(spec);
  const [first] = stages;
  const border = stages.map((stage) => (stage.kind === "conv" ? stage.padding : 0));
  const blocks = Math.ceil(count / blockSize);
  const outputs: Plane[] = [];
  const sums =
    inputs instanceof Uint8Array && first.kind === "dense" && !first.residual
      ? createPixelSums(arena, kernels, inputs, features, first.to[2])
      : null;
  const input = createPlane(arena, spec.input, spec.input[2], border[0], sums ? 0 : blocks * blockTiles);
  stages.forEach(({ kind, to }, s) => {
    const channels = kind === "pool" ? (outputs[s - 1] ?? input).channels : padded(to[2]);
    outputs.push(createPlane(arena, to, channels, border[s + 1] ?? 0, blockTiles));
  });
  const reads = [input, ...outputs];
  const kept = parametricStages(spec).map(({ kernel, to }) => ({
    starts: arena.take(4 * (to[2] + 1)),
    places: arena.take(4 * kernel.reduce((product, side) => product * side, 1)),
    weights: arena.take(4 * kernel.reduce((product, side) => product * side, 1)),
    biases: arena.take(4 * to[2]),
  }));
  const labelsAt = arena.take(count);
  const predictionsAt = arena.take(count);
  arena.bytes(labelsAt, count).set(labels);
  if (!sums) fillInput(arena, input, inputs, count);
  const classCounts = new Uint32Array(spec.outputs);
  for (const label of labels) classCounts[label]++;
  let layer = 0;
  const steps = stages.map((stage, s) => {
    const own = stage.kind === "pool" ? null : kept[layer++];
    return stepOf(kernels, arena, stage, own, reads[s], outputs[s]);
  });
  const logits = outputs[outputs.length - 1];
  let layers: readonly Layer[] = [];

  /** Writes down the layers' kept weights; the first layer's may be summed already. */
  function prepare(mask: Mask, biasMask: Mask | undefined): void {
    let l = 0;
    stages.forEach((stage, s) => {
      if (stage.kind === "pool") return;
      const own = layers[l];
      writeBiases(arena, kept[l], own, biasMask);
      if (s === 0 && sums) sums.update(maskOf(mask, own));
      else writeKept(arena, kept[l], stage, reads[s], own, maskOf(mask, own));
      l++;
    });
  }

  return {
    /** Takes the weights that masks apply to from now on; they must not be written to afterwards. */
    setWeights(next: readonly Layer[]): void {
      const kernelsOf = parametricStages(spec).map(({ kernel }) => kernel.join("x"));
      const given = next.map(({ shape }) => shape.join("x"));
      if (given.join() !== kernelsOf.join())
        throw new Error(`Kernels of ${given.join(", ")} do not make a network of ${kernelsOf.join(", ")}.`);
      layers = next;
      sums?.setWeights(next[0].weights);
    },
    evaluate(mask: Mask, biasMask?: Mask): Figures {
      if (layers.length === 0) throw new Error("The evaluator has no weights yet: call setWeights first.");
      prepare(mask, biasMask);
      let loss = 0;
      for (let from = 0; from < count; from += blockSize) {
        const size = Math.min(blockSize, count - from);
        if (sums) {
          sums.load(from / blockSize, kept[0].biases, outputs[0], kept.length > 1 && spec.activation === "relu");
          if (kept.length > 1 && spec.activation === "tanh")
            kernels.squash(outputs[0].frame, blockTiles * outputs[0].tile);
        }
        for (let s = sums ? 1 : 0; s < steps.length; s++) steps[s](s === 0 ? (from / tileSize) * input.tile : 0);
        loss += kernels.score(logits.at, logits.tile, spec.outputs, labelsAt + from, size, predictionsAt + from);
      }
      const predictions = arena.bytes(predictionsAt, count).slice();
      const perClass = new Float32Array(spec.outputs);
      let correct = 0;
      for (let n = 0; n < count; n++) {
        if (predictions[n] !== labels[n]) continue;
        correct++;
        perClass[labels[n]]++;
      }
      for (let c = 0; c < perClass.length; c++) perClass[c] /= Math.max(1, classCounts[c]);
      return { accuracy: correct / count, loss: loss / count, correct, predictions, perClass };
    },
  };
}

/** One stage for a block of examples; `shift` moves to the block's place in the input. */
function stepOf(
  kernels: Kernels,
  arena: Arena,
  stage: Stage,
  kept: Kept | null,
  from: Plane,
  to: Plane,
): (shift: number) => void {
  if (stage.kind === "pool" || !kept) {
    const side = stage.kind === "pool" ? stage.side : 1;
    const places = [from.row, from.tile, to.at, to.row, to.tile, to.channels, side, to.height, to.width, blockTiles];
    return (shift) => kernels.pool(from.at + shift, ...places);
  }
  const sum = stage.residual ? createPlane(arena, stage.to, to.channels, 0, blockTiles) : to;
  const strides = stage.kind === "dense" ? [0, 0, from.tile] : [from.pixel, from.row, from.tile];
  const start = stage.kind === "dense" ? from.at : from.frame;
  const weights = [kept.starts, kept.places, kept.weights, kept.biases, stage.to[2]];
  const places = [sum.at, sum.pixel, sum.row, sum.tile, stage.to[0], stage.to[1], blockTiles];
  const rectify = stage.activation === "relu";
  const ends = [to.at, to.row, to.tile, to.rowBytes, to.height, blockTiles];
  return (shift) => {
    kernels.convolveKept(start + shift, ...strides, ...weights, ...places, rectify);
    if (stage.activation === "tanh") kernels.squash(sum.frame, blockTiles * sum.tile);
    if (stage.residual) kernels.add(sum.at, sum.row, sum.tile, from.at + shift, from.row, from.tile, ...ends);
  };
}

function fillInput(arena: Arena, plane: Plane, inputs: Float32Array | Uint8Array, count: number): void {
  const { at, tile, row, height, width, channels } = plane;
  const floats = new Float32Array(arena.memory.buffer);
  const scale = inputs instanceof Uint8Array ? 255 : 1;
  const across = width * channels;
  let from = 0;
  for (let n = 0; n < count; n++)
    for (let y = 0; y < height; y++) {
      let to = (at + Math.floor(n / tileSize) * tile + y * row) / 4 + (n % tileSize);
      for (let x = 0; x < across; x++, to += tileSize) floats[to] = inputs[from++] / scale;
    }
}

function writeBiases(arena: Arena, { biases }: Kept, { name, bias }: Layer, biasMask: Mask | undefined): void {
  const keptBias = biasMask?.get(name);
  const to = arena.floats(biases, bias.length);
  for (let j = 0; j < bias.length; j++) to[j] = keptBias?.[j] === 0 ? 0 : bias[j];
}

/** Lists what each unit still listens to, in the order of its kernel. */
function writeKept(
  arena: Arena,
  { starts, places, weights: values }: Kept,
  stage: Parametric,
  plane: Plane,
  { weights, bias }: Layer,
  mask: Uint8Array,
): void {
  const units = bias.length;
  const start = arena.words(starts, units + 1).fill(0);
  for (let i = 0; i < mask.length; i += units) for (let j = 0; j < units; j++) start[j + 1] += mask[i + j];
  for (let j = 0; j < units; j++) start[j + 1] += start[j];
  const next = start.slice();
  const inputs = arena.words(places, mask.length);
  const kept = arena.floats(values, mask.length);
  const [, , channels] = stage.from;
  const side = stage.kind === "conv" ? stage.kernel[0] : 1;
  for (let i = 0, row = 0; i < mask.length; i += units, row++) {
    const pixel = Math.floor(row / channels);
    const place =
      stage.kind === "conv"
        ? Math.floor(pixel / side) * plane.row + (pixel % side) * plane.pixel
        : pixel * plane.channels * featureBytes;
    const offset = place + (row % channels) * featureBytes;
    for (let j = 0; j < units; j++) {
      if (mask[i + j] === 0) continue;
      const at = next[j]++;
      inputs[at] = offset;
      kept[at] = weights[i + j];
    }
  }
}
