import { expect, it } from "vitest";
import type { RunNode } from "../recipe/node.ts";
import { rankingOf } from "../setup/setup.ts";
import { givenAway, goesForNothing, isFirstSight, walkedTo } from "./firstSight.ts";
import { type State, useStore } from "./store.ts";

/** A curve, by percentages. */
const curveOf = (accuracies: Readonly<Record<number, number>>) =>
  Object.entries(accuracies).map(([percent, accuracy]) => ({
    sparsity: Number(percent) / 100,
    accuracy: accuracy / 100,
    pruned: Number(percent) / 100,
  }));
const falling = { 0: 98, 10: 98, 25: 98, 50: 98, 75: 62, 90: 50, 100: 50 };
const stepped = (...kinds: (string | null)[]) =>
  new Map(kinds.map((kind, id) => [id, { id, step: kind && { kind } } as unknown as RunNode]));

const { setup } = useStore.getState();
const state = (change: Partial<State> = {}): State => ({
  ...useStore.getState(),
  nodes: stepped(null, "load"),
  snapshot: { step: 5000, key: { run: 1, version: 2 } } as State["snapshot"],
  rankedBy: rankingOf(setup),
  results: { curve: { key: { run: 1, version: 2 }, points: curveOf(falling), milliseconds: 1 } } as State["results"],
  ...change,
});
const unmeasured = { results: {} as State["results"] };

it("at first sight nobody has done anything, and the network came trained", () => {
  expect(isFirstSight(state())).toBe(true);
  // Looking at another one does nothing.
  expect(isFirstSight(state({ nodes: stepped(null, "load", null, "load") }))).toBe(true);
  for (const kind of ["prune", "train", "rewind"])
    expect(isFirstSight(state({ nodes: stepped(null, "load", kind) })), kind).toBe(false);
  expect(isFirstSight(state({ running: "train" }))).toBe(false);
  expect(isFirstSight(state({ snapshot: { step: 0 } as State["snapshot"] }))).toBe(false);
  expect(isFirstSight(state({ snapshot: null }))).toBe(false);
});

it("what goes for nothing is the largest share that a sentence can name, by what was measured", () => {
  expect(goesForNothing(curveOf(falling))).toBe(0.5);
  expect(goesForNothing(curveOf({ ...falling, 50: 97.6 }))).toBe(0.25);
  expect(goesForNothing(curveOf({ ...falling, 75: 99 }))).toBe(0.75);
  expect(goesForNothing(curveOf({ 0: 98, 10: 90, 25: 80, 50: 70 }))).toBe(null);
  // A level that was left out tells nothing.
  expect(goesForNothing(curveOf({ 0: 98, 25: 98 }))).toBe(0.25);
});

it("nothing is promised of weights, or of a choice, that was not measured", () => {
  expect(givenAway(state())).toBe(0.5);
  expect(givenAway(state(unmeasured))).toBe(null);
  expect(givenAway(state({ snapshot: { step: 5000, key: { run: 1, version: 3 } } as State["snapshot"] }))).toBe(null);
  expect(givenAway(state({ rankedBy: "another" }))).toBe(null);
});

it("the curve is drawn as far as one has been, until anything is done: then all of it", () => {
  expect(walkedTo(state())).toBe(0.5);
  expect(walkedTo(state({ walked: 0.62 }))).toBe(0.62);
  expect(walkedTo(state({ walked: 0.62, nodes: stepped(null, "load", "prune") }))).toBe(null);
  expect(walkedTo(state(unmeasured))).toBe(0);
});
