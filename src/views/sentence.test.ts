import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { denseNetwork } from "../network/network.ts";
import { fullMask } from "../pruning/mask.ts";
import { rank } from "../pruning/rank.ts";
import { cutOf } from "../store/cut.ts";
import { bytes, count, figure, percent } from "./format.ts";
import { sentenceFor } from "./sentence.ts";

const layers = initialise(denseNetwork([2, 8, 2], "relu", "he"), 1);
const ranking = rank(
  layers,
  {
    criterion: "magnitude",
    granularity: "weight",
    groupSize: 4,
    scope: "global",
    norm: "l2",
    seed: 1,
    protectedLayers: [],
    keepOneUnit: true,
  },
  fullMask(layers),
);
const snapshot = {
  network: 1,
  version: 1,
  layers,
  hand: new Map(),
  locked: fullMask(layers),
  ranking,
  step: 0,
  epoch: 0,
};

function say(sparsity: number, correct: number, change: Record<string, unknown> = {}): string {
  const predictions = new Uint8Array(250);
  const perClass = new Float32Array(2);
  const preview = {
    id: 1,
    version: 1,
    sparsity,
    accuracy: correct / 250,
    correct,
    loss: 1,
    predictions,
    perClass,
    confidences: new Float32Array(),
  };
  const state = {
    preview,
    uncut: { accuracy: 246 / 250, predictions, perClass },
    running: null,
    progress: { step: 100, epoch: 1, stepsPerSecond: 0, reachedPerSecond: 0, tensors: 0 },
    timeline: [],
    data: null,
    ...change,
  };
  return sentenceFor(cutOf(snapshot, sparsity), state)
    .filter(({ on }) => on !== "phone")
    .map(({ text }) => text)
    .join("")
    .replaceAll("\u202f", " ");
}

describe("the sentence", () => {
  it("states the finding for every state", () => {
    const untrained = { progress: { step: 0, epoch: 0, stepsPerSecond: 0, reachedPerSecond: 0, tensors: 0 } };
    expect(say(0, 158, untrained)).toBe("Untrained: 32 random weights, 63.2 % right. Press Train.");
    expect(say(0, 200, { running: "train" })).toBe("Training: 32 weights, 80.0 % right so far.");
    expect(say(0, 246)).toBe("All 32 weights: 98.4 % right. Drag the handle to prune.");
    expect(say(0.5, 217)).toBe("Keep 16 of 32 weights, and accuracy falls from 98.4 to 86.8 %.");
    expect(say(0.5, 246)).toBe("Keep 16 of 32 weights, and accuracy stays at 98.4 %.");
    expect(say(0.5, 250)).toBe("Keep 16 of 32 weights, and accuracy rises from 98.4 to 100.0 %.");
    expect(say(0.5, 240, { running: "finetune" })).toBe("Fine-tuning 16 of 32 weights: 96.0 % right.");
    expect(say(1, 125)).toMatch(/^Layer dense1 lost every weight: .* can only guess \(50.0 %\)\.$/);
  });
});

describe("numbers as text", () => {
  it("are as long as one can read", () => {
    expect([0.868, 1, 0, 0.9999, 0.12345].map(percent)).toEqual(["86.8", "100.0", "0.0", "99.9", "12.3"]);
    expect([0, 999, 1234567].map(count)).toEqual(["0", "999", "1,234,567"]);
    expect([400, 9999, 10_000, 436_736, 3_723_264].map(bytes)).toEqual([
      "400 B",
      "9,999 B",
      "10.0 KB",
      "437 KB",
      "3.72 MB",
    ]);
    expect([0.7114, 12.34, 0.003214, Number.NaN].map(figure)).toEqual(["0.711", "12.3", "0.00321", "–"]);
  });
});
