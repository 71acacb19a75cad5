import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ThemeTokens } from "../useTheme.ts";
import { layoutOf, lowestAccuracy, wordsOf } from "./layout.ts";
import { touch } from "./placeNames.ts";
import { moveOf } from "./SparsityInput.tsx";

const theme = { "fs-tick": 15, "fs-s": 16, "fs-l": 22, handle: 9 } as ThemeTokens;

describe("the trade-off", () => {
  it("has room for the plot, the row of weights and the lane in every size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 2000 }), fc.integer({ min: 150, max: 900 }), (width, height) => {
        const { frame, strip, lane, isNarrow } = layoutOf({ width, height }, theme);
        expect(frame.left).toBeLessThan(frame.right);
        expect(frame.right).toBeLessThanOrEqual(width);
        expect(frame.top).toBeLessThan(frame.bottom);
        expect(frame.bottom + strip + lane).toBeLessThan(height);
        expect(lane > 0).toBe(!isNarrow);
      }),
    );
  });

  it("has words that do not touch, and leaves out what has no room", () => {
    const share = fc.double({ min: 0.1, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 1500 }), share, share, share, (width, accuracy, chance, locked) => {
        const layout = layoutOf({ width, height: 300 }, theme);
        const { left, right, top, bottom } = layout.frame;
        const y = (value: number) => bottom - value * (bottom - top);
        const words = wordsOf(layout, theme, {
          first: { accuracy, y: y(accuracy) },
          chance: { share: chance, name: "always “yes”", y: y(chance) },
          lockedX: left + locked * (right - left),
          reference: true,
          age: null,
          reached: true,
        });
        const [one, other] = words.taken;
        if (words.key) {
          expect(one).toBe(words.key.box);
          expect(touch(one, other)).toBe(false);
        }
        if (layout.isNarrow) expect([words.key, words.chanceX, words.lockedName]).toEqual([null, null, null]);
        if (words.chanceX !== null)
          expect(words.taken.at(-1)!.x + words.taken.at(-1)!.width).toBeLessThanOrEqual(right);
      }),
    );
  });

  it("begins below every curve", () => {
    expect(lowestAccuracy([0.98, 0.55, 0.7])).toBeCloseTo(0.5);
    expect(lowestAccuracy([0.52])).toBeCloseTo(0.4);
    expect(lowestAccuracy([0.02])).toBe(0);
  });
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
