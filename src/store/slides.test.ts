import { expect, it } from "vitest";
import type { Level, RunNode } from "../recipe/node.ts";
import type { Step } from "../recipe/steps/registry.ts";
import { defaultSetup, rankingOf, type Setup } from "../setup/setup.ts";
import type { EngineEvent } from "../worker/protocol.ts";
import { reduce } from "./reduce.ts";
import { slideOfCut, unknownSlides, withCurve, withCurveOf } from "./slides.ts";
import { useStore } from "./store.ts";

const random: Setup = { ...defaultSetup, criterion: "random" };
const state = (id: number, parent: number | null, kind: Step["kind"] | null, cut = 0, setup = defaultSetup) =>
  ({ id, parent, step: kind && { kind }, cut, accuracy: 1 - cut, setup }) as RunNode;

/** Trained, then cut, and cut on; cut from there otherwise, by another criterion. */
const nodes = new Map(
  [
    state(1, null, null),
    state(2, 1, "train"),
    state(3, 2, "prune", 0.5),
    state(4, 3, "prune", 0.75),
    state(5, 2, "prune", 0.25, random),
  ].map((node) => [node.id, node]),
);
const points: Level[] = [0, 0.5, 1].map((sparsity) => ({ sparsity, pruned: sparsity, accuracy: 1 - sparsity }));
const nothing = { nodes, curves: new Map() };

it("cuts of the same weights, ranked alike, slide down one curve, which is asked for once", () => {
  expect(unknownSlides(nothing, [3, 4, 5])).toEqual([3, 5]);
  const curves = withCurveOf(nothing, 3, { by: rankingOf(defaultSetup), points });
  for (const id of [3, 4]) expect(slideOfCut({ nodes, curves }, defaultSetup, id)).toBe(points);
  expect(slideOfCut({ nodes, curves }, defaultSetup, 5)).toBeNull();
  expect(unknownSlides({ nodes, curves }, [3, 4, 5])).toEqual([5]);
});

it("a curve that the worker tells of a state is kept as that of its weights", () => {
  const key = { run: 1, version: 2 };
  const told = {
    type: "result",
    id: "curve:3",
    outlives: true,
    key,
    result: { key, by: rankingOf(defaultSetup), points },
  };
  const before = { ...useStore.getState(), nodes, asked: 1, run: 1 };
  const { curves } = { ...before, ...reduce(before, told as EngineEvent) };
  expect(slideOfCut({ nodes, curves }, defaultSetup, 3)).toBe(points);
});

it("a curve that was seen stays when the same weights are ranked otherwise", () => {
  const place = { current: 2, trail: [], undone: [], next: [], latest: [], ids: 5 };
  const seen = (curves: ReturnType<typeof withCurve>, setup: Setup) =>
    withCurve({ nodes, curves, place, running: null, rankedBy: rankingOf(setup) }, { points });
  const curves = seen(seen(new Map(), defaultSetup), random);
  expect([3, 5].map((id) => slideOfCut({ nodes, curves }, defaultSetup, id))).toEqual([points, points]);
});

it("on another axis none is drawn", () => {
  const curves = withCurveOf(nothing, 3, { by: rankingOf(defaultSetup), points });
  expect(slideOfCut({ nodes, curves }, { ...defaultSetup, granularity: "unit" }, 3)).toBeNull();
});
