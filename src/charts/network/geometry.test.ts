import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edgeEnds, kernelAt, networkGeometry, pointOnEdge } from "./geometry.ts";

const frame = { left: 80, right: 800, top: 30, bottom: 330 };
const networks = fc.record({
  counts: fc.array(fc.integer({ min: 1, max: 64 }), { minLength: 2, maxLength: 18 }),
  width: fc.integer({ min: 200, max: 1200 }),
  height: fc.integer({ min: 120, max: 600 }),
});

describe("where a network stands", () => {
  it("two hidden layers stand at 0, .32, .68 and 1 of the width", () => {
    const { columns } = networkGeometry([2, 16, 16, 2], frame);
    expect(columns.map(({ x }) => ((x - frame.left) / (frame.right - frame.left)).toFixed(2))).toEqual([
      "0.00",
      "0.32",
      "0.68",
      "1.00",
    ]);
    expect(columns[1].side).toBeCloseTo(0.8 * (columns[1].ys[1] - columns[1].ys[0]));
  });

  it("units keep apart and inside the frame, and columns too, whatever the network", () => {
    fc.assert(
      fc.property(networks, ({ counts, width, height }) => {
        const box = { left: 40, right: 40 + width, top: 20, bottom: 20 + height };
        const { columns, spans } = networkGeometry(counts, box);
        expect(columns.map(({ ys }) => ys.length)).toEqual(counts);
        expect(spans).toHaveLength(counts.length - 1);
        expect(spans[0].left).toBe(box.left);
        expect(spans.at(-1)!.right).toBeCloseTo(box.right);
        for (const { ys, side } of columns) {
          expect(ys[0] - side / 2).toBeGreaterThanOrEqual(box.top - 1);
          expect(ys.at(-1)! + side / 2).toBeLessThanOrEqual(box.bottom + 1);
          for (let j = 1; j < ys.length; j++) expect(ys[j] - ys[j - 1]).toBeGreaterThanOrEqual(side - 1e-6);
        }
        spans.forEach(({ left, right }, k) => {
          expect(right - left).toBeGreaterThan((columns[k].side + columns[k + 1].side) / 2);
        });
      }),
    );
  });

  it("a layer that is spread out is 3.2 times as wide as another, and stays under the pointer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 16 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (depth, share) => {
        const counts = [2, ...Array.from({ length: depth }, () => 10), 2];
        const narrow = { ...frame, right: 600 };
        const at = narrow.left + share * (narrow.right - narrow.left);
        const rest = networkGeometry(counts, narrow);
        expect(rest.isCrowded).toBe(true);
        const pointed = kernelAt(rest, at)!;
        const { spans, spread } = networkGeometry(counts, narrow, { spread: pointed });
        expect(spread).toBe(pointed);
        const width = (k: number) => spans[k].right - spans[k].left;
        expect(width(pointed) / width(pointed === 3 ? 4 : 3)).toBeCloseTo(3.2);
        expect(kernelAt({ spans }, at)).toBe(pointed);
      }),
    );
  });

  it("networks whose layers can be read spread none, and shortcuts have their arcs over the columns", () => {
    const counts = [2, 12, 12, 12, 2];
    const { spread, arcs, columns } = networkGeometry(counts, frame, {
      shortcuts: [false, true, true, false],
      spread: 2,
    });
    expect(spread).toBeNull();
    expect(arcs.map(({ kernel }) => kernel)).toEqual([1, 2]);
    for (const { foot, top, from, to, kernel } of arcs) {
      expect(top).toBeLessThan(foot);
      expect(foot).toBeLessThan(columns[kernel].ys[0]);
      expect([from, to]).toEqual([columns[kernel].x, columns[kernel + 1].x]);
    }
  });

  it("a connection runs from its unit's right side to the next one's left side", () => {
    const geometry = networkGeometry([2, 3, 2], frame);
    const [x0, y0, x1, y1] = edgeEnds(geometry, 0, 4);
    expect([y0, y1]).toEqual([geometry.columns[0].ys[1], geometry.columns[1].ys[1]]);
    expect(x0).toBeGreaterThan(geometry.columns[0].x);
    expect(x1).toBeLessThan(geometry.columns[1].x);
    expect(pointOnEdge([x0, y0, x1, y1], 0)).toEqual([x0, y0]);
    expect(pointOnEdge([x0, y0, x1, y1], 1)).toEqual([x1, y1]);
  });
});
