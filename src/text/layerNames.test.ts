import { describe, expect, it } from "vitest";
import { readLayers } from "../network/notation.ts";
import { layerNames } from "./layerNames.ts";

const named = (hidden: string) => layerNames({ hidden: readLayers(hidden)! });

describe("names of layers", () => {
  it.each([
    ["none", ["output"], ["inputs to output"]],
    ["16-16", ["hidden 1", "hidden 2", "output"], ["inputs to hidden 1", "hidden 1 to hidden 2", "hidden 2 to output"]],
    ["8-8r", ["hidden 1", "hidden 2", "output"], ["inputs to hidden 1", "hidden 1 to hidden 2", "hidden 2 to output"]],
    // Pooling has no weights, and its place in the row.
    [
      "c4x3-p2-10",
      ["hidden 1", "hidden 3", "output"],
      ["inputs to hidden 1", "hidden 2 to hidden 3", "hidden 3 to output"],
    ],
    ["c4x3-p2", ["hidden 1", "output"], ["inputs to hidden 1", "hidden 2 to output"]],
  ])("of %s", (hidden, layers, kernels) => {
    expect(named(hidden)).toEqual({ layers, kernels });
  });
});
