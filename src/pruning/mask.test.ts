import { describe, expect, it } from "vitest";
import { fullMask, keptCount, type Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { deadUnits, effectiveCount } from "./connectivity.ts";
import { costOf, groupBytes } from "./cost.ts";
import { countsAt, thresholdsAt } from "./cut.ts";
import { rank } from "./rank.ts";
import { anyRequest as request } from "./request.test.support.ts";
import { roundHalfToEven } from "./round.ts";

const layer = (name: string, shape: number[], weights: readonly number[]): Layer => ({
  name,
  shape,
  weights: Float32Array.from(weights),
  bias: new Float32Array(shape[1]),
});

describe("what a mask does", () => {
  const layers = [layer("first", [2, 3], [1, 2, 3, 4, 5, 6]), layer("output", [3, 2], [1, 2, 3, 4, 5, 6])];
  const mask: Mask = new Map([
    ["first", Uint8Array.of(1, 0, 1, 0, 0, 1)],
    ["output", Uint8Array.of(1, 0, 1, 1, 0, 0)],
  ]);

  it("finds units on no path and the kept weights that lead nowhere", () => {
    // Unit 1 has no input, unit 2 no output.
    expect(deadUnits(layers, mask)).toEqual([Uint8Array.of(0, 1, 1)]);
    expect(keptCount(mask)).toBe(6);
    expect(effectiveCount(layers, mask)).toBe(2);
  });

  it("costs what the formats' definitions say", () => {
    const [first, output] = costOf(layers, mask, [4, 1]);
    expect(first).toEqual({
      name: "first",
      total: 6,
      kept: 3,
      multiplyAdds: { dense: 24, masked: 12 },
      bytes: { dense: 24, bitmask: 1 + 12, csr: 3 * (4 + 1) + 3 * 4 },
      indexBits: 8,
    });
    expect(output.multiplyAdds).toEqual({ dense: 6, masked: 3 });
  });

  it("takes N:M at N values and their places of every M: 2:4 of 32 bits is 17 / 32 of dense", () => {
    expect(groupBytes(50, 4, 32)).toBe((50 * 34) / 8);
    expect(groupBytes(50, 4, 32) / (100 * 4)).toBe(17 / 32);
  });

  it("says where the cut lies", () => {
    const ranking = rank(layers, request, fullMask(layers));
    expect(countsAt(ranking, 0.5)).toEqual([6]);
    expect(thresholdsAt(ranking, 0.5)).toEqual([4]);
    expect(thresholdsAt(ranking, 1)).toEqual([null]);
  });
});

describe("rounding", () => {
  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [3.49, 3],
    [3.51, 4],
    [7, 7],
  ])("rounds %d to %d", (x, rounded) => {
    expect(roundHalfToEven(x)).toBe(rounded);
  });
});
