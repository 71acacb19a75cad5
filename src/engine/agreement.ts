import type { Checkpoint } from "../network/checkpoint.ts";
import { fullMask, type Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { type NetworkSpec, sizeOf } from "../network/network.ts";
import type { Hyperparameters } from "../network/optimizer.ts";
import { createRandom } from "../random/random.ts";
import { backendsOn } from "../setup/backends.ts";
import type { Engine, TrainingData } from "../training/engine.ts";
import { engines } from "./registry.ts";

/** The engines that run where the tests do: the processor's on Node, the card's in a browser, where tfjs is the code of that on the
 *  processor. */
export const enginesHere = backendsOn(typeof window === "undefined" ? "processor" : "card")
  .filter((name) => name !== "tfjs")
  .map((name) => [name, engines[name].start] as const);

// What the tests of all engines share: small problems, and a way to say how far apart two answers are.

export function randomData({ input, outputs: classes }: NetworkSpec, count: number, seed: number): TrainingData {
  const random = createRandom(seed);
  const size = sizeOf(input);
  const isImage = input[0] > 1;
  const numbers = Array.from({ length: count * size }, (_, i) => {
    // Images are black in places: some rows and pixels in all examples, others in a few.
    const isBlack = i % size < 2 * input[1] || (i % size) % 5 === 0 || random.next() < 0.6;
    return isImage && isBlack ? 0 : random.gaussian();
  });
  // Grey images are bytes, all else floats.
  const isGrey = isImage && input[2] === 1;
  const inputs = isGrey
    ? Uint8Array.from(numbers, (v) => Math.min(255, 100 * Math.abs(v)))
    : Float32Array.from(numbers);
  return { inputs, labels: Uint8Array.from({ length: count }, () => random.below(classes)), count, size, classes };
}

export function randomMask(layers: readonly Layer[], share: number, seed: number): Mask {
  const random = createRandom(seed);
  return new Map(layers.map(({ name, weights }) => [name, Uint8Array.from(weights, () => +(random.next() > share))]));
}

export const fresh = (layers: readonly Layer[], mask: Mask = fullMask(layers)): Checkpoint => ({
  layers,
  moments: [],
  betaPowers: [1, 1],
  step: 0,
  mask,
});

/** Batches of 4 over 11 rows, or others: the last of an epoch is a tail. */
export const batchesFrom = (first: number, count: number, size = 4, rows = 11) =>
  Array.from({ length: count }, (_, i) => {
    const start = ((first + i) % Math.ceil(rows / size)) * size;
    return Uint32Array.from({ length: Math.min(size, rows - start) }, (_, k) => start + k);
  });

export async function started(
  engine: Engine,
  spec: NetworkSpec,
  data: TrainingData,
  hyper: Hyperparameters,
  checkpoint: Checkpoint,
): Promise<Engine> {
  engine.setHyperparameters(hyper);
  await engine.load(spec, data, checkpoint);
  return engine;
}

/** Largest difference in units of the largest entry. */
export function difference(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  let most = 0;
  let scale = 1e-12;
  for (let i = 0; i < expected.length; i++) {
    most = Math.max(most, Math.abs(found[i] - expected[i]));
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return Number.isNaN(most) ? Number.POSITIVE_INFINITY : most / scale;
}
