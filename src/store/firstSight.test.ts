import { expect, it } from "vitest";
import type { RunNode } from "../recipe/node.ts";
import { rankingOf } from "../setup/setup.ts";
import { firstGift, giftOf, isFirstSight, walkedTo } from "./firstSight.ts";
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

it("what can go is the largest share that a sentence can name, for nothing or for a point, by what was measured", () => {
  const free = (share: number) => ({ share, accuracy: null });
  expect(giftOf(curveOf(falling))).toEqual(free(0.5));
  expect(giftOf(curveOf({ ...falling, 50: 97.6 }))).toEqual({ share: 0.5, accuracy: 0.976 });
  expect(giftOf(curveOf({ ...falling, 50: 96 }))).toEqual(free(0.25));
  expect(giftOf(curveOf({ ...falling, 75: 99 }))).toEqual(free(0.75));
  // That half goes for nothing says more than that three quarters cost something.
  expect(giftOf(curveOf({ ...falling, 75: 97.4 }))).toEqual(free(0.5));
  expect(giftOf(curveOf({ 0: 98, 10: 90, 25: 80, 50: 70 }))).toBe(null);
  // A level that was left out tells nothing.
  expect(giftOf(curveOf({ 0: 98, 25: 98 }))).toEqual(free(0.25));
});

it("nothing is promised of weights, or of a choice, that was not measured", () => {
  expect(firstGift(state())).toEqual({ share: 0.5, accuracy: null });
  expect(firstGift(state(unmeasured))).toBe(undefined);
  expect(firstGift(state({ snapshot: { step: 5000, key: { run: 1, version: 3 } } as State["snapshot"] }))).toBe(
    undefined,
  );
  expect(firstGift(state({ rankedBy: "another" }))).toBe(undefined);
});

it("the curve is drawn as far as one has been, until anything is done: then all of it", () => {
  expect(walkedTo(state())).toBe(0.5);
  expect(walkedTo(state({ walked: 0.62 }))).toBe(0.62);
  expect(walkedTo(state({ walked: 0.62, nodes: stepped(null, "load", "prune") }))).toBe(null);
  expect(walkedTo(state(unmeasured))).toBe(0);
  // A link that says a cut has been there.
  expect(walkedTo(state({ sparsity: 0.9 }))).toBe(null);
});
