import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createBounds } from "../network/bounds.ts";
import { forward } from "../network/forward.ts";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import type { NetworkSpec } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { biasMasks } from "../network/wiring.ts";
import { maskAt } from "./cut.ts";
import { type Answers, firstFlip } from "./firstFlip.ts";
import { rank } from "./rank.ts";

const networks = ["7-5", "6-6r", "c3x3-p2-6", "v2x3bn-c2x3r-5"];

describe("the cut at which an answer flips", () => {
  it("is the first of all cuts, one entry after the other, that is answered otherwise for more than a grain", () => {
    const property = fc.property(
      fc.record({
        hidden: fc.constantFrom(...networks),
        activation: fc.constantFrom("relu" as const, "tanh" as const),
        seed: fc.integer({ min: 1, max: 1000 }),
        granularity: fc.constantFrom("weight" as const, "unit" as const),
        scope: fc.constantFrom("global" as const, "layerwise" as const),
        pixels: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 36, maxLength: 36 }),
      }),
      ({ hidden, activation, seed, granularity, scope, pixels }) => {
        const spec: NetworkSpec = {
          input: [6, 6, 1],
          hidden: readLayers(hidden)!,
          outputs: 4,
          activation,
          initialiser: "glorot",
        };
        const layers = initialise(spec, seed);
        const method = { criterion: "magnitude", granularity, scope } as const;
        const ranking = rank(
          layers,
          { ...method, norm: "l2", groupSize: 4, seed, keepOneUnit: true, protectedLayers: [] },
          fullMask(layers),
        );
        const input = Float32Array.from(pixels);
        let passes = 0;
        const answer = (sparsity: number) => {
          const mask = maskAt(ranking, sparsity);
          const { probabilities } = forward(spec, layers, mask, input, 1, biasMasks(layers, mask));
          return probabilities.indexOf(Math.max(...probabilities));
        };
        const isSure = createBounds(spec, layers, Float64Array.from(input));
        const answers: Answers = {
          at: answer,
          isSureBetween: (from, to, one) => {
            passes++;
            return isSure(maskAt(ranking, from), maskAt(ranking, to), one);
          },
        };
        const entries = ranking.lists.reduce((sum, { order }) => sum + order.length, 0);
        const grain = 0.5 / entries;
        const walk = firstFlip(answers, grain);
        let step = walk.next();
        while (!step.done) step = walk.next();
        const { from, first } = step.value;
        expect(from).toBe(answer(0));
        if (first) {
          expect(first.to).not.toBe(from);
          expect(answer(first.sparsity)).toBe(first.to);
        }
        // Layers' shares step at different sparsities, so an answer may be another one for less than the grain: none that lasts is missed.
        const isOther = Array.from({ length: 8 * entries + 1 }, (_, i) => answer(i / 8 / entries) !== from);
        const lasting = isOther.findIndex((_, i) => i + 8 < isOther.length && isOther.slice(i, i + 9).every(Boolean));
        if (lasting >= 0) expect(first?.sparsity).toBeLessThanOrEqual(lasting / 8 / entries + 2 * grain);
        // The least step is half a grain at least; each is tried twice at most, once as the half of one that was not sure.
        expect(passes).toBeLessThanOrEqual(2 * 4 * entries);
      },
    );
    fc.assert(property, { numRuns: 60 });
  });
});
