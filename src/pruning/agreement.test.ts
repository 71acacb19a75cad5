import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreementOf, alike, overlap } from "./agreement.ts";
import type { Mask } from "./types.ts";

const bits = fc.array(fc.constantFrom(0, 1), { minLength: 9, maxLength: 9 });
const mask = fc.tuple(bits, bits).map(
  ([a, b]): Mask =>
    new Map([
      ["a", Uint8Array.from(a)],
      ["b", Uint8Array.from(b)],
    ]),
);

describe("two cuts", () => {
  it("agree by as much whichever comes first, and all counts add up", () => {
    fc.assert(
      fc.property(mask, mask, (one, other) => {
        const [there, back] = [agreementOf(one, other), agreementOf(other, one)];
        expect(back).toEqual({ ...there, onlyFirst: there.onlySecond, onlySecond: there.onlyFirst });
        const pruned = (of: Mask) => [...of.values()].flatMap((all) => [...all]).filter((bit) => bit === 0).length;
        expect(there.bothPrune + there.onlyFirst).toBe(pruned(one));
        expect(there.bothPrune + there.onlySecond).toBe(pruned(other));
        for (const share of [alike(there), overlap(there)]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(alike(there) === 1).toBe(there.onlyFirst + there.onlySecond === 0);
      }),
    );
  });

  it("agree wholly with themselves", () => {
    fc.assert(
      fc.property(mask, (one) => {
        expect(alike(agreementOf(one, one))).toBe(1);
        expect(overlap(agreementOf(one, one))).toBe(1);
      }),
    );
  });
});
