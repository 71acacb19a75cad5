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
  it("is the first of all cuts, one entry after the other, that is answered otherwise", () => {
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
        const walk = firstFlip(answers, 0.5 / entries);
        let step = walk.next();
        while (!step.done) step = walk.next();
        const from = answer(0);
        const steps = 4 * entries;
        const first = Array.from({ length: steps + 1 }, (_, i) => i / steps).find(
          (sparsity) => answer(sparsity) !== from,
        );
        expect(step.value.from).toBe(from);
        if (first === undefined) expect(step.value.first).toBeNull();
        else {
          expect(Math.abs(step.value.first!.sparsity - first)).toBeLessThanOrEqual(0.5 / entries);
          expect(passes).toBeLessThan(4 * entries);
        }
      },
    );
    fc.assert(property, { numRuns: 60 });
  });
});
