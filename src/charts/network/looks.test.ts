import { describe, expect, it } from "vitest";
import { initialise } from "../../network/initialise.ts";
import { fullMask } from "../../network/mask.ts";
import { denseLayers } from "../../network/network.ts";
import { type DrawnNetwork, lookOf, looksOf, strataOf, thirdLargest } from "./looks.ts";

const layers = initialise(
  { input: [2, 1, 1], hidden: denseLayers([3, 3]), outputs: 2, activation: "relu", initialiser: "he" },
  1,
);
const full = fullMask(layers);
const without = (pruned: Readonly<Record<string, readonly number[]>>) =>
  new Map([...full].map(([name, bits]) => [name, bits.map((bit, i) => (pruned[name]?.includes(i) ? 0 : bit))]));
const drawn = (change: Partial<DrawnNetwork>): DrawnNetwork => ({
  layers,
  mask: full,
  other: undefined,
  locked: full,
  signal: null,
  ...change,
});
const kindsOf = (network: DrawnNetwork, spread: number | null = null) =>
  looksOf(network, spread).map((looks) => Array.from(looks, (look) => lookOf(look).kind));

describe("how connections look", () => {
  it("by size, beside the third largest of their layer, and by sign", () => {
    const [looks] = looksOf(drawn({}), null);
    const { weights } = layers[0];
    const most = thirdLargest(weights);
    looks.forEach((look, i) => {
      const { kind, isNegative, thick } = lookOf(look);
      expect(kind).toBe("kept");
      expect(isNegative).toBe(weights[i] < 0);
      expect(thick).toBeCloseTo(Math.min(1, Math.abs(weights[i]) / most), 1);
    });
  });

  it("what a cut takes is gone, what earlier rounds took is not drawn, and what leads nowhere is told apart from what is constant", () => {
    // The second unit of hidden 2 has lost its outputs, the first of hidden 1 its inputs.
    const mask = without({ [layers[2].name]: [2, 3], dense1: [0, 3] });
    const [first, second, third] = kindsOf(drawn({ mask, locked: without({ dense1: [0] }) }));
    expect(first).toEqual(["none", "kept", "kept", "gone", "kept", "kept"]);
    const fromLive = ["kept", "nowhere", "kept"];
    expect(second).toEqual(["constant", "nowhere", "constant", ...fromLive, ...fromLive]);
    expect(third.slice(2, 4)).toEqual(["gone", "gone"]);
  });

  it("of a layer that is spread out alone, what is gone is drawn", () => {
    const mask = without({ dense1: [0], dense2: [0] });
    const [first, second] = kindsOf(drawn({ mask }), 1);
    expect([first[0], second[0]]).toEqual(["none", "gone"]);
  });

  it("against another cut, what both treat alike steps back", () => {
    const [first] = kindsOf(drawn({ mask: without({ dense1: [0, 1] }), other: without({ dense1: [1, 2] }) }));
    expect(first).toEqual(["here", "bothGone", "there", "alike", "alike", "alike"]);
  });

  it("the followed example inks what carries most of it", () => {
    const signal = {
      values: [Float32Array.of(0, 1), new Float32Array(3), new Float32Array(3)],
      probabilities: Float32Array.of(1, 0),
    };
    const [looks] = looksOf(drawn({ signal }), null);
    const inks = Array.from(looks, (look) => lookOf(look).ink);
    expect(Math.max(...inks.slice(0, 3))).toBeLessThan(0.05);
    expect(Math.max(...inks.slice(3))).toBeGreaterThan(0.9);
  });
});

describe("layers of connections that are drawn apart", () => {
  it("hold every connection once, what goes first below, and in each the small ones first", () => {
    const big = initialise(
      { input: [2, 1, 1], hidden: denseLayers([20, 20]), outputs: 2, activation: "relu", initialiser: "he" },
      3,
    );
    const total = big.reduce((sum, { weights }) => sum + weights.length, 0);
    const places = Float32Array.from({ length: total }, (_, i) => ((i * 7) % total) / total);
    const { kernels, indexes, starts } = strataOf(big, places);
    expect([starts[0], starts.at(-1)]).toEqual([0, total]);
    const offsets = [0, 40, 440];
    const flat = Array.from(indexes, (index, i) => offsets[kernels[i]] + index);
    expect(new Set(flat).size).toBe(total);
    for (let s = 0; s + 1 < starts.length; s++) {
      const inside = flat.slice(starts[s], starts[s + 1]);
      for (const one of inside) expect(Math.floor(places[one] * (starts.length - 1))).toBe(s);
    }
  });
});
