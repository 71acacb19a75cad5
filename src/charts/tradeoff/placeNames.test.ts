import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeNames } from "./placeNames.ts";
import { span } from "./span.ts";

const frame = { x: 40, y: 10, width: 600, height: 200 };
const name = { width: 60, height: 18 };
const level = (y: number) =>
  [
    [40, y],
    [640, y],
  ] as const;

describe("names of compared curves", () => {
  it("stand beside their own line, where it is far from the others", () => {
    // Together until the middle, then apart.
    const falls = [[40, 50], [300, 50], [360, 150], [640, 150]] as const; // biome-ignore format: a curve reads on one line
    const [box] = placeNames([{ curve: falls, name }], [level(50)], [], frame);
    expect(box!.x).toBeGreaterThanOrEqual(350);
    expect(Math.min(Math.abs(box!.y - 150), Math.abs(box!.y + box!.height - 150))).toBeLessThanOrEqual(4);
  });

  it("are left out where a line runs with another all the way", () => {
    expect(placeNames([{ curve: level(80), name }], [level(80), level(60), level(100)], [], frame)).toEqual([null]);
  });

  it("keep inside the frame, off all lines, off each other and off what is taken", () => {
    const height = fc.integer({ min: 15, max: 205 });
    const curve = fc
      .array(height, { minLength: 5, maxLength: 5 })
      .map((ys) => ys.map((y, i) => [40 + 150 * i, y] as const));
    const taken = [{ x: 40, y: 10, width: 150, height: 60 }];
    fc.assert(
      fc.property(fc.array(curve, { minLength: 2, maxLength: 4 }), ([own, ...others]) => {
        const boxes = placeNames(
          others.map((one) => ({ curve: one, name })),
          [own],
          taken,
          frame,
        );
        const placed = [...taken, ...boxes.filter((box) => box !== null)];
        placed.forEach((a, i) => {
          expect(a.x >= frame.x && a.x + a.width <= frame.x + frame.width).toBe(true);
          expect(a.y >= frame.y && a.y + a.height <= frame.y + frame.height).toBe(true);
          for (const b of placed.slice(0, i))
            expect(a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height).toBe(
              true,
            );
          if (i === 0) return;
          for (const line of [own, ...others]) {
            const [low, high] = span(line, a.x, a.x + a.width)!;
            expect(low >= a.y + a.height || high <= a.y).toBe(true);
          }
        });
      }),
    );
  });
});
