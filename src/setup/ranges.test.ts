import { describe, expect, it } from "vitest";
import type { LayerSpec } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { networkSentence } from "../text/faults/networks.ts";
import { networkPresets } from "./networks.ts";
import { areOffered, ranges, whyBeyond } from "./ranges.ts";

const layers = (text: string) => readLayers(text)!;
const many = (count: number): LayerSpec[] => Array.from({ length: count }, () => ({ kind: "dense", units: 4 }));

describe.each(["normal", "advanced"] as const)("the %s range", (name) => {
  const range = ranges[name];
  it("holds every preset, and all up to its limits", () => {
    for (const { hidden } of Object.values(networkPresets).flat()) expect(whyBeyond(hidden, range)).toBe(null);
    expect(whyBeyond(many(range.layers), range)).toBe(null);
    expect(whyBeyond(layers(`c${range.filters}x7-p4-${range.units}`), range)).toBe(null);
  });

  it.each([
    [many(range.layers + 1), `up to ${range.layers} hidden layers`],
    [layers(`8-${range.units + 1}`), `Hidden layer 2 has 1 to ${range.units} units`],
    [layers("0"), "Hidden layer 1 has 1 to"],
    [layers(`c${range.filters + 1}x3`), `1 to ${range.filters} filters`],
    [layers("c8x9"), "squares of 1 to 7 pixels"],
    [layers("p1"), "squares of 2 to 4 pixels"],
    [[{ kind: "dense", units: Number.NaN }] as const, "Hidden layer 1 has 1 to"],
  ])("says what goes beyond it (%#)", (hidden, message) => {
    expect(networkSentence(whyBeyond(hidden, range)!)).toContain(message);
    expect(areOffered(hidden)).toBe(whyBeyond(hidden, ranges.advanced) === null);
  });
});

it("the normal range tells of the advanced one", () => {
  expect(networkSentence(whyBeyond(layers("513"), ranges.normal)!)).toBe(
    "Hidden layer 1 has 1 to 512 units, in the advanced range 2048.",
  );
  expect(areOffered(layers("513"))).toBe(true);
});
