import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { biasMasks } from "../network/biasMask.ts";
import { initialise } from "../network/initialise.ts";
import type { Layer } from "../network/network.ts";
import { denseNetwork } from "../network/network.ts";
import { compact } from "./compact.ts";
import { deadUnits, effectiveCount } from "./connectivity.ts";
import { costOf } from "./cost.ts";
import { criteria, criterionOf } from "./criteria/registry.ts";
import { countsAt, keptUnitsAt, maskAt, sparsityFor, thresholdsAt } from "./cut.ts";
import { erkDensities } from "./erk.ts";
import { fullMask, keptCount, keptIn } from "./mask.ts";
import { whyNot } from "./offer.ts";
import { rank } from "./rank.ts";
import { roundHalfToEven } from "./round.ts";
import { sortByScore } from "./sortByScore.ts";
import type { Mask, PruneRequest } from "./types.ts";

const request: PruneRequest = {
  criterion: "magnitude",
  granularity: "weight",
  groupSize: 4,
  scope: "global",
  norm: "l2",
  seed: 3,
  protectedLayers: [],
  keepOneUnit: true,
};

/** Weights full of ties, zeros of both signs and denormals. */
const weight = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true, min: -2, max: 2 }),
  fc.constantFrom(0, -0, 0.5, -0.5, 1e-44, -1e-44, 1e-30),
);

const network = fc
  .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([inputs, hidden, outputs]) =>
    fc
      .tuple(
        fc.array(weight, { minLength: inputs * hidden, maxLength: inputs * hidden }),
        fc.array(weight, { minLength: hidden * outputs, maxLength: hidden * outputs }),
      )
      .map(([first, second]): Layer[] => [
        layer("first", [inputs, hidden], first),
        layer("output", [hidden, outputs], second),
      ]),
  );

