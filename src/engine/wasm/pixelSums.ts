import { gridWeights, nonzeroPixels } from "../../network/pixelSums.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import { blockSize, blockTiles, type Plane } from "./plane.ts";

/** As `PixelSums` of network/, in WebAssembly: first-layer sums under a changing mask, exact on a grid. */
export function createPixelSums(arena: Arena, kernels: Kernels, pixels: Uint8Array, features: number, units: number) {
  // Whole blocks, so that the kernels need no tail.
  const examples = Math.ceil(pixels.length / features / blockSize) * blockSize;
  const { start, example, value, largestRow } = nonzeroPixels(pixels, features);
  const starts = arena.take(4 * start.length);
  const entries = arena.take(4 * example.length);
  const weights = arena.take(8 * features * units);
  const sums = arena.take(8 * examples * units);
  const wanted = arena.take(features * units);
  const summed = arena.take(features * units);
  const counts = arena.take(4 * units);
  arena.words(starts, start.length).set(start);
  const packed = arena.words(entries, example.length);
  for (let e = 0; e < packed.length; e++) packed[e] = (example[e] << 8) | value[e];
  return {
    /** Takes the kernel (features x units); the sums stand for nothing until the next `update`. */
    setWeights(kernel: Float32Array): void {
      new Float64Array(arena.memory.buffer, weights, kernel.length).set(gridWeights(kernel, largestRow));
      arena.bytes(sums, 8 * examples * units).fill(0);
      arena.bytes(summed, features * units).fill(0);
    },
    /** Brings the sums to a mask (features x units). */
    update(mask: Uint8Array): void {
      arena.bytes(wanted, mask.length).set(mask);
      kernels.updateSums(wanted, summed, weights, features, units, sums, examples, starts, entries, counts);
    },
    /** Lays the sums plus biases of a block of examples into a plane. */
    load(from: number, biases: number, to: Plane, rectify: boolean): void {
      kernels.loadSums(sums, examples, from, blockTiles, biases, units, to.at, to.tile, rectify);
    },
  };
}
