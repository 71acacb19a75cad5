import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import type { LayerSpec } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { rank } from "../pruning/rank.ts";
import { smallerSize } from "../pruning/smaller.ts";
import { defaultSetup } from "../setup/setup.ts";
import { cutOf } from "../store/cut.ts";
import { describePaths } from "./describePaths.ts";

describe("what is said of paths", () => {
  const network = { input: [1, 1, 2], outputs: 2, activation: "relu", initialiser: "he" } as const;
  const { criterion, groupSize, norm, seed } = defaultSetup;
  const request = {
    criterion,
    groupSize,
    norm,
    seed,
    scope: "global",
    protectedLayers: [],
    keepOneUnit: true,
  } as const;
  const dead = [Uint8Array.of(0, 1), Uint8Array.of(0, 0)];

  it("tells constants from what does nothing", () => {
    expect(describePaths({ dead: [new Uint8Array(4)], kept: 9, effective: 9, constant: 0, bypassed: 0 })).toBe(
      "all 4 units alive",
    );
    expect(describePaths({ dead, kept: 12, effective: 9, constant: 2, bypassed: 0 })).toBe(
      "1 of 4 units dead, 2 kept weights hand on constants alone, 1 kept weight leads to no output",
    );
    expect(describePaths({ dead, kept: 12, effective: 11, constant: 1, bypassed: 0 })).toBe(
      "1 of 4 units dead, 1 kept weight hands on constants alone",
    );
  });

  it.each([
    ["16-16r-16r-16r", 1, "all 64 units alive, 48 of them by shortcuts around layers that are gone"],
    ["16-16r-16r-16r", 0.67, "all 64 units alive, 32 of them by shortcuts around layers that are gone"],
    ["16-16r-16r-16r", 0, "all 64 units alive"],
    ["8-8r-4-4r", 1, "all 24 units alive, 12 of them by shortcuts around layers that are gone"],
  ])(
    "of %s without its shares of whole layers, as many are left out of the smaller network",
    (hidden, sparsity, said) => {
      const spec = { ...network, hidden: readLayers(hidden) as LayerSpec[] };
      const layers = initialise(spec, 1);
      const locked = fullMask(layers);
      const ranking = rank(layers, { ...request, granularity: "layer" }, locked);
      const key = { run: 1, version: 1 };
      const cut = cutOf({ key, layers, locked, ranking, edits: new Map(), step: 1, epoch: 1 }, sparsity);
      expect(describePaths(cut)).toBe(said);
      expect(smallerSize(spec, layers, cut.mask).units.out).toBe(cut.bypassed);
    },
  );
});