const layer = (name: string, shape: number[], weights: readonly number[]): Layer => ({
  name,
  shape,
  weights: Float32Array.from(weights),
  bias: new Float32Array(shape[1]),
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const choice = fc
  .record({
    criterion: fc.constantFrom(...criteria.map(({ id }) => id)),
    granularity: fc.constantFrom("weight" as const, "group" as const, "unit" as const),
    groupSize: fc.integer({ min: 2, max: 5 }),
    scope: fc.constantFrom("global" as const, "layerwise" as const, "erk" as const),
    norm: fc.constantFrom("l1" as const, "l2" as const),
  })
  .filter((chosen) => whyNot(chosen) === null);

const isWithin = (inner: Mask, outer: Mask) =>
  [...inner].every(([name, kept]) => kept.every((bit, i) => bit <= outer.get(name)![i]));

const previousOf = (layers: readonly Layer[], seed: number): Mask =>
  new Map(layers.map(({ name, weights }) => [name, Uint8Array.from(weights, (_, i) => +((i * 7 + seed) % 5 !== 0))]));

describe("cutting weights", () => {
  it("prunes round-half-to-even(s n) weights, whatever the ties, and never fewer than were pruned before", () => {
    fc.assert(
      fc.property(network, share, fc.boolean(), fc.nat(9), (layers, s, before, seed) => {
        const previous = before ? previousOf(layers, seed) : fullMask(layers);
        const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
        const kept = keptCount(maskAt(rank(layers, request, previous), s));
        expect(kept).toBe(Math.min(keptCount(previous), total - roundHalfToEven(s * total)));
      }),
    );
  });

  it("prunes that share of every layer in layerwise scope, and nothing of a protected one", () => {
    fc.assert(
      fc.property(network, share, (layers, s) => {
        const mask = maskAt(rank(layers, { ...request, scope: "layerwise" }, fullMask(layers)), s);
        for (const { name, weights } of layers)
          expect(keptIn(mask.get(name)!)).toBe(weights.length - roundHalfToEven(s * weights.length));
        const spared = maskAt(rank(layers, { ...request, protectedLayers: ["output"] }, fullMask(layers)), s);
        expect(spared.get("output")!.every((bit) => bit === 1)).toBe(true);
        expect(keptIn(spared.get("first")!)).toBe(
          layers[0].weights.length - roundHalfToEven(s * layers[0].weights.length),
        );
      }),
    );
  });

  it("shares a cut out by ERK: together the sparsity, but for a rounded weight a layer; narrow layers keep more", () => {
    fc.assert(
      fc.property(network, share, (layers, s) => {
        const counts = countsAt(rank(layers, { ...request, scope: "erk" }, fullMask(layers)), s);
        const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
        expect(Math.abs(counts[0] + counts[1] - s * total)).toBeLessThanOrEqual(layers.length / 2 + 1e-9);
        const densities = erkDensities(
          [
            [784, 300],
            [300, 100],
            [100, 10],
          ],
          s,
        );
        expect(densities).toEqual(densities.toSorted((a, b) => a - b));
        expect(densities.every((density) => density >= 0 && density <= 1)).toBe(true);
      }),
    );
  });

  it("leaves N of every M weights along the inputs, fewer of a shorter rest, at every stop of the slider", () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 2, max: 5 }), fc.nat(5), (layers, groupSize, gone) => {
        const groups = { ...request, granularity: "group" as const, groupSize };
        const pruned = Math.min(gone, groupSize);
        const mask = maskAt(rank(layers, groups, fullMask(layers)), pruned / groupSize);
        for (const { name, shape } of layers) {
          const [inputs, outputs] = shape;
          for (let first = 0; first < inputs; first += groupSize)
            for (let output = 0; output < outputs; output++) {
              const length = Math.min(groupSize, inputs - first);
              const bits = Array.from({ length }, (_, i) => mask.get(name)![(first + i) * outputs + output]);
              expect(bits.filter((bit) => bit === 1)).toHaveLength(Math.min(groupSize - pruned, length));
            }
        }
      }),
    );
  });

  it("by LAMP empties no layer before all others are down to one weight", () => {
    fc.assert(
      fc.property(network, share, (layers, s) => {
        const plain = layers.map((one) => ({ ...one, weights: one.weights.map((w) => w || 0.1) }));
        const mask = maskAt(rank(plain, { ...request, criterion: "lamp" }, fullMask(plain)), s);
        const kept = plain.map(({ name }) => keptIn(mask.get(name)!));
        if (kept.includes(0)) expect(Math.max(...kept)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("refuses what does not go together, with the reason", () => {
    const layers = initialise(denseNetwork([4, 5, 3]), 1);
    const ranked = (change: Partial<PruneRequest>) => () => rank(layers, { ...request, ...change }, fullMask(layers));
    expect(ranked({ criterion: "lamp", granularity: "unit" })).toThrow("LAMP ranks single weights");
    expect(ranked({ scope: "erk", granularity: "unit" })).toThrow("ERK shares out single weights");
  });

  it("takes by FPGM the unit in the middle of its layer, and all of a layer of twins by position", () => {
    const scoresOf = (weights: readonly number[], units: number) =>
      criterionOf("fpgm").scoreUnits!(layer("first", [weights.length / units, units], weights), {
        seed: 1,
        index: 0,
        norm: "l2",
      });
    // Three units at (0, 0), (3, 4) and (6, 8).
    expect(Array.from(scoresOf([0, 3, 6, 0, 4, 8], 3))).toEqual([15, 10, 15]);
    expect(Array.from(scoresOf([1, 1, 1, 1], 4))).toEqual([0, 0, 0, 0]);
    const layers = [layer("first", [2, 3], [0, 3, 6, 0, 4, 8]), layer("output", [3, 1], [1, 1, 1])];
    const ranking = rank(layers, { ...request, criterion: "fpgm", granularity: "unit" }, fullMask(layers));
    expect(Array.from(keptUnitsAt(ranking, 0.3)[0])).toEqual([1, 0, 1]);
  });

  it("finds the sparsity at which so many are pruned", () => {
    fc.assert(
      fc.property(
        network,
        fc.constantFrom("global" as const, "layerwise" as const, "erk" as const),
        (layers, scope) => {
          const ranking = rank(layers, { ...request, scope }, fullMask(layers));
          for (let count = 0; count <= ranking.lists[0].order.length; count++) {
            const s = sparsityFor(ranking, 0, count);
            expect(countsAt(ranking, s)[0]).toBeGreaterThanOrEqual(count);
            if (s > 0) expect(countsAt(ranking, s - 0.001)[0]).toBeLessThan(count);
          }
        },
      ),
    );
  });

  it("prunes the smallest, and of equals the one that comes first", () => {
    fc.assert(
      fc.property(network, share, (layers, s) => {
        const mask = maskAt(rank(layers, request, fullMask(layers)), s);
        const all = layers.flatMap(({ name, weights }) =>
          Array.from(weights, (value, i) => ({ size: Math.abs(value), kept: mask.get(name)![i] })),
        );
        const order = all.map((_, i) => i).sort((a, b) => all[a].size - all[b].size || a - b);
        const kept = order.map((i) => all[i].kept);
        expect(kept).toEqual(kept.toSorted((a, b) => a - b));
      }),
    );
  });

  it.each(criteria.map(({ id }) => id))("%s leaves the weights alone, repeats itself and gives finite scores", (id) => {
    const layers = initialise(denseNetwork([4, 5, 3], "relu", "he"), 1);
    const before = layers.map(({ weights }) => weights.slice());
    const criterion = criteria.find((one) => one.id === id)!;
    layers.forEach((one, index) => {
      const context = { seed: 5, index, norm: "l2" } as const;
      for (const [score, count] of [
        [criterion.score, one.weights.length],
        [criterion.scoreUnits, one.bias.length],
      ] as const) {
        const scores = score?.(one, context);
        expect(scores?.length ?? count).toBe(count);
        expect(scores?.every(Number.isFinite) ?? true).toBe(true);
        expect(score?.(one, context)).toEqual(scores);
      }
      expect(one.weights).toEqual(before[index]);
    });
  });
});

describe("any cut", () => {
  it("nests, repeats itself, respects earlier cuts and stays within 0 and 1", () => {
    fc.assert(
      fc.property(network, choice, share, share, fc.nat(9), (layers, chosen, a, b, seed) => {
        const previous = previousOf(layers, seed);
        const ranking = rank(layers, { ...request, ...chosen }, previous);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [more, fewer] = [maskAt(ranking, low), maskAt(ranking, high)];
        expect(isWithin(fewer, more)).toBe(true);
        expect(isWithin(more, previous)).toBe(true);
        expect(maskAt(ranking, low)).toEqual(more);
        const again = rank(layers, { ...request, ...chosen }, more);
        expect(isWithin(maskAt(again, low), more)).toBe(true);
        for (const s of [-0.1, 1.1, Number.NaN]) expect(() => maskAt(ranking, s)).toThrow("between 0 and 1");
      }),
    );
  });

  it("is the same again when cut anew from its own mask, weight by weight", () => {
    fc.assert(
      fc.property(network, share, (layers, s) => {
        const mask = maskAt(rank(layers, request, fullMask(layers)), s);
        expect(maskAt(rank(layers, request, mask), s)).toEqual(mask);
      }),
    );
  });
});

describe("cutting units", () => {
  const spec = denseNetwork([3, 6, 4, 2]);
  const unit = { ...request, granularity: "unit" } as const;

  it("takes bias and outgoing weights along, never a layer's last unit, and gives the compact network's shapes", () => {
    fc.assert(
      fc.property(fc.nat(1000), share, fc.constantFrom("global" as const, "layerwise" as const), (seed, s, scope) => {
        const layers = initialise(spec, seed);
        const ranking = rank(layers, { ...unit, scope }, fullMask(layers));
        const mask = maskAt(ranking, s);
        const kept = keptUnitsAt(ranking, s);
        const biases = biasMasks(layers, mask);
        expect(kept.map(keptIn).every((count) => count >= 1)).toBe(true);
        kept.forEach((units, l) => {
          expect(biases.get(layers[l].name)).toEqual(units);
        });
        layers.forEach(({ name, shape: [, out] }, l) => {
          mask.get(name)!.forEach((bit, i) => {
            const stays = (kept[l]?.[i % out] ?? 1) && (kept[l - 1]?.[Math.floor(i / out)] ?? 1);
            expect(bit).toBe(stays);
          });
        });
        const [first, second] = kept.map(keptIn);
        expect(compact(layers, kept).map(({ shape }) => shape)).toEqual([
          [3, first],
          [first, second],
          [second, 2],
        ]);
      }),
    );
  });

  it("ranks by the norm of the incoming kernel", () => {
    const layers = [layer("first", [2, 2], [3, 2.5, 0, 2.5]), layer("output", [2, 1], [1, 1])];
    const lost = (norm: "l1" | "l2") =>
      keptUnitsAt(rank(layers, { ...unit, norm }, fullMask(layers)), 0.5)[0].indexOf(0);
    expect(lost("l1")).toBe(0);
    expect(lost("l2")).toBe(0);
    layers[0].weights.set([3.6, 2.5, 0, 2.5]);
    expect(lost("l1")).toBe(0);
    expect(lost("l2")).toBe(1);
  });
});

describe("sorting by score", () => {
  it.each([Float32Array, Float64Array])("is a stable sort of any numbers: %o", (Scores) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(weight, fc.constant(Number.NEGATIVE_INFINITY)), { maxLength: 60 }), (values) => {
        const scores = Scores.from(values);
        const expected = values.map((_, i) => i).sort((a, b) => scores[a] - scores[b] || a - b);
        // Infinity minus infinity is no number; ties among them go by place.
        expected.sort((a, b) => (scores[a] < scores[b] ? -1 : scores[a] > scores[b] ? 1 : a - b));
        expect(Array.from(sortByScore(scores))).toEqual(expected);
        expect(Array.from(scores)).toEqual(Array.from(Scores.from(values)));
      }),
    );
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

  it("says where the cut lies", () => {
    const ranking = rank(layers, request, fullMask(layers));
    expect(countsAt(ranking, 0.5)).toEqual([6]);
    expect(thresholdsAt(ranking, 0.5)).toEqual([4]);
    expect(thresholdsAt(ranking, 1)).toEqual([null]);
  });
});
