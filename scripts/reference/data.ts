import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generateDigits } from "../../src/data/digits/generate.ts";
import { readIdxFiles } from "../../src/data/files/idx.ts";
import { spiral } from "../../src/data/points/spiral.ts";
import { generateSignals } from "../../src/data/signals/generate.ts";
import type { Examples } from "../../src/network/examples.ts";
import { createRandom, shuffle } from "../../src/random/random.ts";
import { rowsOf } from "../../src/worker/observer.ts";

const files = [
  "train-images-idx3-ubyte",
  "train-labels-idx1-ubyte",
  "t10k-images-idx3-ubyte",
  "t10k-labels-idx1-ubyte",
];

const pathsIn = (folder: string) => files.map((name) => join(folder, `${name}.gz`));

export const hasIdxFiles = (folder: string) => pathsIn(folder).every((path) => existsSync(path));

type Parts = Promise<{ train: Examples; test: Examples }>;

/** All training files' examples train, all test files' test. */
export async function openIdx(folder: string): Parts {
  const { dataset, test } = await readIdxFiles(
    pathsIn(folder).map((path) => ({ name: path, bytes: new Uint8Array(readFileSync(path)) })),
  );
  return { train: rowsOf(dataset, range(0, dataset.count - test!.length)), test: rowsOf(dataset, test!) };
}

/** 4,000 and 1,000 digits of the page's default difficulty. */
export async function openDigits(seed: number): Parts {
  const dataset = await generateDigits({ count: 5000, difficulty: "default", seed });
  return { train: rowsOf(dataset, range(0, 4000)), test: rowsOf(dataset, range(4000, 5000)) };
}

/** 4,000 and 1,000 1-D digits of default difficulty. */
export async function openSignals(seed: number): Parts {
  const dataset = generateSignals({ count: 5000, difficulty: "default", seed });
  return { train: rowsOf(dataset, range(0, 4000)), test: rowsOf(dataset, range(4000, 5000)) };
}

/** Trains on a random half of 500 points, tests on 4,000 others; noise 0.1. */
export async function openSpiral(seed: number): Parts {
  const dataset = spiral({ count: 500, noise: 0.1, seed });
  const rows = shuffle(range(0, dataset.count), createRandom(seed));
  const others = spiral({ count: 4000, noise: 0.1, seed: seed + 1000 });
  return { train: rowsOf(dataset, rows.subarray(0, 250)), test: rowsOf(others, range(0, others.count)) };
}

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i);
