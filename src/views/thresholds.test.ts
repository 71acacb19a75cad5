import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { applyMask, fullMask, type Mask } from "../network/mask.ts";
import { denseNetwork } from "../network/network.ts";
import { rank } from "../pruning/rank.ts";
import type { Scope } from "../pruning/types.ts";
import { cutOf } from "../store/cut.ts";
import { layerThresholds } from "./thresholds.ts";

const initial = initialise(denseNetwork([2, 8, 2]), 1);

/** Thresholds at a cut of weights of which `locked` went in earlier rounds. */
function thresholds(scope: Scope, locked: Mask, sparsity: number) {
  const layers = applyMask(initial, locked);
  const request = {
    criterion: "magnitude",
    granularity: "weight",
    groupSize: 4,
    scope,
    norm: "l2",
    seed: 1,
    protectedLayers: [],
    keepOneUnit: true,
  } as const;
  const ranking = rank(layers, request, locked);
  const snapshot = { key: { run: 1, version: 1 }, layers, edits: new Map(), locked, ranking, step: 9, epoch: 1 };
  return layerThresholds(cutOf(snapshot, sparsity), sparsity);
}

describe("the cut in each layer", () => {
  it("is one |w| of all layers where they are cut as one list, and one a layer where they are not", () => {
    const [one, other] = thresholds("global", fullMask(initial), 0.5);
    expect(one).toBe(other);
    const sorted = initial.flatMap(({ weights }) => [...weights].map(Math.abs)).sort((a, b) => a - b);
    expect(one).toBe(sorted[16]);
    const each = thresholds("layerwise", fullMask(initial), 0.5);
    expect(each[0]).not.toBe(each[1]);
  });

  it("is none in a layer that earlier rounds emptied: what went before goes by no score", () => {
    const locked = new Map([...fullMask(initial)].map(([name, bits], l) => [name, l === 0 ? bits.fill(0) : bits]));
    for (const scope of ["layerwise", "hand"] as const)
      for (const sparsity of [0, 0.5, 0.99, 1]) expect(thresholds(scope, locked, sparsity)[0]).toBeNull();
  });
});
