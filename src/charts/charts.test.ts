import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenRows, confusionOf } from "./learned/confusion.ts";
import { worstClass } from "./learned/PerClass.tsx";
import { tileGrid } from "./network/tiles.ts";
import { decimate } from "./timeline/decimate.ts";
import { createAxis, namedTicks } from "./tradeoff/axis.ts";
import { columnsBefore, queueColumns } from "./tradeoff/queue.ts";

const floats = fc
  .array(fc.float({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 }), { minLength: 1, maxLength: 300 })
  .map((values) => Float32Array.from(values));

describe("the queue under the axis", () => {
  it("has a value of its own in every column, in order, and each of them where there is room for all", () => {
    fc.assert(
      fc.property(floats, fc.integer({ min: 1, max: 400 }), (values, columns) => {
        const edges = Array.from({ length: columns + 1 }, (_, c) => c / columns);
        const shown = queueColumns(values, edges);
        expect(shown).toHaveLength(columns);
        if (columns === values.length) expect(shown).toEqual(values);
        let from = 0;
        for (const value of shown) {
          const next = values.indexOf(value, from);
          expect(next).toBeGreaterThanOrEqual(from);
          from = columns > values.length ? 0 : next;
        }
      }),
    );
  });

  it("is cut between two columns: those before have their middle in what goes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (columns, share) => {
        const edges = Array.from({ length: columns + 1 }, (_, c) => c / columns);
        const before = edges.slice(1).filter((edge, c) => (edge + edges[c]) / 2 < share).length;
        expect(columnsBefore(edges, share)).toBe(before);
      }),
    );
  });
});

describe("the axis of sparsity", () => {
  it.each(["linear", "log"] as const)("%s: goes there and back, rises, and spans the plot", (kind) => {
    const axis = createAxis(kind, 40, 800);
    expect([axis.x(0), axis.x(1)]).toEqual([40, 800]);
    expect([axis.sparsity(0), axis.sparsity(40), axis.sparsity(800), axis.sparsity(900)]).toEqual([0, 0, 1, 1]);
    for (let sparsity = 0; sparsity < 0.998; sparsity += 0.01) {
      expect(axis.sparsity(axis.x(sparsity))).toBeCloseTo(sparsity, 9);
      expect(axis.x(sparsity + 0.01)).toBeGreaterThan(axis.x(sparsity));
    }
  });

  it("names both ends, and others where they have room", () => {
    const wide = (kind: "linear" | "log") => namedTicks(createAxis(kind, 60, 1356), 70);
    const narrow = (kind: "linear" | "log") => namedTicks(createAxis(kind, 44, 344), 70);
    expect(wide("linear")).toHaveLength(11);
    expect(wide("log")).toEqual([0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1]);
    expect(narrow("linear")).toEqual([0, 0.5, 1]);
    expect(narrow("log")).toEqual([0, 0.9, 0.99, 1]);
  });
});

describe("the timeline", () => {
  it("keeps the last point, the best and the worst, in order, however long it is", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 900 }),
        (accuracies) => {
          const points = accuracies.map((validationAccuracy, step) => ({
            step,
            validationAccuracy,
            trainAccuracy: 0,
            trainLoss: 0,
            validationLoss: 0,
          }));
          const shown = decimate(points, 50);
          expect(shown.length).toBeLessThanOrEqual(Math.max(100, 2 * 50));
          expect(shown.at(-1)).toBe(points.at(-1));
          expect(shown.map(({ step }) => step)).toEqual(shown.map(({ step }) => step).sort((a, b) => a - b));
          const before = points.slice(0, -1);
          const worst = Math.min(...before.map((point) => point.validationAccuracy));
          if (before.length > 0 && points.length <= 100)
            expect(Math.min(...shown.map((point) => point.validationAccuracy))).toBeLessThanOrEqual(worst);
        },
      ),
    );
  });
});

describe("the tiles of a layer", () => {
  it("fit all into its box", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 50, max: 900 }), (count, width) => {
        const { columns, rows, side } = tileGrid(count, width, 250);
        expect(columns * rows).toBeGreaterThanOrEqual(count);
        expect(columns * side).toBeLessThanOrEqual(width + 1e-6);
        expect(rows * side).toBeLessThanOrEqual(250 + 1e-6);
      }),
    );
  });
});

describe("mistakes", () => {
  const labels = Uint8Array.of(0, 0, 1, 2, 2);

  it("are counted by what it is and what it is read as", () => {
    expect(Array.from(confusionOf(labels, Uint8Array.of(0, 1, 1, 0, 2), 3))).toEqual([1, 1, 0, 0, 1, 0, 1, 0, 1]);
  });

  it("of a cut are those that were right before it", () => {
    expect(brokenRows(labels, Uint8Array.of(0, 1, 1, 2, 0), Uint8Array.of(1, 1, 1, 0, 2))).toEqual([0, 3]);
  });
});

describe("who pays", () => {
  it("is the class that loses most, none where none loses, and never one without examples", () => {
    expect(worstClass([0.9, 0.9, 0.9], [0.8, 0.5, 0.9])).toBe(1);
    expect(worstClass([0.9, 0.9], [0.9, 1])).toBeNull();
    expect(worstClass([Number.NaN, 0.9, Number.NaN], [Number.NaN, 0.8, Number.NaN])).toBe(1);
  });
});
