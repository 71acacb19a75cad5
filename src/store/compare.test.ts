import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork } from "../network/network.ts";
import { noManualEdits } from "../pruning/manualEdits.ts";
import { rank } from "../pruning/rank.ts";
import type { Granularity, Method } from "../pruning/types.ts";
import type { Level } from "../recipe/node.ts";
import { comparedText } from "../text/compared.ts";
import type { Comparison } from "../worker/jobs/comparison.ts";
import type { Snapshot } from "../worker/protocol.ts";
import { accuracyAt, between, onAxisOf, otherCutOf, whyNotCompared } from "./compare.ts";
import { cutOf } from "./cut.ts";

const level = (sparsity: number, accuracy: number, pruned = sparsity): Level => ({ sparsity, accuracy, pruned });
const method = (granularity: Granularity, criterion = "magnitude"): Method => ({
  criterion,
  granularity,
  scope: "global",
});
const comparison = (of: Method, points: readonly Level[]) => ({ method: of, points }) as Comparison;

describe("between the levels of a curve", () => {
  const curve = [level(0, 1), level(0.5, 0.9), level(1, 0.5)];

  it("its accuracy lies on a straight line, at a level it is that level's", () => {
    expect(accuracyAt(curve, 0.5)).toBe(0.9);
    expect(accuracyAt(curve, 0.75)).toBeCloseTo(0.7);
    expect(accuracyAt(curve, 1)).toBe(0.5);
    expect(accuracyAt([], 0.5)).toBe(null);
  });

  it("nothing is said beyond the last", () => {
    expect(between([1, 3], (x) => x, (x) => 2 * x, 4)).toBe(null); // biome-ignore format: one call
    expect(between([1, 3], (x) => x, (x) => 2 * x, 2)).toBe(4); // biome-ignore format: one call
  });
});

describe("a compared curve", () => {
  const own = {
    points: [level(0, 1), level(0.5, 0.9, 0.75), level(1, 0.5, 1)],
    granularity: "unit" as const,
    groupSize: 4,
  };

  it("that counts alike stands where it is", () => {
    const points = [level(0, 1), level(0.5, 0.8, 0.7)];
    expect(onAxisOf(own, comparison(method("channel"), points))).toEqual(points);
  });

  it("that counts weights stands where as many weights are gone", () => {
    const points = [level(0, 1), level(0.375, 0.95), level(0.75, 0.8), level(1, 0.5)];
    expect(onAxisOf(own, comparison(method("weight"), points))).toEqual([
      { sparsity: 0, accuracy: 1 },
      { sparsity: 0.25, accuracy: 0.95 },
      { sparsity: 0.5, accuracy: 0.8 },
      { sparsity: 1, accuracy: 0.5 },
    ]);
  });
});

it("weights compared with groups stand where as many are gone: after an earlier round that is not the same share", () => {
  // Of groups of 4; a quarter of all weights went before, from groups at random.
  const own = {
    granularity: "group" as const,
    groupSize: 4,
    points: [0, 0.2, 0.3, 0.45, 0.55, 0.7, 0.8, 0.95, 1].map((s) =>
      level(s, 1, [0.25, 0.4, 0.6, 0.8, 1][Math.round(4 * s)]),
    ),
  };
  const weights = [0.25, 0.4, 0.7, 0.8].map((s) => level(s, 1 - s));
  expect(onAxisOf(own, comparison(method("weight"), weights)).map(({ sparsity }) => sparsity)).toEqual([
    0,
    0.25,
    expect.closeTo(0.625),
    0.75,
  ]);
});

describe("the cut of a compared method", () => {
  const layers = initialise(denseNetwork([2, 12, 12, 2]), 3);
  const full = fullMask(layers);
  const request = { groupSize: 4, norm: "l2", seed: 1, protectedLayers: [], keepOneUnit: true } as const;
  const ranked = ({ criterion, granularity, scope }: Method) =>
    rank(layers, { ...request, criterion, granularity, scope }, full);
  const snapshotOf = (of: Method): Snapshot => ({
    key: { run: 1, version: 1 },
    layers,
    locked: full,
    edits: noManualEdits(layers),
    step: 0,
    epoch: 0,
    ranking: ranked(of),
  });
  const straight = [level(0, 1), level(1, 0.5)];
  const against = (of: Method, points = straight): Comparison => ({
    key: { run: 1, version: 1 },
    method: of,
    points,
    ranking: ranked(of),
  });

  it("is that of the one in use where both are the same method", () => {
    const cut = cutOf(snapshotOf(method("weight")), 0.5);
    const other = otherCutOf(against(method("weight")), cut, 0.5);
    expect(other.mask).toEqual(cut.mask);
    expect(other.agreement).toEqual({ bothKeep: 96, bothPrune: 96, onlyOne: 0, onlyOther: 0 });
    expect([other.pruned, other.accuracy]).toEqual([0.5, 0.75]);
  });

  it("compares nothing where the one in use takes nothing, and says why: before any cut, and at what earlier rounds pruned", () => {
    const open = snapshotOf(method("weight"));
    expect(whyNotCompared(cutOf(open, 0))).toBe("nothing");
    expect(comparedText.idle.nothing).toMatch(/^Nothing is cut yet/);
    expect(whyNotCompared(cutOf(open, 0.5))).toBeNull();
    const { mask } = cutOf(open, 0.5);
    const again = { ...request, ...method("weight") };
    const locked: Snapshot = { ...open, locked: mask, ranking: rank(layers, again, mask) };
    for (const sparsity of [0, 0.3, 0.5]) expect(whyNotCompared(cutOf(locked, sparsity))).toBe("earlier");
    expect(comparedText.idle.earlier).toMatch(/what earlier rounds pruned.*undo/);
    expect(whyNotCompared(cutOf(locked, 0.6))).toBeNull();
  });

  it("prunes as many weights where the one in use counts units, and is cut once a place", () => {
    const cut = cutOf(snapshotOf(method("unit")), 0.5);
    expect(cut.sparsity).toBeGreaterThan(0.6);
    const random = against(method("weight", "random"));
    const other = otherCutOf(random, cut, 0.5);
    expect(other.pruned).toBeCloseTo(cut.sparsity, 2);
    expect(otherCutOf(random, cut, 0.5)).toBe(other);
    expect(otherCutOf(random, cutOf(snapshotOf(method("unit")), 0.25), 0.25)).not.toBe(other);
  });
});
