import { describe, expect, it } from "vitest";
import type { EngineEvent, EntryKind, HistoryState, Snapshot } from "../engine/protocol.ts";
import { denseNetwork } from "../network/network.ts";
import type { Method, Ranking } from "../pruning/types.ts";
import { defaultSetup, type Setup } from "../setup/setup.ts";
import { reduce } from "./reduce.ts";
import { type State, useStore } from "./store.ts";

const state = (change: Partial<State> = {}): State => ({ ...useStore.getState(), opening: 0, ...change });

function fold(before: State, ...events: EngineEvent[]): State {
  const current = { ...before };
  for (const event of events) Object.assign(current, reduce(current, event));
  return current;
}

const opened = (setup: Setup): EngineEvent => ({
  type: "opened",
  setup,
  spec: denseNetwork([2, 16, 16, 2]),
  data: {
    id: setup.data,
    label: "",
    kind: "points",
    inputShape: [2],
    inputNames: [],
    classes: ["ring", "dot"],
    scoringCount: 8,
    trainCount: 1,
    validationCount: 1,
    testCount: 1,
    shown: new Float32Array(2),
    shownRows: Uint32Array.of(0),
    labels: Uint8Array.of(0),
  },
});

const history = (current: number, ...entries: [EntryKind, number][]): HistoryState => ({
  entries: entries.map(([kind, sparsity]) => ({ kind, label: kind, clock: 0, sparsity, accuracy: 1 })),
  current,
  dropped: 0,
});

const moved = (setup: Setup, past: HistoryState): EngineEvent => ({
  type: "history",
  history: past,
  reached: [],
  setup,
});

describe("events of the engine", () => {
  it("of an older network do not overwrite what was asked for since", () => {
    const wanted = { ...defaultSetup, data: "moons" };
    const older = { ...defaultSetup, data: "xor" };
    const between = fold(state({ opening: 2, setup: wanted, sparsity: 0.3 }), opened(older));
    expect(between.setup.data).toBe("moons");
    expect(between.opening).toBe(1);
    const still = fold(between, moved(older, history(1, ["start", 0], ["prune", 0.8])));
    expect([still.setup.data, still.sparsity]).toEqual(["moons", 0.3]);
    const newest = fold(still, opened(wanted));
    expect([newest.setup.data, newest.opening]).toEqual(["moons", 0]);
  });

  it("a new network forgets all figures of the old one, and keeps theme and view", () => {
    const before = state({
      opening: 1,
      setup: { ...defaultSetup, theme: "dark", projector: true, axis: "log" },
      uncut: { accuracy: 1, predictions: new Uint8Array(), perClass: new Float32Array() },
      curve: { version: 1, points: [], milliseconds: 1 },
    });
    const now = fold(before, opened({ ...defaultSetup, data: "xor", sparsity: 40 }));
    expect([now.uncut, now.curve, now.snapshot, now.backend]).toEqual([null, null, null, null]);
    expect(now.setup).toEqual({ ...before.setup, data: "xor", sparsity: 40 });
    expect(now.sparsity).toBe(0.4);
  });

  it("a refused file leaves setup and handle where the network that stands has them", () => {
    const standing = { ...defaultSetup, data: "xor" };
    const before = state({
      opening: 1,
      setup: { ...defaultSetup, data: "file" },
      sparsity: 0,
      history: history(1, ["start", 0], ["prune", 0.3]),
    });
    const now = fold(before, { type: "problem", problem: { kind: "file", detail: "" }, setup: standing });
    expect([now.setup.data, now.sparsity, now.opening, now.preparing]).toEqual(["xor", 0.3, 0, null]);
  });

  it("undo takes the handle back to the committed cut, but not out of a hand that drags it", () => {
    const past = history(1, ["start", 0], ["prune", 0.6]);
    const undone = moved(defaultSetup, { ...past, current: 0 });
    expect(fold(state({ history: past, sparsity: 0.6 }), undone).sparsity).toBe(0);
    const trained = history(2, ["start", 0], ["train", 0], ["prune", 0.6], ["finetune", 0.6]);
    const back = moved(defaultSetup, { ...trained, current: 1 });
    expect(fold(state({ history: trained, sparsity: 0.6 }), back).sparsity).toBe(0);
    expect(fold(state({ history: trained, sparsity: 0.7, dragging: true }), back).sparsity).toBe(0.7);
  });

  it("a comparison stands beside others of the same weights, in place of its own older one; of older weights it is ignored", () => {
    const method = (criterion: string): Method => ({ criterion, granularity: "weight", scope: "global" });
    const compared = (version: number, criterion: string): EngineEvent => ({
      type: "comparison",
      comparison: { version, method: method(criterion), ranking: {} as Ranking, points: [] },
    });
    const told = ({ comparisons }: State) => comparisons.map(({ version, method }) => [version, method.criterion]);
    const both = fold(
      state({ snapshot: { version: 4 } as Snapshot }),
      compared(4, "random"),
      compared(4, "lamp"),
      compared(4, "random"),
    );
    expect(told(both)).toEqual([
      [4, "lamp"],
      [4, "random"],
    ]);
    expect(told(fold(both, compared(3, "lamp")))).toEqual(told(both));
    expect(told(fold(both, compared(5, "lamp")))).toEqual([[5, "lamp"]]);
  });

  it("undo leaves what is compared as it is", () => {
    const against: Method[] = [{ criterion: "random", granularity: "weight", scope: "global" }];
    const past = history(1, ["start", 0], ["prune", 0.6]);
    const before = state({ history: past, sparsity: 0.6, setup: { ...defaultSetup, against } });
    const undone = fold(before, moved({ ...defaultSetup, criterion: "lamp" }, { ...past, current: 0 }));
    expect([undone.setup.criterion, undone.setup.against]).toEqual(["lamp", against]);
  });

  it("the curve before fine-tuning is kept from the moment it begins", () => {
    const points = [{ sparsity: 0, accuracy: 1, pruned: 0 }];
    const progress = {
      type: "progress",
      step: 1,
      epoch: 0,
      stepsPerSecond: 1,
      reachedPerSecond: 1,
      tensors: 1,
    } as const;
    const curve = { version: 1, points, milliseconds: 1 };
    const at = (version: number) =>
      fold(state({ curve, snapshot: { version } as Snapshot }), { ...progress, running: "finetune" });
    expect(at(3).reference).toBe(null);
    const begun = at(2);
    expect(begun.reference).toBe(points);
    const later = fold(begun, { type: "curve", version: 2, points: [], milliseconds: 1 });
    expect(later.reference).toBe(points);
  });
});
