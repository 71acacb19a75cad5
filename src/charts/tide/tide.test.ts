import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binSizes, evenScale, keptCounter, rangeOf, rootScale } from "./bins.ts";
import { barsOf, cutPieces, evenSpans } from "./place.ts";

const floats = fc
  .array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 }), { minLength: 1, maxLength: 200 })
  .map((values) => Float32Array.from(values));
const every = (length: number, one: (i: number) => number) => Uint8Array.from({ length }, (_, i) => one(i));

describe("the tide", () => {
  it("goes from a size to its height and back, and puts the largest on top", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 50, noNaN: true }),
        (h, most) => {
          for (const scale of [rootScale(most), evenScale(most / 3, most)]) {
            expect(scale.height(scale.size(h))).toBeCloseTo(h, 9);
            expect(scale.height(most)).toBeCloseTo(1, 9);
          }
        },
      ),
    );
  });

  it("counts every weight that is there once, on the side of its sign, no larger one below a smaller one", () => {
    fc.assert(
      fc.property(floats, fc.integer({ min: 2, max: 40 }), (values, bins) => {
        const there = every(values.length, (i) => Number(i % 5 !== 0));
        const [, most] = rangeOf([{ values, there }]);
        const sorted = binSizes(values, there, rootScale(most), bins);
        const sum = (numbers: ArrayLike<number>) => Array.from(numbers).reduce((total, one) => total + one, 0);
        expect(sum(sorted.counts)).toBe(sum(there));
        values.forEach((value, i) => {
          expect(sorted.of[i] < bins).toBe(value < 0);
          const other = values[(i * 7) % values.length];
          if (Math.abs(value) < Math.abs(other))
            expect(sorted.of[i] % bins).toBeLessThanOrEqual(sorted.of[(i * 7) % values.length] % bins);
        });
        const count = keptCounter(sorted);
        count(every(values.length, (i) => there[i] && Number(i % 3 === 0)));
        const kept = every(values.length, (i) => there[i] & i & 1);
        expect(sum(count(kept))).toBe(values.filter((_, i) => there[i] && kept[i]).length);
      }),
    );
  });

  it("draws as much as is there: solid what stays, hollow what goes, parted by the line where one goes through a bar", () => {
    fc.assert(
      fc.property(
        floats,
        fc.integer({ min: 2, max: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, bins, share) => {
          const there = every(values.length, () => 1);
          const [, most] = rangeOf([{ values, there }]);
          const sorted = binSizes(values, there, rootScale(most), bins);
          const threshold = rootScale(most).size(share);
          const kept = every(values.length, (i) => Number(Math.abs(values[i]) >= threshold));
          const [ground, height] = [100, 80];
          const line = height * rootScale(most).height(threshold);
          const span = { left: 40, right: 240 };
          const bars = barsOf(sorted, keptCounter(sorted)(kept), { span, ground, height, line, isSigned: true });
          for (const { tone, x, y, width, height: tall } of bars) {
            expect(x >= span.left && x + width <= span.right).toBe(true);
            expect(y >= ground - height - 1 && y + tall <= ground + 1e-9).toBe(true);
            if (tone === "gone") expect(y).toBeGreaterThanOrEqual(ground - line - 1e-9 - height / bins);
            else expect(y + tall).toBeLessThanOrEqual(ground - line + 1e-9 + height / bins);
            if (tone === "negative") expect(x + width).toBeLessThanOrEqual(140.001);
            if (tone === "positive") expect(x).toBeGreaterThanOrEqual(139.999);
          }
        },
      ),
    );
  });

  it("names sizes of one digit that do not touch, 0 among them", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-4, max: 900, noNaN: true }),
        fc.double({ min: 0.1, max: 0.4, noNaN: true }),
        (most, apart) => {
          const ticks = rootScale(most).ticks(apart);
          expect(ticks.at(-1)).toBe(0);
          const heights = ticks.map((size) => rootScale(most).height(size));
          for (let i = 1; i < heights.length; i++)
            expect(heights[i - 1] - heights[i]).toBeGreaterThanOrEqual(apart - 1e-9);
          for (const size of ticks) expect(size).toBeLessThanOrEqual(most);
        },
      ),
    );
    expect(rootScale(4.2).ticks(0.25)).toEqual([4, 2, 0.5, 0]);
  });

  it("stands in even spans where no network is drawn", () => {
    const spans = evenSpans(4, 60, 460);
    expect(spans.map(({ right }) => right)).toEqual([160, 260, 360, 460]);
    expect(spans[0].left).toBe(60);
  });

  it("is cut by one line, parted where a layer stays whole, or by a stair a layer", () => {
    const spans = evenSpans(4, 60, 460);
    const over = (...pieces: ReturnType<typeof cutPieces>) =>
      pieces.map(({ layer, left, right }) => [layer, left, right]);
    expect(over(...cutPieces([30, 30, 30, 30], spans, "line"))).toEqual([[0, 56, 460]]);
    expect(over(...cutPieces([30, null, 30, 30], spans, "line"))).toEqual([
      [0, 56, 154],
      [2, 266, 460],
    ]);
    expect(over(...cutPieces([null, 30, 30, null], spans, "line"))).toEqual([[1, 166, 354]]);
    expect(cutPieces([null, 30, 20, null], spans, "stairs")).toEqual([
      { layer: 1, left: 166, right: 254, y: 30 },
      { layer: 2, left: 266, right: 354, y: 20 },
    ]);
    expect(cutPieces([null, null, null, null], spans, "line")).toEqual([]);
  });
});
