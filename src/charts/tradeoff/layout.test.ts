import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ThemeTokens } from "../useTheme.ts";
import { createAccuracyScale, lowestAccuracy } from "./accuracyScale.ts";
import { createAxis } from "./axis.ts";
import { from, upTo } from "./curves.ts";
import { chipText } from "./Handle.tsx";
import { labelsOf } from "./labels.ts";
import { chipAt, isCovered, layoutOf } from "./layout.ts";
import { touch } from "./placeNames.ts";
import { moveOf } from "./SparsityInput.tsx";

const theme = { "fs-tick": 13, handle: 15, lane: 60, letters: 0, words: 0 } as ThemeTokens;
const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.record({ width: fc.integer({ min: 260, max: 2000 }), height: fc.integer({ min: 140, max: 900 }) });

describe("the floor", () => {
  it("has room for plot, queue and axis in every size, and nothing but the handle in the handle's lane", () => {
    fc.assert(
      fc.property(size, ({ width, height }) => {
        const layout = layoutOf({ width, height }, theme);
        const { frame, queue, axis, figures } = layout;
        expect(frame.left).toBeLessThan(frame.right);
        expect(frame.right).toBeLessThanOrEqual(width);
        expect(frame.top).toBeLessThan(frame.bottom);
        expect(frame.bottom + queue + axis).toBe(height);
        expect(frame.left - figures).toBe(26);
        for (const x of [frame.left, frame.right]) {
          expect(chipAt(x, layout)).toBeLessThanOrEqual(x);
          expect(chipAt(x, layout) + layout.chip.width).toBeGreaterThanOrEqual(x);
        }
      }),
    );
  });

  it("has words that do not touch, inside the plot, chance off the curve, and leaves out what has no room", () => {
    fc.assert(
      fc.property(size, share, share, share, fc.array(share, { maxLength: 4 }), (room, chance, at, locked, rounds) => {
        const layout = layoutOf(room, theme);
        const { left, right, top, bottom } = layout.frame;
        const [x, y] = [(at: number) => left + at * (right - left), (at: number) => bottom - at * (bottom - top)];
        const flat = (at: number) => [[left, y(at)], [right, y(at)]] as const; // biome-ignore format: a curve reads on one line
        const labels = labelsOf(
          {
            chance: { text: "chance", y: y(chance) },
            locked: { text: "gone in round 1", x: x(locked) },
            rounds: rounds.map((at, i) => ({ text: String(i + 1), x: x(at), y: y(0.9) })),
            lines: [{ text: "as first trained", curve: flat(chance / 2) }],
            curve: flat(at),
            taken: [],
          },
          layout,
          theme,
        );
        labels.forEach(({ text, box }, i) => {
          if (text === "chance") expect(y(at) < box.y || y(at) > box.y + box.height).toBe(true);
          expect(box.x >= left && box.x + box.width <= right).toBe(true);
          expect(box.y >= top - 24 && box.y + box.height <= bottom + 1e-9).toBe(true);
          for (const other of labels.slice(0, i)) expect(touch(box, other.box)).toBe(false);
        });
      }),
    );
  });

  it("has no word under the handle, its cut or its chip: those give way, and words elsewhere stay", () => {
    const layout = layoutOf({ width: 1376, height: 238 }, theme);
    const { frame, queue } = layout;
    const box = (x: number, y: number) => ({ x, y, width: 60, height: 18 });
    const handle = { x: 700, y: frame.top + 30 };
    const covers = (x: number, y: number) => isCovered(box(x, y), handle, layout, theme.handle);
    expect(covers(690, handle.y)).toBe(true);
    expect(covers(690, frame.bottom - 20)).toBe(true);
    expect(covers(705, frame.bottom - 20)).toBe(false);
    expect(covers(690, frame.top - 18)).toBe(false);
    expect(covers(690, frame.bottom + queue + 4)).toBe(true);
    expect(covers(760, frame.bottom + queue + 4)).toBe(false);
  });

  it("says a place with one decimal at most", () => {
    expect([0, 0.6, 0.597, 0.5971, 0.9999, 1].map(chipText)).toEqual(["0%", "60%", "59.7%", "59.7%", "99.9%", "100%"]);
  });

  it("draws a curve up to where one has been, and from what earlier rounds pruned on", () => {
    const marks = [0, 0.5, 1].map((sparsity) => ({ sparsity, accuracy: 1 - sparsity }));
    expect(upTo(marks, 0.25)).toEqual([marks[0], { sparsity: 0.25, accuracy: 0.75 }]);
    expect(upTo(marks, 0.5)).toEqual(marks.slice(0, 2));
    expect(upTo(marks, 1)).toEqual(marks);
    expect(upTo([], 0.5)).toEqual([]);
    expect(from(marks, 0)).toBe(marks);
    expect(from(marks, 0.25)).toEqual([{ sparsity: 0.25, accuracy: 0.75 }, ...marks.slice(1)]);
    expect(from([], 0.5)).toEqual([]);
  });
});

