import type { Layer } from "../../network/network.ts";
import type { MaskedWeights } from "./keptLists.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import { blockSize, type Plane } from "./plane.ts";

/** Bits of each half of a weight: as many as 16 hold with their sign, and as few as float32 has itself. */
const mostBits = 14;
const fewestBits = 12;

/** First-layer sums of a pixel image, and what lays them into a plane. */
export interface StoredPixelSums extends MaskedWeights {
  /** Brings the sums of a block of examples up to date, once after each `update`, and lays them plus biases into a plane. */
  load(block: number, to: Plane, rectify: boolean): void;
}

/** First-layer sums of pixel images under a changing mask: a weight that goes or comes costs one addition for every example.
 *
 *  As in network/pixelSums.ts the sums are exact, so corrected ones equal sums made anew bit for bit. Here they are whole numbers:
 *  a weight is rounded to 2 `bits` + 1 binary places of the largest and split in two halves, so small that 32 bits hold the sum
 *  of each. Null for images so large that too few bits would be left. */
export function createPixelSums(
  arena: Arena,
  kernels: Kernels,
  pixels: Uint8Array,
  features: number,
  units: number,
): StoredPixelSums | null {
  const bits = Math.min(mostBits, Math.floor(Math.log2((2 ** 31 - 1) / largestRow(pixels, features))));
  if (bits < fewestBits) return null;
  const blocks = Math.ceil(pixels.length / features / blockSize);
  const pixelBytes = features * blockSize;
  const sumBytes = 8 * units * blockSize;
  const planes = arena.take(blocks * pixelBytes);
  const isBlack = arena.take(features);
  const halves = arena.take(4 * features * units);
  const sums = arena.take(blocks * sumBytes);
  // Masks are read in sixteens.
  const wanted = arena.take(features * units + 16);
  const summed = arena.take(features * units + 16);
  const kept = arena.take(4 * units);
  const starts = arena.take(4 * (units + 1));
  const isFresh = arena.take(units);
  const pairs = arena.take(8 * (features + 1) * units);
  const found = arena.take(4 * features * units);
  const tally = arena.take(8 * units);
  layPixels(arena.bytes(planes, blocks * pixelBytes), arena.bytes(isBlack, features), pixels, features);
  const biases = arena.take(4 * units);
  const isStale = arena.take(units);
  arena.bytes(isStale, units).fill(1);
  let place = 1;
  return {
    isStale,
    setWeights({ weights: kernel }: Layer) {
      const largest = kernel.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-30);
      place = largest / 2 ** (2 * bits + 1);
      splitWeights(new Int16Array(arena.memory.buffer, halves, 2 * kernel.length), kernel, place, bits);
      arena.bytes(summed, features * units).fill(0);
      arena.words(kept, units).fill(0);
    },
    update(mask, bias) {
      arena.floats(biases, units).set(bias);
      arena.bytes(wanted, mask.length).set(mask);
      const lists = [kept, starts, isFresh, pairs, found, tally];
      kernels.listChanges(wanted, summed, halves, isBlack, features, units, ...lists);
    },
    load(block, to, rectify) {
      const [coarse, fine] = [(place * 2 ** (bits + 1)) / 255, place / 255];
      const lists = [starts, isFresh, pairs, biases, units];
      const at = [planes + block * pixelBytes, sums + block * sumBytes];
      kernels.updateSums(...at, ...lists, coarse, fine, to.at, to.tile, rectify);
    },
  };
}

/** The largest sum of one example's pixels. */
function largestRow(pixels: Uint8Array, features: number): number {
  let largest = 1;
  for (let row = 0; row < pixels.length; row += features) {
    let sum = 0;
    for (let i = row; i < row + features; i++) sum += pixels[i];
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** Blocks of examples, feature by feature. */
function layPixels(planes: Uint8Array, isBlack: Uint8Array, pixels: Uint8Array, features: number): void {
  isBlack.fill(1);
  let from = 0;
  for (let n = 0; from < pixels.length; n++) {
    const block = Math.floor(n / blockSize) * features * blockSize + (n % blockSize);
    for (let i = 0; i < features; i++) {
      const pixel = pixels[from++];
      planes[block + i * blockSize] = pixel;
      if (pixel > 0) isBlack[i] = 0;
    }
  }
}

/** Writes weights as pairs of whole numbers: coarse * 2^(bits + 1) + fine `place`s make a weight. */
function splitWeights(halves: Int16Array, kernel: Float32Array, place: number, bits: number): void {
  const most = 2 ** bits;
  for (let i = 0; i < kernel.length; i++) {
    const whole = Math.round(kernel[i] / place);
    const fine = ((whole + most) & (2 * most - 1)) - most;
    halves[2 * i] = (whole - fine) >> (bits + 1);
    halves[2 * i + 1] = fine;
  }
}
