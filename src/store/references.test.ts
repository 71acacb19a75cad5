import { expect, it } from "vitest";
import { fullMask, type Mask } from "../network/mask.ts";
import type { Level, Reference, RunNode } from "../recipe/node.ts";
import { beforeFineTuning, reachedBy } from "../recipe/references.ts";
import type { Step } from "../recipe/steps/registry.ts";
import { defaultSetup, rankingOf } from "../setup/setup.ts";
import type { Snapshot } from "../worker/protocol.ts";
import { earlierCurve, pathIn, referencesFor } from "./references.ts";

const weights = { name: "output", weights: new Float32Array(8) };
/** Of eight weights the first so many pruned. */
const pruned = (count: number): Mask =>
  new Map([...fullMask([weights])].map(([name, bits]) => [name, bits.map((_, i) => Number(i >= count))]));
const snapshot = (locked: number) => ({ locked: pruned(locked) }) as Snapshot;

/** A state: what led to it from where, how much is locked there, what is cut, both in eighths. */
const state = (id: number, parent: number | null, kind: Step["kind"] | null, locked: number, cut = locked): RunNode =>
  ({
    id,
    parent,
    run: 1,
    step: kind && { kind },
    setup: defaultSetup,
    cut: cut / 8,
    accuracy: 1 - id / 100,
    reference: { sparsity: locked / 8, accuracy: 1 - id / 1000 } as Reference,
    reached:
      kind === "finetune" && locked > 0 ? { sparsity: cut / 8, accuracy: 1, pruned: cut / 8, axis: "weights" } : null,
  }) as RunNode;

/** Trained, cut, fine-tuned, and once more; from the first trained state another branch, cut otherwise. */
const nodes = new Map(
  [
    state(1, null, null, 0),
    state(2, 1, "train", 0),
    state(3, 2, "prune", 0, 4),
    state(4, 3, "finetune", 4),
    state(5, 4, "prune", 4, 6),
    state(6, 5, "finetune", 6),
    state(7, 2, "train", 0),
    state(8, 7, "prune", 0, 2),
    state(9, 8, "finetune", 2),
  ].map((node) => [node.id, node]),
);
const place = { current: 1, trail: [], undone: [], next: [], latest: [], ids: 9 };
const at = (current: number) => pathIn({ nodes, place: { ...place, current }, run: 1 });

it("the state before fine-tuning is that of the branch one stands on, by undo, redo and going anywhere", () => {
  const before = (current: number, fineTunes = false) => beforeFineTuning(at(current), fineTunes)?.id ?? null;
  expect([1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => before(id))).toEqual([null, null, null, 3, 3, 3, null, null, 8]);
  // While fine-tuning goes on it is the state that this began at, the first time.
  expect([before(3, true), before(5, true), before(8, true)]).toEqual([3, 3, 8]);
  expect(reachedBy(at(6)).map(({ sparsity }) => sparsity)).toEqual([0.5, 0.75]);
  expect(reachedBy(at(8))).toEqual([]);
});

it("what a cut had cost and what was won back is measured at the nodes of its branch", () => {
  const told = (current: number, locked: number) => {
    const { dense, before, afterCut } = referencesFor(at(current), snapshot(locked));
    return [dense?.accuracy, before?.accuracy, afterCut];
  };
  expect(told(3, 0)).toEqual([0.997, undefined, null]);
  expect(told(4, 4)).toEqual([0.997, 0.997, 0.97]);
  expect(told(6, 6)).toEqual([0.997, 0.995, 0.95]);
  expect(told(9, 2)).toEqual([0.992, 0.992, 0.92]);
  // Training has locked the cut, and goes on: the state that stands is that before.
  expect(told(3, 4)).toEqual([0.997, 0.997, 0.97]);
  expect(told(5, 6)).toEqual([0.997, 0.995, 0.95]);
});

it("the curve goes through what was measured at the cut, and there is none of a state whose curve nobody has, or as it was ranked before", () => {
  const points: Level[] = [0, 1].map((sparsity) => ({ sparsity, pruned: sparsity, accuracy: 1 - sparsity }));
  const node = nodes.get(3)!;
  const by = rankingOf(defaultSetup);
  expect(earlierCurve(node, { by, points })).toEqual({
    axis: "weights",
    levels: points,
    points: [points[0], { sparsity: 0.5, accuracy: 0.97 }, points[1]],
  });
  const otherwise = { by: rankingOf({ ...defaultSetup, criterion: "lamp" }), points };
  expect([undefined, otherwise].map((curve) => earlierCurve(node, curve))).toEqual([null, null]);
  expect(earlierCurve(null, { by, points })).toBe(null);
});

it("while another network stands on the page, the way to a state of this one is nowhere", () => {
  expect(at(6)).toBe(at(6));
  expect(pathIn({ nodes, place: { ...place, current: 6 }, run: 2 })).toEqual([]);
  expect(pathIn({ nodes, place: null, run: 1 })).toEqual([]);
  expect(referencesFor([], snapshot(0))).toEqual({ dense: null, before: null, at: null, afterCut: null });
});
