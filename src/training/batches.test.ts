import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBatches } from "./batches.ts";

const rows = Uint32Array.from({ length: 23 }, (_, i) => 3 * i + 1);
const epochOf = (batches: ReturnType<typeof createBatches>, epoch: number): number[] =>
  Array.from({ length: batches.perEpoch }, (_, i) => [...batches.at(epoch * batches.perEpoch + i)]).flat();

describe("the order of batches", () => {
  it("deals every row once an epoch, in batches of the size asked for; the last takes the rest", () => {
    const batches = createBatches(rows, 5, 1);
    expect(batches.perEpoch).toBe(5);
    expect([0, 1, 2, 3, 4].map((step) => batches.at(step).length)).toEqual([5, 5, 5, 5, 3]);
    for (const epoch of [0, 1, 7]) expect(epochOf(batches, epoch).sort((a, b) => a - b)).toEqual([...rows]);
  });

  it("depends on seed and step alone, whatever was dealt before", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }), (seed, steps) => {
        const batches = createBatches(rows, 4, seed);
        for (const step of steps) expect(batches.at(step)).toEqual(createBatches(rows, 4, seed).at(step));
      }),
    );
  });

  it("is another for every seed and every epoch", () => {
    const orders = [0, 1, 2, 3].flatMap((seed) =>
      [0, 1, 2, 3].map((epoch) => epochOf(createBatches(rows, 4, seed), epoch)),
    );
    expect(new Set(orders.map(String)).size).toBe(orders.length);
  });
});