describe("the scale of accuracy", () => {
  it("rises within the plot, whatever is drawn, and names accuracies that lie apart", () => {
    const drawn = fc.array(share, { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.constantFrom("linear", "log"), drawn, share, share, (kind, accuracies, one, other) => {
        const room = { top: 19, bottom: 170, apart: 23 };
        const { y, ticks } = createAccuracyScale(kind, accuracies, room);
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        expect(y(high)).toBeLessThanOrEqual(y(low));
        for (const accuracy of accuracies) expect(y(accuracy) >= room.top && y(accuracy) <= room.bottom).toBe(true);
        for (const [i, tick] of ticks.entries())
          if (i > 0) expect(y(tick) - y(ticks[i - 1])).toBeGreaterThanOrEqual(room.apart);
      }),
    );
  });

  it("is even for points, from below every curve; stretched, it tells 98 from 97", () => {
    expect(lowestAccuracy([0.98, 0.55, 0.7])).toBeCloseTo(0.5);
    expect(lowestAccuracy([0.02])).toBe(0);
    const room = { top: 19, bottom: 168, apart: 23 };
    const rounded = (ticks: readonly number[]) => ticks.map((tick) => Math.round(tick * 1000) / 1000);
    expect(rounded(createAccuracyScale("linear", [0.976, 0.5], room).ticks)).toEqual([1, 0.8, 0.6]);
    const stretched = createAccuracyScale("log", [0.976, 0.1], room);
    expect(rounded(stretched.ticks)).toEqual([0.98, 0.95, 0.9, 0.8, 0.5]);
    expect(stretched.y(0.97) - stretched.y(0.98)).toBeGreaterThan(10);
  });
});

it("the axis keeps its ends when it is stretched", () => {
  const axis = createAxis("log", 60, 1356);
  expect([axis.x(0), axis.x(1)]).toEqual([60, 1356]);
  expect(axis.x(0.99) - axis.x(0.9)).toBeGreaterThan(400);
});

it("keys move the handle by whole percents, with Shift by tenths, with Alt by one weight; those of the browser do not", () => {
  const none = { altKey: false, shiftKey: false, ctrlKey: false, metaKey: false };
  expect(moveOf({ ...none, key: "ArrowUp" })).toEqual({ by: 0.01 });
  expect(moveOf({ ...none, key: "ArrowLeft", shiftKey: true })).toEqual({ by: -0.001 });
  expect(moveOf({ ...none, key: "ArrowLeft", altKey: true })).toEqual({ further: -1 });
  expect(moveOf({ ...none, key: "PageUp", altKey: true })).toEqual({ by: 0.1 });
  expect(moveOf({ ...none, key: "End" })).toEqual({ by: 1 });
  expect(moveOf({ ...none, key: "ArrowLeft", ctrlKey: true })).toBeNull();
  expect(moveOf({ ...none, key: "a" })).toBeNull();
});
