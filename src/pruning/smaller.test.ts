import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countMultiplyAdds, countParameters, countWeights } from "../network/count.ts";
import { forward } from "../network/forward.ts";
import { initialise } from "../network/initialise.ts";
import { fullMask, keptIn } from "../network/mask.ts";
import { denseNetwork, type Layer, type NetworkSpec } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { biasMasks } from "../network/wiring.ts";
import { deadUnits } from "./connectivity.ts";
import { keptUnitsAt, maskAt } from "./cut.ts";
import { maskedNetwork } from "./maskedNetworks.ts";
import { rank } from "./rank.ts";
import { anyRequest } from "./request.test.support.ts";
import { smallerNetwork, smallerSize } from "./smaller.ts";
import type { Granularity, PruneRequest } from "./types.ts";

const request: PruneRequest = { ...anyRequest, granularity: "unit" };

const withBiases = (spec: NetworkSpec, seed: number): Layer[] =>
  initialise(spec, seed).map((one) => ({ ...one, bias: one.bias.map((_, j) => 0.3 * Math.cos(j + seed)) }));

describe("the smaller dense network", () => {
  it("gives what the masked one gives: dense, residual, convolved, pooled, flattened", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000).map(maskedNetwork), ({ spec, layers, mask, inputs }) => {
        const masked = forward(spec, layers, mask, inputs, 2, biasMasks(layers, mask)).probabilities;
        const smaller = smallerNetwork(spec, layers, mask);
        const compacted = forward(smaller.spec, smaller.layers, fullMask(smaller.layers), inputs, 2).probabilities;
        masked.forEach((probability, i) => {
          expect(compacted[i]).toBeCloseTo(probability, 5);
        });
      }),
      { numRuns: 200 },
    );
  });

  it("is counted as it is built", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000).map(maskedNetwork), ({ spec, layers, mask }) => {
        const size = smallerSize(spec, layers, mask);
        const built = smallerNetwork(spec, layers, mask);
        expect(size.weights).toBe(countWeights(built.spec));
        expect(size.weights + size.biases).toBe(countParameters(built.spec));
        expect(size.multiplyAdds).toBe(countMultiplyAdds(built.spec));
      }),
    );
  });

  it("leaves out every dead unit of dense layers, and those alone", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.double({ min: 0, max: 1, noNaN: true }), (seed, s) => {
        const spec = denseNetwork([3, 8, 6, 2]);
        const layers = withBiases(spec, seed);
        const mask = maskAt(rank(layers, { ...request, granularity: "weight" }, fullMask(layers)), s);
        const dead = deadUnits(layers, mask).reduce((sum, units) => sum + keptIn(units), 0);
        // A unit that is not dead may still always give 0.
        expect(smallerSize(spec, layers, mask).units).toEqual({ out: dead, all: 14 });
      }),
    );
  });

  it("lacks the units that were cut, whatever was counted", () => {
    const spec: NetworkSpec = {
      ...denseNetwork([1, 4]),
      input: [8, 8, 1],
      hidden: readLayers("c6x3-p2-v5x3-7")!,
    };
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.constantFrom<Granularity>("unit", "channel"),
        fc.constantFrom(0, 0.2, 0.5, 0.9),
        (seed, granularity, s) => {
          const layers = withBiases(spec, seed);
          const ranking = rank(layers, { ...request, granularity }, fullMask(layers));
          const kept = keptUnitsAt(ranking, s).map(keptIn);
          const { weights, biases, layers: out } = smallerSize(spec, layers, maskAt(ranking, s));
          const [a, b, c] = kept;
          expect(weights).toBe(9 * a + 9 * a * b + b * c * 4 + c * 4);
          expect(biases).toBe(a + b + c + 4);
          expect(out).toEqual({ out: 0, all: 3 });
        },
      ),
    );
  });

  it("lacks residual layers that were cut: 16-16r-16r-16r on points is 64 weights and 18 biases", () => {
    const spec = { ...denseNetwork([2, 2]), hidden: readLayers("16-16r-16r-16r")! };
    const layers = withBiases(spec, 1);
    const mask = maskAt(rank(layers, { ...request, granularity: "layer" }, fullMask(layers)), 1);
    expect(smallerSize(spec, layers, fullMask(layers))).toMatchObject({ weights: 832, biases: 66 });
    expect(smallerSize(spec, layers, mask)).toEqual({
      weights: 64,
      biases: 18,
      multiplyAdds: 64,
      units: { out: 48, all: 64 },
      layers: { out: 3, all: 4 },
    });
  });

  it("keeps a constant where a padded convolution sees zeros around it, and folds it elsewhere", () => {
    const network = (hidden: string): NetworkSpec => ({
      ...denseNetwork([1, 2]),
      input: [5, 5, 1],
      hidden: readLayers(hidden)!,
    });
    const left = (hidden: string) => {
      const spec = network(hidden);
      const layers = initialise(spec, 1).map((one) => ({ ...one, bias: one.bias.map(() => 0.5) }));
      // The second filter has no inputs.
      const mask = new Map(fullMask(layers)).set(
        "conv1",
        Uint8Array.from(layers[0].weights, (_, i) => (i % 2 === 1 ? 0 : 1)),
      );
      return smallerSize(spec, layers, mask).units.out;
    };
    expect([left("c2x3-c3x3"), left("c2x3-v3x3"), left("c2x3-p2-4")]).toEqual([0, 1, 1]);
  });

  it("of a network that no path leads through is its answer alone", () => {
    const spec = denseNetwork([2, 4, 4, 3]);
    const layers = withBiases(spec, 1);
    const mask = new Map(fullMask(layers)).set("dense2", new Uint8Array(16));
    expect(smallerSize(spec, layers, mask)).toMatchObject({ weights: 0, biases: 3, layers: { out: 2, all: 2 } });
  });
});
