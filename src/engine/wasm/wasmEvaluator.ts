import { folded } from "../../network/batchNorm.ts";
import type { Evaluation } from "../../network/evaluator.ts";
import { keptBiases, maskOf } from "../../network/keptWeights.ts";
import type { Mask } from "../../network/mask.ts";
import { type Layer, type NetworkSpec, sizeOf } from "../../network/network.ts";
import { parametricStages, stagesOf } from "../../network/stages.ts";
import { startKernels } from "./kernels.ts";
import { Arena } from "./memory.ts";
import { planParts } from "./parts.ts";
import { createPixelSums } from "./pixelSums.ts";
import { blockSize, type Plane, tileSize } from "./plane.ts";

/** As `createEvaluator` of network/, in WebAssembly: float32 SIMD over 32 examples, kept weights only. Sums of a dense layer over
 *  pixels are corrected, not made anew, and exact; filters whose output stands are not computed again. So an answer depends on
 *  weights and mask alone, never on what was asked before. */
export function createWasmEvaluator(spec: NetworkSpec, inputs: Float32Array | Uint8Array, labels: Uint8Array) {
  const count = labels.length;
  const features = sizeOf(spec.input);
  if (inputs.length !== count * features)
    throw new Error(`${inputs.length} input values do not make ${count} examples of ${features} features.`);
  const arena = new Arena();
  const kernels = startKernels(arena.memory);
  const [first] = stagesOf(spec);
  const sums =
    inputs instanceof Uint8Array && first.kind === "dense" && !first.residual
      ? createPixelSums(arena, kernels, inputs, features, first.to[2])
      : null;
  const blocks = Math.ceil(count / blockSize);
  const { input, parts, logits } = planParts(spec, kernels, arena, blocks, sums);
  const labelsAt = arena.take(count);
  const predictionsAt = arena.take(count);
  const confidencesAt = arena.take(4 * count);
  /** A byte a channel: inputs never become stale, what is not remembered counts as fresh too. */
  const noneStale = arena.take(spec.input[2]);
  arena.bytes(labelsAt, count).set(labels);
  if (!sums) fillInput(arena, input, inputs, count);
  const classCounts = new Uint32Array(spec.outputs);
  for (const label of labels) classCounts[label]++;
  let layers: readonly Layer[] = [];

  /** Brings all parts to a mask; those that have something to do. */
  function prepare(mask: Mask, biasMask: Mask | undefined) {
    const kept = layers.map((layer) => maskOf(mask, layer));
    let stale = noneStale;
    let l = 0;
    return parts.filter(({ weights, isRemembered }) => {
      if (!weights) return true;
      const layer = layers[l];
      weights.update(kept[l++], keptBiases(layer, biasMask?.get(layer.name)), stale);
      stale = weights.isStale;
      return !isRemembered || arena.bytes(stale, layer.bias.length).includes(1);
    });
  }

  return {
    /** Takes the weights that masks apply to from now on; they must not be written to afterwards. */
    setWeights(next: readonly Layer[]): void {
      const kernelsOf = parametricStages(spec).map(({ kernel }) => kernel.join("x"));
      const given = next.map(({ shape }) => shape.join("x"));
      if (given.join() !== kernelsOf.join())
        throw new Error(`Kernels of ${given.join(", ")} do not make a network of ${kernelsOf.join(", ")}.`);
      layers = folded(next);
      let l = 0;
      for (const { weights } of parts) if (weights) weights.setWeights(layers[l++]);
    },
    evaluate(mask: Mask, biasMask?: Mask): Evaluation {
      if (layers.length === 0) throw new Error("The evaluator has no weights yet: call setWeights first.");
      const toDo = prepare(mask, biasMask);
      let loss = 0;
      for (let block = 0; block < blocks; block++) {
        const from = block * blockSize;
        for (const { run } of toDo) run(block);
        const size = Math.min(blockSize, count - from);
        loss += kernels.score(
          logits.at,
          logits.tile,
          spec.outputs,
          labelsAt + from,
          size,
          predictionsAt + from,
          confidencesAt + 4 * from,
        );
      }
      const predictions = arena.bytes(predictionsAt, count).slice();
      const confidences = arena.floats(confidencesAt, count).slice();
      const perClass = new Float32Array(spec.outputs);
      let correct = 0;
      for (let n = 0; n < count; n++) {
        if (predictions[n] !== labels[n]) continue;
        correct++;
        perClass[labels[n]]++;
      }
      for (let c = 0; c < perClass.length; c++) perClass[c] /= Math.max(1, classCounts[c]);
      return { accuracy: correct / count, loss: loss / count, correct, predictions, confidences, perClass };
    },
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
