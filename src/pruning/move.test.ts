import { expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import { fullMask } from "../network/mask.ts";
import { denseNetwork } from "../network/network.ts";
import { readLayers } from "../network/notation.ts";
import { goneAt } from "./cut.ts";
import { type Move, moved } from "./move.ts";
import { rank } from "./rank.ts";
import type { Granularity } from "./types.ts";

const layers = initialise({ ...denseNetwork([4, 2]), hidden: readLayers("8-8r-8r-8r")! }, 1);
const ranked = (granularity: Granularity) =>
  rank(
    layers,
    {
      criterion: "magnitude",
      granularity,
      groupSize: 4,
      scope: "global",
      norm: "l2",
      seed: 1,
      protectedLayers: [],
      keepOneUnit: true,
    },
    fullMask(layers),
  );

it.each<[Granularity, number, Move, number]>([
  ["weight", 0.65625, { by: 0.01 }, 0.666],
  ["weight", 0.5, { by: -1 }, 0],
  ["weight", 0.5, { by: 1 }, 1],
  ["weight", 0.5, { by: 0.001 }, 0.501],
  ["weight", 0.5, { to: 0.63555 }, 0.63555],
  ["weight", 0.5, { to: 2 }, 1],
  ["group", 0, { by: 0.01 }, 0.25],
  ["group", 0.5, { to: 0.7 }, 0.75],
  ["group", 0.5, { count: 3 }, 0.75],
  // Of three layers.
  ["layer", 0, { by: 0.1 }, 0.3333333],
  ["layer", 0.3333333, { by: 0.1 }, 0.6666667],
  ["layer", 1, { by: -0.1 }, 0.6666667],
  ["layer", 0, { count: 2 }, 0.6666667],
])("by %s, from %d, %j leads to %d", (granularity, from, move, to) => {
  expect(moved(ranked(granularity), from, move)).toBe(to);
});

it("one further takes one more, and a count as many", () => {
  const ranking = ranked("unit");
  const now = goneAt(ranking, 0.4).count;
  expect(goneAt(ranking, moved(ranking, 0.4, { further: 1 })).count).toBe(now + 1);
  expect(goneAt(ranking, moved(ranking, 0.4, { further: -1 })).count).toBe(now - 1);
  expect(goneAt(ranking, moved(ranking, 0.4, { count: 7 })).count).toBe(7);
});
