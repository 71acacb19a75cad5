import { describe, expect, it } from "vitest";
import { networkSentence } from "../text/faults/networks.ts";
import { resized, whyNotWithout, withAnother, withBatchNorm, withSide } from "./edits.ts";
import { readLayers, writeLayers } from "./notation.ts";

const layers = (text: string) => readLayers(text)!;

describe("hidden layers", () => {
  it.each([
    ["conv", "c8x3-p2-16", "c8x3-p2-c8x3-16"],
    ["conv", "c8x3-c16x5-p2", "c8x3-c16x5-p2-c16x3"],
    ["conv", "16-8", "c8x3-16-8"],
    ["pool", "c8x3-p2-16", "c8x3-p2-p2-16"],
    ["pool", "none", "p2"],
    ["dense", "c8x3-p2", "c8x3-p2-8"],
    ["dense", "32-16", "32-16-16"],
  ] as const)("get another %s: %s", (kind, before, after) => {
    expect(writeLayers(withAnother(layers(before), kind))).toBe(after);
  });

  it("change their width together around shortcuts, and their squares alone", () => {
    const residual = layers("c8x3-p2-c8x3r-p2-16");
    expect(writeLayers(resized(residual, 0, 4))).toBe("c4x3-p2-c4x3r-p2-16");
    expect(writeLayers(resized(residual, 4, 9))).toBe("c8x3-p2-c8x3r-p2-9");
    expect(writeLayers(withSide(residual, 2, 5))).toBe("c8x3-p2-c8x5r-p2-16");
    expect(writeLayers(withSide(residual, 1, 4))).toBe("c8x3-p4-c8x3r-p2-16");
  });

  it("get and lose batch norm one by one, but for those without a kernel", () => {
    const residual = layers("c8x3-p2-c8x3r-16");
    expect(writeLayers(withBatchNorm(residual, 2, true))).toBe("c8x3-p2-c8x3bnr-16");
    expect(withBatchNorm(withBatchNorm(residual, 2, true), 2, false)).toEqual(residual);
    expect(withBatchNorm(residual, 1, true)).toEqual(residual);
    expect(writeLayers(withAnother(layers("16bn"), "dense"))).toBe("16bn-16bn");
  });

  it("stay while a shortcut reads them", () => {
    const residual = layers("c8x3-p2-c8x3r-p2-16");
    expect(networkSentence(whyNotWithout(residual, 0)!)).toBe(
      "A shortcut of hidden layer 3 adds what hidden layer 1 gives; remove layer 3 first.",
    );
    for (const index of [1, 2, 3, 4]) expect(whyNotWithout(residual, index)).toBe(null);
  });
});
