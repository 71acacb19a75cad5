import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialBatchNorm } from "../network/batchNorm.ts";
import { initialise } from "../network/initialise.ts";
import { fullMask, keptCount, keptIn, type Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { denseNetwork } from "../network/network.ts";
import { type SaliencyStatistics, saliencyStatistics } from "../network/saliency.ts";
import { parametricStages } from "../network/stages.ts";
import { toldWhere } from "../text/faults/told.test.support.ts";
import { noStatistics } from "./channelStatistics.ts";
import { effectiveCount } from "./connectivity.ts";
import { criteria, criterionOf } from "./criteria/registry.ts";
import { countsAt, keptUnitsAt, maskAt, sparsityFor, wholeShare, withShares } from "./cut.ts";
import { erkDensities } from "./erk.ts";
import { whyNot } from "./offer.ts";
import { rank } from "./rank.ts";
import { anyRequest as request } from "./request.test.support.ts";
import { roundHalfToEven } from "./round.ts";
import { sortByScore } from "./sortByScore.ts";
import type { PruneRequest } from "./types.ts";

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

const spec = denseNetwork([4, 5, 3], "relu", "he");

/** What some examples tell about a network of a few inputs; none where they would not fit. */
function statisticsFor(layers: readonly Layer[], mask: Mask): SaliencyStatistics {
  const widths = [layers[0].shape[0], ...layers.map(({ shape }) => shape[1])];
  const labels = Uint8Array.from({ length: 7 }, (_, n) => n % widths[widths.length - 1]);
  const inputs = Float32Array.from({ length: 7 * widths[0] }, (_, i) => Math.sin(i));
  const named = parametricStages(denseNetwork(widths)).map(({ name }) => name);
  const renamed = layers.map((one, l) => ({ ...one, name: named[l] }));
  const bits = new Map(layers.map(({ name }, l) => [named[l], mask.get(name)!]));
  const { layers: statistics, flow } = saliencyStatistics(denseNetwork(widths), renamed, bits, { inputs, labels });
  const renaming = (asked: Mask) => new Map(layers.map(({ name }, l) => [named[l], asked.get(name)!]));
  return { layers: statistics, flow: () => (asked) => flow()(renaming(asked)) };
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const choice = fc
  .record({
    criterion: fc.constantFrom(...criteria.map(({ id }) => id)),
    granularity: fc.constantFrom("weight" as const, "group" as const, "unit" as const, "channel" as const),
    groupSize: fc.integer({ min: 2, max: 5 }),
    scope: fc.constantFrom("global" as const, "layerwise" as const, "erk" as const, "hand" as const),
    shares: fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
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
        const maskBefore = before ? previousOf(layers, seed) : fullMask(layers);
        const total = layers.reduce((sum, { weights }) => sum + weights.length, 0);
        const kept = keptCount(maskAt(rank(layers, request, maskBefore), s));
        expect(kept).toBe(Math.min(keptCount(maskBefore), total - roundHalfToEven(s * total)));
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
    expect(toldWhere(ranked({ criterion: "lamp", granularity: "unit" }))).toContain("LAMP ranks single weights");
    expect(toldWhere(ranked({ scope: "erk", granularity: "unit" }))).toContain("ERK shares out single weights");
  });

  it("takes by FPGM the unit in the middle of its layer, and all of a layer of twins by position", () => {
    const scoresOf = (weights: readonly number[], units: number) =>
      criterionOf("fpgm").scoreUnits!(layer("first", [weights.length / units, units], weights), {
        seed: 1,
        index: 0,
        norm: "l2",
        statistics: noStatistics,
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
    // Slimming goes by the scales of batch norm; for all others they change nothing.
    const layers = initialise(spec, 1).map((layer) => ({ ...layer, batchNorm: initialBatchNorm(layer.bias.length) }));
    const before = layers.map(({ weights }) => weights.slice());
    const { score, scoreUnits, scoreAll } = criterionOf(id);
    const ask = () => {
      const { layers: statistics, ...network } = statisticsFor(layers, fullMask(layers));
      const contexts = layers.map(
        (_, index) => ({ seed: 5, index, norm: "l2", statistics: statistics[index] }) as const,
      );
      return {
        weights: score
          ? layers.map((one, l) => score(one, contexts[l]))
          : scoreAll?.(layers, fullMask(layers), fullMask(layers), { layers: statistics, ...network }),
        units: scoreUnits && layers.map((one, l) => scoreUnits(one, contexts[l])),
      };
    };
    const { weights, units } = ask();
    expect(weights ?? units).toBeDefined();
    layers.forEach((one, l) => {
      expect(weights?.[l].length ?? one.weights.length).toBe(one.weights.length);
      expect(units?.[l].length ?? one.bias.length).toBe(one.bias.length);
      expect([...(weights?.[l] ?? []), ...(units?.[l] ?? [])].every(Number.isFinite)).toBe(true);
      expect(one.weights).toEqual(before[l]);
    });
    expect(ask()).toEqual({ weights, units });
  });
});

describe("any cut", () => {
  it("nests, repeats itself, respects earlier cuts and stays within 0 and 1", () => {
    fc.assert(
      fc.property(network, choice, share, share, fc.nat(9), (layers, chosen, a, b, seed) => {
        const maskBefore = previousOf(layers, seed);
        const sources = { statistics: statisticsFor(layers, maskBefore) };
        const ranking = rank(layers, { ...request, ...chosen }, maskBefore, sources);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const [more, fewer] = [maskAt(ranking, low), maskAt(ranking, high)];
        expect(isWithin(fewer, more)).toBe(true);
        expect(isWithin(more, maskBefore)).toBe(true);
        expect(maskAt(ranking, low)).toEqual(more);
        const again = rank(layers, { ...request, ...chosen }, more, { statistics: statisticsFor(layers, more) });
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

describe("ties, shares and pins", () => {
  it("goes by the scores alone: weights of equal size may change places or signs", () => {
    fc.assert(
      fc.property(network, share, fc.infiniteStream(fc.boolean()), (layers, s, coin) => {
        const turned = layers.map((one) => ({
          ...one,
          weights: one.weights.map((w) => (coin.next().value ? -w : w)),
        }));
        const cut = (of: readonly Layer[]) => maskAt(rank(of, request, fullMask(of)), s);
        expect(cut(turned)).toEqual(cut(layers));
      }),
    );
  });

  it("prunes what was asked for of every layer by hand, and all layers go along with the whole", () => {
    fc.assert(
      fc.property(network, fc.tuple(share, share), (layers, shares) => {
        const ranking = rank(layers, { ...request, scope: "hand", shares }, fullMask(layers));
        const sizes = layers.map(({ weights }) => weights.length);
        const whole = Math.round(1000 * wholeShare(shares, sizes)) / 1000;
        const asked = shares.map((one, l) => roundHalfToEven(one * sizes[l]));
        expect(countsAt(ranking, whole)).toEqual(asked);
        expect(countsAt(ranking, 0).every((count, l) => count === 0 || count === asked[l])).toBe(true);
        expect(countsAt(ranking, 1).every((count, l) => count === sizes[l] || count === asked[l])).toBe(true);
      }),
    );
  });

  it("takes other shares of the same ranking as if it were ranked by them, protected layers or not", () => {
    fc.assert(
      fc.property(network, fc.tuple(share, share), fc.tuple(share, share), fc.nat(2), (layers, some, others, which) => {
        const protectedLayers = layers.slice(which, which + 1).map(({ name }) => name);
        const by = (shares: readonly number[]) =>
          rank(layers, { ...request, scope: "hand", shares, protectedLayers }, fullMask(layers));
        expect(withShares(by(some), others)).toEqual(by(others));
      }),
    );
  });

  it("never prunes what is kept by hand, whatever the slider says; what is pruned by hand goes first and counts", () => {
    fc.assert(
      fc.property(network, choice, share, fc.nat(9), (layers, chosen, s, seed) => {
        fc.pre(chosen.granularity === "weight" || chosen.granularity === "group");
        const pruned = previousOf(layers, seed);
        const pinned: Mask = new Map(
          layers.map(({ name }) => [name, pruned.get(name)!.map((bit, i) => (bit && i % 3 === seed % 3 ? 1 : 0))]),
        );
        const sources = { pinned, statistics: statisticsFor(layers, pruned) };
        const mask = maskAt(rank(layers, { ...request, ...chosen }, pruned, sources), s);
        for (const [name, bits] of mask)
          bits.forEach((bit, i) => {
            if (pinned.get(name)![i]) expect(bit).toBe(1);
            if (!pruned.get(name)![i]) expect(bit).toBe(0);
          });
      }),
    );
  });

  it("compares by Wanda within every unit: none loses two weights more than another", () => {
    fc.assert(
      fc.property(network, share, (layers, s) => {
        const sources = { statistics: statisticsFor(layers, fullMask(layers)) };
        const wanda = { ...request, criterion: "wanda", scope: "layerwise" } as const;
        const mask = maskAt(rank(layers, wanda, fullMask(layers), sources), s);
        for (const { name, shape } of layers) {
          const kept = Array.from({ length: shape[1] }, (_, j) =>
            keptIn(mask.get(name)!.filter((_bit, i) => i % shape[1] === j)),
          );
          expect(Math.max(...kept) - Math.min(...kept)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("by SynFlow leaves a path through a deep network where magnitude has cut it off", () => {
    const deep = denseNetwork([10, ...Array.from({ length: 6 }, () => 30), 4], "relu");
    const layers = initialise(deep, 2);
    const examples = { inputs: new Float32Array(10), labels: new Uint8Array(1) };
    const statistics = saliencyStatistics(deep, layers, fullMask(layers), examples);
    const effective = (criterion: string) =>
      effectiveCount(layers, maskAt(rank(layers, { ...request, criterion }, fullMask(layers), { statistics }), 0.99));
    expect(effective("magnitude")).toBe(0);
    expect(effective("synflow")).toBeGreaterThan(20);
  });

  it("by SynFlow lets the flow go through what is protected or kept by hand", () => {
    const layers = initialise(denseNetwork([2, 16, 16, 2]), 3);
    const examples = { inputs: new Float32Array(2), labels: new Uint8Array(1) };
    const statistics = saliencyStatistics(denseNetwork([2, 16, 16, 2]), layers, fullMask(layers), examples);
    const kept = (change: Partial<PruneRequest>, pinned?: Mask) => {
      const ranking = rank(layers, { ...request, criterion: "synflow", ...change }, fullMask(layers), {
        statistics,
        ...(pinned && { pinned }),
      });
      return layers.map(({ name }) => keptIn(maskAt(ranking, 0.3).get(name)!));
    };
    const none = new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length)]));
    const output = new Map(none).set("output", new Uint8Array(32).fill(1));
    for (const [first] of [kept({}), kept({ protectedLayers: ["output"] }), kept({}, output)])
      expect(first).toBeGreaterThan(20);
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
