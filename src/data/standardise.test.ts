import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawDataset } from "./dataset.ts";
import { standardised } from "./standardise.ts";

const table = (values: readonly number[]): RawDataset => ({
  id: "file",
  label: "t",
  kind: "table",
  inputShape: [1],
  classes: ["a", "b"],
  inputs: Float64Array.from(values),
  labels: new Uint8Array(values.length),
  count: values.length,
  columns: [{ name: "x", isNumber: true }],
});
const first = (count: number) => Uint32Array.from({ length: count }, (_, i) => i);

describe("standardising", () => {
  it("looks at the training rows alone", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 12, maxLength: 40 }),
        (values) => {
          const { inputs } = standardised(table(values), first(8));
          const known = [...inputs.subarray(0, 8)];
          expect(known.reduce((sum, value) => sum + value / 8, 0)).toBeCloseTo(0, 3);
          const variance = known.reduce((sum, value) => sum + value ** 2 / 8, 0);
          expect(variance === 0 || Math.abs(variance - 1) < 1e-3).toBe(true);
          expect([...standardised(table(values.with(10, 1e6)), first(8)).inputs.subarray(0, 8)]).toEqual(known);
        },
      ),
    );
  });

  it.each([1e-162, 1e-200, 1e200])("numbers that differ by %d differ: their squares are not what counts", (apart) => {
    expect([...standardised(table([0, apart, 0, apart]), first(4)).inputs]).toEqual([-1, 1, -1, 1]);
  });

  it.each([1, 0.1, 1e9, -3.7, 0])(
    "a column of nothing but %d in training says nothing, whatever comes after",
    (value) => {
      const { inputs } = standardised(
        table([...Array.from({ length: 50 }, () => value), 0, value + 1, -1e12]),
        first(50),
      );
      expect([...inputs].every((one) => one === 0)).toBe(true);
    },
  );

  it("nothing explodes: what lies far beyond the training rows is taken back to ten deviations from them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e90, max: 1e90, noNaN: true }), { minLength: 12, maxLength: 30 }),
        (values) => {
          const { inputs } = standardised(table(values), first(10));
          expect(inputs.every((value) => Math.abs(value) <= Math.sqrt(10) + 10.01)).toBe(true);
        },
      ),
    );
  });

  it("keeps the digits of large numbers: milliseconds since 1970 that differ by seconds stay as far apart", () => {
    const times = [0, 20, 40, 5, 25, 45].map((seconds) => 1_700_000_000_000 + 1000 * seconds);
    const { inputs } = standardised(table(times), first(6));
    const plain = standardised(table([0, 20, 40, 5, 25, 45]), first(6)).inputs;
    inputs.forEach((value, i) => {
      expect(value).toBeCloseTo(plain[i], 5);
    });
  });

  it("gives a missing number the mean, also where none is known", () => {
    expect([...standardised(table([1, Number.NaN, 3]), first(3)).inputs]).toEqual([-1, 0, 1]);
    expect([...standardised(table([Number.NaN, Number.NaN, 3]), first(2)).inputs]).toEqual([0, 0, 0]);
  });
});
