import { describe, expect, it } from "vitest";
import type { Speed } from "../worker/protocol.ts";
import { stepRow } from "./stepRow.ts";

const speed = (sparsity: number, rates: readonly [number, number, number], change: Partial<Speed> = {}): Speed => ({
  sparsity,
  low: rates[0],
  stepsPerSecond: rates[1],
  high: rates[2],
  steps: 1000,
  backend: "wasm",
  optimizer: "adam",
  batchSize: 32,
  ...change,
});

describe("the row of a training step", () => {
  it("waits for a run that was long enough to be timed", () => {
    expect(stepRow([])).toMatchObject({ value: "…", remark: "timed in longer runs" });
  });

  it("tells the time of a step, and the speed with its spread", () => {
    const row = stepRow([speed(0, [940, 1000, 1049])]);
    expect(row).toMatchObject({ label: "Step at 0.0\u202f%", value: "1 ms", remark: "940 to 1,000 steps/s" });
  });

  it("compares with the run of the same settings that has the fewest pruned weights, as far as the spreads go", () => {
    const dense = speed(0, [950, 1000, 1050]);
    const other = speed(0, [5000, 5000, 5000], { batchSize: 8 });
    const pruned = stepRow([dense, other, speed(0.9, [1900, 2000, 2100])]);
    expect(pruned).toMatchObject({ value: "0.5 ms", remark: "1.8 to 2.2× the steps/s", share: 0.5 });
  });
});
