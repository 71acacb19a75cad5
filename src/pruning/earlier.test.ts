import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask, joined, keptCount, keptIn, type Mask } from "../network/mask.ts";
import { denseNetwork, type Layer } from "../network/network.ts";
import { saliencyStatistics } from "../network/saliency.ts";
import { compact } from "./compact.ts";
import { criteria } from "./criteria/registry.ts";
import { countsAt, goneAt, keptUnitsAt, lockedAt, maskAt, stopOfShares } from "./cut.ts";
import { type MaskedNetwork, maskedNetwork } from "./maskedNetworks.ts";
import { whyNotFor } from "./offer.ts";
import { inPruningOrder, pruningOrder } from "./order.ts";
import { rank } from "./rank.ts";
import { anyRequest as request } from "./request.test.support.ts";
import type { Granularity, PruneRequest, Ranking, Scope } from "./types.ts";

const share = fc.integer({ min: 0, max: 1000 }).map((stop) => stop / 1000);

/** A network that earlier rounds pruned, and a method that suits it. */
const earlier = fc
  .record({
    network: fc.nat(1_000_000).map(maskedNetwork),
    criterion: fc.constantFrom(...criteria.map(({ id }) => id)),
    granularity: fc.constantFrom<Granularity>("weight", "group", "unit", "channel", "layer"),
    scope: fc.constantFrom<Scope>("global", "layerwise", "erk", "hand"),
    groupSize: fc.integer({ min: 2, max: 5 }),
    norm: fc.constantFrom("l1" as const, "l2" as const),
    keepOneUnit: fc.boolean(),
    protectsFirst: fc.boolean(),
    shares: fc.array(fc.oneof(share, fc.constantFrom(0, 0.0004, 0.01)), { minLength: 5, maxLength: 5 }),
  })
  .filter((one) => whyNotFor({ ...one, ...one.network.spec }) === null);

type EarlierRequest = Omit<PruneRequest, "seed" | "protectedLayers"> & {
  readonly network: MaskedNetwork;
  readonly protectsFirst: boolean;
};

function ranked({ network, protectsFirst, ...method }: EarlierRequest, layers = network.layers): Ranking {
  const { spec, mask, inputs } = network;
  const statistics = saliencyStatistics(spec, layers, mask, { inputs, labels: Uint8Array.of(0, 1) });
  const protectedLayers = protectsFirst ? [layers[0].name] : [];
  return rank(layers, { ...request, ...method, protectedLayers }, mask, { statistics });
}

describe("a cut after earlier rounds", () => {
  it("at 0 is the mask that was there, whatever is counted, wherever and by what", () => {
    fc.assert(
      fc.property(earlier, (one) => {
        expect(maskAt(ranked(one), 0)).toEqual(one.network.mask);
      }),
    );
  });

  it("ranks what is left: the values of weights pruned before count in no score", () => {
    fc.assert(
      fc.property(earlier, (one) => {
        const { layers, mask } = one.network;
        const revalued = layers.map((layer): Layer => {
          const bits = mask.get(layer.name)!;
          return { ...layer, weights: layer.weights.map((w, i) => (bits[i] ? w : 3 * Math.cos(i))) };
        });
        expect(ranked(one, revalued).lists).toEqual(ranked(one).lists);
      }),
    );
  });

  it("takes up to `lockedAt` nothing that was not gone, and a stop further something, or more than its share", () => {
    fc.assert(
      fc.property(earlier, (one) => {
        const ranking = ranked(one);
        const at = lockedAt(ranking, one.network.mask);
        expect(maskAt(ranking, at)).toEqual(one.network.mask);
        const { before, all } = goneAt(ranking, 0);
        const grain = one.granularity === "group" ? one.groupSize : 1000;
        const next = (Math.floor(at * grain + 1e-9) + 1) / grain;
        if (next <= 1 && before > 0)
          expect(goneAt(ranking, next).count > before || (grain === 1000 && next > before / all)).toBe(true);
        expect(lockedAt(ranking, fullMask(one.network.layers))).toBe(0);
      }),
    );
  });

  it("stands where one list is cut at the very share that is gone, thirds and single weights too", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 71 }), (count) => {
        const layers = initialise(denseNetwork([3, 7, 5, 3]), 2);
        const locked = maskAt(rank(layers, request, fullMask(layers)), count / 71);
        const ranking = rank(layers, { ...request, criterion: "random" }, locked);
        expect(lockedAt(ranking, locked)).toBe(count / 71);
      }),
    );
  });

  it("lies at the share of units on an axis of units, and of weights on one of weights", () => {
    const layers = initialise(denseNetwork([2, 16, 16, 2]), 7);
    const units = rank(layers, { ...request, granularity: "unit" }, fullMask(layers));
    const locked = maskAt(units, 0.5);
    const again = (granularity: Granularity) => lockedAt(rank(layers, { ...request, granularity }, locked), locked);
    expect(again("unit")).toBe(0.5);
    expect(again("weight")).toBe(1 - keptCount(locked) / 320);
  });
});

