import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forward } from "../network/forward.ts";
import { initialise } from "../network/initialise.ts";
import { hasKernel, layerKind } from "../network/layers/registry.ts";
import { fullMask, keptIn } from "../network/mask.ts";
import { denseNetwork, type Layer, type LayerSpec, type NetworkSpec } from "../network/network.ts";
import { saliencyStatistics } from "../network/saliency.ts";
import { biasMasks } from "../network/wiring.ts";
import { compact } from "./compact.ts";
import { deadUnits, effectiveCount } from "./connectivity.ts";
import { keptUnitsAt, maskAt } from "./cut.ts";
import { rank } from "./rank.ts";
import { anyRequest } from "./request.test.support.ts";
import type { PruneRequest } from "./types.ts";

const request: PruneRequest = { ...anyRequest, granularity: "unit" };

const layer = (name: string, shape: number[], weights: readonly number[]): Layer => ({
  name,
  shape,
  weights: Float32Array.from(weights),
  bias: new Float32Array(shape[1]),
});

const share = fc.double({ min: 0, max: 1, noNaN: true });

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

  it("gives the compacted network's output, through convolutions, pooling and flattening", () => {
    const image: NetworkSpec = {
      input: [8, 8, 1],
      hidden: [
        { kind: "conv", filters: 4, side: 3, padding: "same" },
        { kind: "pool", side: 2 },
        { kind: "conv", filters: 3, side: 3, padding: "valid" },
        { kind: "dense", units: 6 },
      ],
      outputs: 3,
      activation: "relu",
      initialiser: "he",
    };
    const sized = (kept: readonly number[]): NetworkSpec => {
      let next = 0;
      const resized = (one: LayerSpec): LayerSpec =>
        hasKernel(one) ? layerKind(one).withWidth(one, kept[next++]) : one;
      return { ...image, hidden: image.hidden.map(resized) };
    };
    const inputs = Float32Array.from({ length: 3 * 64 }, (_, i) => Math.sin(i) ** 2);
    const bys = fc.constantFrom("magnitude", "taylor", "apoz", "activation", "fpgm", "random");
    fc.assert(
      fc.property(
        fc.nat(1000),
        share,
        bys,
        fc.constantFrom("unit" as const, "channel" as const),
        (seed, s, criterion, granularity) => {
          const layers = initialise(image, seed).map((one) => ({
            ...one,
            bias: one.bias.map((_, j) => 0.3 * Math.cos(j + seed)),
          }));
          const statistics = saliencyStatistics(image, layers, fullMask(layers), {
            inputs,
            labels: Uint8Array.of(0, 1, 2),
          });
          const ranking = rank(layers, { ...unit, criterion, granularity }, fullMask(layers), { statistics });
          const kept = keptUnitsAt(ranking, s);
          const mask = maskAt(ranking, s);
          const masked = forward(image, layers, mask, inputs, 3, biasMasks(layers, mask)).probabilities;
          const smaller = compact(layers, kept);
          const compacted = forward(sized(kept.map(keptIn)), smaller, fullMask(smaller), inputs, 3).probabilities;
          masked.forEach((probability, i) => {
            expect(probability).toBeCloseTo(compacted[i], 5);
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it("never takes a unit of which a weight is kept by hand, not even to spare the last of a layer", () => {
    fc.assert(
      fc.property(fc.nat(50), share, fc.constantFrom("unit" as const, "channel" as const), (seed, s, granularity) => {
        const layers = initialise(spec, seed);
        const pinned = new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length)]));
        // Weights from the first unit of each hidden layer.
        for (const name of ["dense2", "output"]) pinned.get(name)![0] = 1;
        const ranking = rank(layers, { ...unit, granularity }, fullMask(layers), { pinned });
        for (const kept of keptUnitsAt(ranking, s)) expect(kept[0]).toBe(1);
      }),
    );
  });

  it("has nothing to cut where every layer is protected", () => {
    const layers = [layer("first", [1, 2], [1, 2]), layer("output", [2, 1], [5, 0.5])];
    for (const scope of ["global", "layerwise", "hand"] as const) {
      const spared = { ...request, scope, protectedLayers: ["first"] };
      expect(maskAt(rank(layers, spared, fullMask(layers)), 1)).toEqual(fullMask(layers));
    }
  });

  it("ranks channels by what reads them, units by what feeds them", () => {
    const layers = [layer("first", [1, 2], [1, 2]), layer("output", [2, 1], [5, 0.5])];
    const lost = (granularity: "unit" | "channel") =>
      keptUnitsAt(rank(layers, { ...unit, granularity }, fullMask(layers)), 0.5)[0].indexOf(0);
    expect(lost("unit")).toBe(0);
    expect(lost("channel")).toBe(1);
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

describe("cutting layers", () => {
  const residual: NetworkSpec = {
    ...denseNetwork([3, 5, 2], "tanh"),
    hidden: [
      { kind: "dense", units: 5 },
      { kind: "dense", units: 5, residual: true },
      { kind: "dense", units: 5, residual: true },
    ],
  };
  const layers = initialise(residual, 3).map((one) => ({ ...one, bias: one.bias.map((_, j) => 0.1 * (j + 1)) }));
  const inputs = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
  const whole = { ...request, granularity: "layer" } as const;

  it("takes the layer with the smallest weights first, biases too: the network is the one without it", () => {
    const ranking = rank(layers, whole, fullMask(layers));
    const mask = maskAt(ranking, 0.5);
    const gone = layers.findIndex(({ name }) => !mask.get(name)!.includes(1));
    const mean = ({ weights }: Layer) => weights.reduce((sum, w) => sum + Math.abs(w), 0) / weights.length;
    expect(gone).toBe(mean(layers[1]) < mean(layers[2]) ? 1 : 2);
    const without = layers.toSpliced(gone, 1).map((one, l) => ({ ...one, name: ["dense1", "dense2", "output"][l] }));
    const shallow = { ...residual, hidden: residual.hidden.slice(0, 2) };
    const masked = forward(residual, layers, mask, inputs, 4, biasMasks(layers, mask));
    const smaller = forward(shallow, without, fullMask(without), inputs, 4);
    masked.probabilities.forEach((probability, i) => {
      expect(probability).toBeCloseTo(smaller.probabilities[i], 6);
    });
  });

  it("leaves first and output layer alone, and every unit alive around what went", () => {
    const mask = maskAt(rank(layers, whole, fullMask(layers)), 1);
    expect(layers.map(({ name }) => mask.get(name)!.includes(1))).toEqual([true, false, false, true]);
    expect(deadUnits(layers, mask).every((dead) => !dead.includes(1))).toBe(true);
    expect(effectiveCount(layers, mask)).toBe(15 + 10);
  });
});
