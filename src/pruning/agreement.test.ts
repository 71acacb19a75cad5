import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../network/mask.ts";
import { agreementOf, alike, overlap, overlapByChance } from "./agreement.ts";

const mask = (...layers: number[][]): Mask =>
  new Map(layers.map((bits, l) => [`layer ${l}`, Uint8Array.from(bits)] as const));

const bit = fc.integer({ min: 0, max: 1 });
/** Two masks and what earlier rounds left, of two layers; no mask keeps what is locked. */
const three = fc.array(fc.tuple(bit, bit, bit), { maxLength: 60 }).map((weights) => {
  const half = weights.length >> 1;
  const column = (read: (weight: readonly [number, number, number]) => number) =>
    mask(weights.slice(0, half).map(read), weights.slice(half).map(read));
  return [
    column(([one, , open]) => one & open),
    column(([, other, open]) => other & open),
    column((w) => w[2]),
  ] as const;
});

describe("two masks", () => {
  const open = mask([1, 1, 1, 1], [1, 1]);

  it("are compared weight by weight", () => {
    const agreement = agreementOf(mask([1, 0, 0, 1], [0, 1]), mask([1, 0, 1, 0], [0, 0]), open);
    expect(agreement).toEqual({ bothKeep: 1, bothPrune: 2, onlyOne: 1, onlyOther: 2 });
    expect(alike(agreement)).toBe(0.5);
    expect(overlap(agreement)).toBe(2 / 5);
    // 3 and 4 of 6: 2 of them by chance, of 5 that either prunes.
    expect(overlapByChance(agreement)).toBeCloseTo(2 / 5);
  });

  it("are not alike for what earlier rounds pruned", () => {
    const agreement = agreementOf(mask([0, 0, 0, 1], [0, 1]), mask([0, 0, 1, 0], [0, 1]), mask([0, 0, 1, 1], [0, 1]));
    expect(agreement).toEqual({ bothKeep: 1, bothPrune: 0, onlyOne: 1, onlyOther: 1 });
    expect(overlap(agreement)).toBe(0);
  });

  it("that prune nothing agree", () => {
    const agreement = agreementOf(open, open, open);
    expect([alike(agreement), overlap(agreement), overlapByChance(agreement)]).toEqual([1, 1, 1]);
    const nothing = agreementOf(mask(), mask(), mask());
    expect([alike(nothing), overlap(nothing), overlapByChance(nothing)]).toEqual([1, 1, 1]);
  });

  it("agree the same either way, wholly with themselves, and every open weight is counted once", () => {
    fc.assert(
      fc.property(three, ([one, other, locked]) => {
        const there = agreementOf(one, other, locked);
        const back = agreementOf(other, one, locked);
        expect(back).toEqual({ ...there, onlyOne: there.onlyOther, onlyOther: there.onlyOne });
        for (const share of [alike, overlap, overlapByChance]) {
          expect(share(back)).toBeCloseTo(share(there), 12);
          expect(share(there)).toBeGreaterThanOrEqual(0);
          expect(share(there)).toBeLessThanOrEqual(1);
        }
        const self = agreementOf(one, one, locked);
        expect([alike(self), overlap(self)]).toEqual([1, 1]);
        const openWeights = [...locked.values()].reduce((sum, bits) => sum + bits.reduce((a, b) => a + b, 0), 0);
        expect(there.bothKeep + there.bothPrune + there.onlyOne + there.onlyOther).toBe(openWeights);
        if (there.onlyOne + there.onlyOther > 0) expect(alike(there)).toBeLessThan(1);
      }),
    );
  });
});
