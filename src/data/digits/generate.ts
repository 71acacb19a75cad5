import { createRandom, shuffle } from "../../random/random.ts";
import type { Dataset } from "../dataset.ts";
import { drawDigit, side } from "./draw.ts";
import { type Handwriting, handwriting } from "./presets.ts";

const id = "digits";

/** Images drawn between two reports. */
const chunk = 250;

/** One digit as the default set has them, another for every seed: 28 x 28, 0 is background. */
export function writeDigit(digit: number, seed: number): Uint8Array {
  const pixels = new Uint8Array(side * side);
  drawDigit(digit, handwriting.default, createRandom(seed), pixels);
  return pixels;
}

/** Draws handwritten digits: classes balanced, order shuffled, the same for the same seed. Yields to the event loop between
 *  chunks so that progress can be shown. */
export async function generateDigits(request: {
  readonly count: number;
  readonly difficulty: keyof typeof handwriting;
  readonly seed: number;
  /** How many are drawn, and the latest of them. */
  readonly onProgress?: (done: number, latest: Pick<Dataset, "inputs" | "labels">) => void;
}): Promise<Dataset> {
  const { count, difficulty, seed, onProgress } = request;
  const hand: Handwriting = handwriting[difficulty];
  const random = createRandom(seed);
  const labels = shuffle(
    Uint8Array.from({ length: count }, (_, i) => i % 10),
    random,
  );
  const inputs = new Uint8Array(count * side * side);
  for (let i = 0; i < count; i++) {
    drawDigit(labels[i], hand, random, inputs.subarray(i * side * side, (i + 1) * side * side));
    if ((i + 1) % chunk === 0) {
      const from = i + 1 - chunk;
      onProgress?.(i + 1, {
        inputs: inputs.subarray(from * side * side, (i + 1) * side * side),
        labels: labels.subarray(from, i + 1),
      });
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
  return {
    id,
    label: id,
    kind: "images",
    inputShape: [side, side],
    classes: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    inputs,
    labels,
    count,
  };
}
