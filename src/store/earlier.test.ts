import { expect, it } from "vitest";
import { defaultSetup } from "../setup/setup.ts";
import { reachedOn, referenceOn } from "./earlier.ts";

/** 2:4 on a network whose inputs are too few for a group: half of each group are 45 % of all weights. */
const groups = { axis: "groups of 4", sparsity: 0.5, pruned: 0.45, accuracy: 0.9 };
const weights = { axis: "weights", sparsity: 0.75, pruned: 0.75, accuracy: 0.8 };
const units = { axis: "units", sparsity: 0.5, pruned: 0.7, accuracy: 0.7 };
const first = { axis: "weights, first protected", sparsity: 0.5, pruned: 0.4, accuracy: 0.6 };
const placesOn = (change: Partial<typeof defaultSetup>) =>
  reachedOn({ ...defaultSetup, ...change }, [groups, weights, units, first]).map(({ sparsity, accuracy }) => [
    sparsity,
    accuracy,
  ]);

it("what was reached stands on its own axis at its handle, on that of all weights where as many are gone, on no other", () => {
  expect(placesOn({})).toEqual([
    [0.45, 0.9],
    [0.75, 0.8],
    [0.7, 0.7],
    [0.4, 0.6],
  ]);
  expect(placesOn({ granularity: "group" })).toEqual([[0.5, 0.9]]);
  expect(placesOn({ granularity: "group", groupSize: 8 })).toEqual([]);
  expect(placesOn({ granularity: "channel" })).toEqual([[0.5, 0.7]]);
  expect(placesOn({ protect: "first" })).toEqual([[0.5, 0.6]]);
});

it("so does the curve before fine-tuning", () => {
  const points = [{ sparsity: 0.5, accuracy: 0.9 }];
  const reference = { axis: "groups of 4", points, levels: [groups] };
  expect(referenceOn({ ...defaultSetup, granularity: "group" }, reference)).toBe(points);
  expect(referenceOn(defaultSetup, reference)).toEqual([{ sparsity: 0.45, accuracy: 0.9 }]);
  expect(referenceOn({ ...defaultSetup, granularity: "unit" }, reference)).toBeNull();
  expect(referenceOn(defaultSetup, null)).toBeNull();
});
