import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork } from "../network/network.ts";
import { goneAt } from "./cut.ts";
import { oneFurther, sparsityOfCount } from "./oneFurther.ts";
import { rank } from "./rank.ts";
import { anyRequest as request } from "./request.test.support.ts";
import type { Granularity, PruneRequest, Scope } from "./types.ts";

const ranked = (widths: number[], method: Partial<PruneRequest>) => {
  const layers = initialise(denseNetwork(widths, "relu", "he"), 5);
  return rank(layers, { ...request, ...method }, fullMask(layers), {});
};

const rankings = fc
  .record({
    widths: fc.array(fc.integer({ min: 2, max: 12 }), { minLength: 3, maxLength: 5 }),
    granularity: fc.constantFrom<Granularity>("weight", "unit", "group"),
    scope: fc.constantFrom<Scope>("global", "layerwise", "erk", "hand"),
    shares: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
  })
  .filter(
    ({ granularity, scope }) =>
      granularity === "weight" || scope === "global" || (granularity === "unit" && scope === "layerwise"),
  )
  .map(({ widths, ...method }) => ranked(widths, method));

describe("one entry further", () => {
  it("passes through every number of entries that a cut can take, upwards and downwards, none twice", () => {
    fc.assert(
      fc.property(rankings, (ranking) => {
        const gone = (sparsity: number) => goneAt(ranking, sparsity).count;
        const possible = [...new Set(Array.from({ length: 5001 }, (_, i) => gone(i / 5000)))];
        const walk = (from: number, way: 1 | -1) => {
          const counts = [gone(from)];
          for (let at = from; ; ) {
            const next = oneFurther(ranking, at, way);
            if (next === at) return counts;
            counts.push(gone(next));
            at = next;
          }
        };
        const up = walk(0, 1);
        expect(up).toEqual(expect.arrayContaining(possible));
        expect(up).toEqual([...new Set(up)].sort((a, b) => a - b));
        expect(walk(1, -1)).toEqual(up.toReversed());
      }),
      { numRuns: 40 },
    );
  });

  it("moves as few weights as can be where every layer loses the same share", () => {
    // 16, 64 and 16 weights: two 96ths of the whole take one, as one does; layers of the same size lose theirs together.
    const ranking = ranked([2, 8, 8, 2], { scope: "layerwise" });
    const counts = [0];
    for (let at = 0; counts.length < 5; counts.push(goneAt(ranking, at).count)) at = oneFurther(ranking, at, 1);
    expect(counts).toEqual([0, 1, 2, 4, 5]);
  });

  it("of one list stands at the entries' share of all", () => {
    const ranking = ranked([2, 8, 8, 2], {});
    expect(sparsityOfCount(ranking, 13)).toBeCloseTo(13 / 96, 6);
    expect(oneFurther(ranking, 12 / 96, 1)).toBeCloseTo(13 / 96, 6);
    expect(oneFurther(ranking, 12 / 96, -1)).toBeCloseTo(11 / 96, 6);
    expect(oneFurther(ranking, 1, 1)).toBe(1);
    expect(oneFurther(ranking, 0, -1)).toBe(0);
  });

  it("of groups goes one weight of each further", () => {
    const ranking = ranked([8, 4, 2], { granularity: "group" });
    expect([1, 2, 3].map((n) => goneAt(ranking, sparsityOfCount(ranking, n)).count)).toEqual([10, 10, 10]);
    expect(oneFurther(ranking, 0, 1)).toBeCloseTo(0.25, 6);
  });
});