describe("the row of entries under the axis", () => {
  it("begins with those that the cut takes, at every stop of the slider", () => {
    fc.assert(
      fc.property(earlier, fc.integer({ min: 0, max: 1000 }), (one, stop) => {
        const ranking = ranked(one);
        const order = pruningOrder(ranking);
        const entries = ranking.lists.flatMap((list) => Array.from(list.order));
        const counts = countsAt(ranking, stop / 1000);
        const taken = new Set(ranking.lists.flatMap((list, l) => Array.from(list.order.subarray(0, counts[l]))));
        const first = Array.from(order.subarray(0, goneAt(ranking, stop / 1000).count), (place) => entries[place]);
        expect(new Set(first)).toEqual(taken);
        expect(order.toSorted()).toEqual(Uint32Array.from(entries.keys()));
      }),
    );
  });

  it("paints no kept weight as pruned: by ERK, and by shares of layers", () => {
    const layers = initialise(denseNetwork([2, 8, 8, 2]), 4);
    for (const change of [{ scope: "erk" }, { scope: "hand", shares: [0.1, 0.9, 0.4] }] as const) {
      const ranking = rank(layers, { ...request, ...change }, fullMask(layers));
      for (const sparsity of [0.3, 0.5, 0.8]) {
        const mask = maskAt(ranking, sparsity);
        const kept = layers.flatMap(({ name, weights }) => Array.from(weights).filter((_, i) => mask.get(name)![i]));
        const row = inPruningOrder(ranking, layers).subarray(goneAt(ranking, sparsity).count);
        expect(row.toSorted()).toEqual(Float32Array.from(kept).toSorted());
      }
    }
  });
});

describe("units after earlier rounds", () => {
  const layers = initialise(denseNetwork([4, 8, 6, 3]), 5);

  it("are ranked as if the network had never had those that are gone", () => {
    fc.assert(
      fc.property(
        share,
        fc.constantFrom("magnitude", "fpgm"),
        fc.constantFrom<Granularity>("unit", "channel"),
        fc.constantFrom<Scope>("global", "layerwise"),
        (s, criterion, granularity, scope) => {
          const method = { ...request, criterion, granularity, scope };
          const gone = keptUnitsAt(
            rank(layers, { ...request, criterion: "random", granularity: "unit" }, fullMask(layers)),
            s,
          );
          const mask = maskAt(
            rank(layers, { ...request, criterion: "random", granularity: "unit" }, fullMask(layers)),
            s,
          );
          const smaller = compact(layers, gone);
          const numbers = Array.from(joined(gone).keys()).filter((unit) => joined(gone)[unit] === 1);
          const fresh = rank(smaller, method, fullMask(smaller)).lists;
          rank(layers, method, mask).lists.forEach(({ order, alreadyPruned, scores }, l) => {
            expect(Array.from(order.subarray(alreadyPruned))).toEqual(Array.from(fresh[l].order, (u) => numbers[u]));
            for (const [r, score] of fresh[l].scores.entries()) expect(scores[alreadyPruned + r]).toBeCloseTo(score, 6);
          });
        },
      ),
    );
  });

  it("that have a bias and no inputs are not gone: 0 % leaves what reads them", () => {
    const mask: Mask = new Map(fullMask(layers)).set(
      "dense1",
      Uint8Array.from(layers[0].weights, (_, i) => (i % 8 === 3 ? 0 : 1)),
    );
    const ranking = rank(layers, { ...request, granularity: "unit" }, mask);
    expect(goneAt(ranking, 0)).toEqual({ what: "units", count: 0, before: 0, all: 14 });
    // Without inputs its norm is 0: it goes first.
    expect(keptUnitsAt(ranking, 0.07)[0][3]).toBe(0);
  });
});

describe("Wanda after an earlier round", () => {
  it("takes equal shares of every unit, what they lost before included", () => {
    fc.assert(
      fc.property(fc.nat(1000), share, (seed, s) => {
        const layers = initialise(denseNetwork([12, 6, 3]), seed);
        const examples = {
          inputs: Float32Array.from({ length: 36 }, (_, i) => Math.sin(i + seed)),
          labels: Uint8Array.of(0, 1, 2),
        };
        // The first unit has lost half of its inputs.
        const mask: Mask = new Map(fullMask(layers)).set(
          "dense1",
          Uint8Array.from(layers[0].weights, (_, i) => (i % 6 === 0 && i < 36 ? 0 : 1)),
        );
        const statistics = saliencyStatistics(denseNetwork([12, 6, 3]), layers, mask, examples);
        const wanda = { ...request, criterion: "wanda", scope: "layerwise" } as const;
        const cut = maskAt(rank(layers, wanda, mask, { statistics }), s).get("dense1")!;
        const gone = Array.from({ length: 6 }, (_, unit) => 12 - keptIn(cut.filter((_bit, i) => i % 6 === unit)));
        const others = gone.slice(1);
        expect(Math.max(...others) - Math.min(...others)).toBeLessThanOrEqual(1);
        if (gone[0] > 6) expect(Math.abs(gone[0] - others[0])).toBeLessThanOrEqual(1);
        else expect(Math.max(...others)).toBeLessThanOrEqual(7);
      }),
    );
  });
});

describe("shares of layers by hand", () => {
  it("take at 0 nothing and at their stop what was asked, however little that is of the whole", () => {
    fc.assert(
      fc.property(fc.tuple(fc.constantFrom(0, 0.004, 0.2), share, fc.constantFrom(0, 0.1, 1)), (shares) => {
        const layers = initialise(denseNetwork([40, 30, 20, 2]), 1);
        const ranking = rank(layers, { ...request, scope: "hand", shares }, fullMask(layers));
        const sizes = ranking.lists.map(({ order }) => order.length);
        expect(countsAt(ranking, 0)).toEqual([0, 0, 0]);
        const asked = countsAt(ranking, stopOfShares(shares, sizes));
        expect(asked.map((count, l) => Math.abs(count - shares[l] * sizes[l]) <= 0.5)).toEqual([true, true, true]);
      }),
    );
  });
});
