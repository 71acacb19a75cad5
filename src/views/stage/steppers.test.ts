import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { denseLayers } from "../../network/network.ts";
import { isOfBlocks, stepperPlaces, widthsOf } from "./steppers.ts";

const evenly = (count: number, from: number, to: number) =>
  Array.from({ length: count }, (_, i) => from + (i * (to - from)) / Math.max(1, count - 1));

describe("what changes layers on the drawing", () => {
  it("stands over each layer where there is room, and one for all of many", () => {
    expect(stepperPlaces([300, 600], 840, 946, 3)).toMatchObject({
      layers: [
        { x: 300, layers: [0] },
        { x: 600, layers: [1] },
      ],
      another: 730,
      depth: null,
    });
    const deep = stepperPlaces(evenly(10, 120, 800), 870, 946, 3);
    expect(deep.layers).toEqual([{ x: 120, layers: [...Array(10).keys()] }]);
    expect(deep.depth).toBe(460);
    expect(stepperPlaces(evenly(7, 80, 240), 310, 358, 3)).toMatchObject({ layers: [], depth: null, words: 160 });
  });

  it("nothing of it lies over another, whatever the network and the window", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16 }), fc.integer({ min: 260, max: 1400 }), (count, width) => {
        const xs = evenly(count, 90, width - 120);
        const tools = 4;
        const right = width - tools * 26;
        const { layers, another, depth, words } = stepperPlaces(xs, width - 60, width, tools);
        for (const { x } of layers) expect(x + 40).toBeLessThanOrEqual(right);
        if (words !== null) expect(words + 60).toBeLessThanOrEqual(right);
        const halves = [
          ...layers.map(({ x }) => [x, 40] as const),
          ...(another === null ? [] : [[another, 30] as const]),
          ...(depth === null ? [] : [[depth, 94] as const]),
        ].sort(([a], [b]) => a - b);
        for (let i = 1; i < halves.length; i++)
          expect(halves[i][0] - halves[i - 1][0]).toBeGreaterThanOrEqual(halves[i][1] + halves[i - 1][1]);
        expect(layers.length > 0 || words !== null || width < 290).toBe(true);
        if (words !== null) expect(words - 60).toBeGreaterThanOrEqual(40);
      }),
    );
  });

  it("tells layers with shortcuts in blocks, and the fewest and most units", () => {
    const residual = [denseLayers([12])[0], { ...denseLayers([12])[0], residual: true }];
    expect(isOfBlocks(residual)).toBe(true);
    expect(isOfBlocks(denseLayers([12, 12]))).toBe(false);
    expect(widthsOf(denseLayers([8, 16, 12]))).toEqual([8, 16]);
  });
});
