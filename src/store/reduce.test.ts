import { describe, expect, it } from "vitest";
import { denseNetwork } from "../network/network.ts";
import type { Method, Ranking } from "../pruning/types.ts";
import { defaultSetup, type Setup } from "../setup/setup.ts";
import type { Comparison } from "../worker/jobs/comparison.ts";
import type { Results } from "../worker/jobs/registry.ts";
import type { EntryKind, HistoryState } from "../worker/protocol/history.ts";
import type { Answer, EngineEvent, Recorded, Snapshot } from "../worker/protocol.ts";
import type { StateKey } from "../worker/stateKey.ts";
import { reduce } from "./reduce.ts";
import { nothingYet, type State, useStore } from "./store.ts";

/** Events of the network that stands, unless another key is given. */
const key = { run: 1, version: 4 };
const state = (change: Partial<State> = {}): State => ({ ...useStore.getState(), asked: 1, run: 1, ...change });

function fold(before: State, ...events: (Answer | EngineEvent)[]): State {
  const current = { ...before };
  for (const event of events) Object.assign(current, reduce(current, { key, ...event }));
  return current;
}

/** What a job has found out; curves are drawn as what they are of. */
const result = <Id extends keyof Results>(id: Id, found: NonNullable<Results[Id]>) =>
  ({ type: "result", id, result: found, outlives: id === "curve", key: found.key }) as EngineEvent;

const opened = (setup: Setup, run: number): EngineEvent => ({
  type: "opened",
  timesTested: 0,
  resumed: false,
  key: { run, version: 0 },
  setup,
  spec: denseNetwork([2, 16, 16, 2]),
  data: {
    id: setup.data,
    label: "",
    kind: "points",
    source: "",
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
  entries: entries.map(([kind, sparsity], i) => ({
    id: i + 1,
    kind,
    label: kind,
    clock: 0,
    sparsity,
    granularity: "weight",
    accuracy: 1,
  })),
  current,
  canUndo: false,
  canRedo: false,
  elsewhere: null,
});

const place = { current: 1, trail: [], undone: [], next: [], latest: [], ids: 1 };

const moved = (restored: Setup | null, past: HistoryState): Answer => ({
  type: "history",
  history: past,
  place,
  lost: [],
  restored,
  heard: 5,
});

const snapshotOf = (version: number) => ({ key: { run: 1, version } }) as Snapshot;
const progress = {
  type: "progress",
  step: 1,
  epoch: 0,
  stepsPerSecond: 1,
  reachedPerSecond: 1,
  ends: null,
  tensors: 1,
} as const;

describe("events of the engine", () => {
  it("of an older network change nothing: its step is not shown, its settings overwrite no newer wish", () => {
    const wanted = { ...defaultSetup, data: "moons" };
    const older = { ...defaultSetup, data: "xor" };
    const before = state({ asked: 3, setup: wanted, sparsity: 0.3 });
    const late = fold(
      before,
      { ...progress, step: 99, running: "train" },
      opened(older, 2),
      moved(older, history(1, ["start", 0], ["prune", 0.8])),
      { type: "problem", problem: { kind: "failed", said: [] }, stands: 1, key: { run: 2, version: 0 } },
    );
    expect(late).toEqual(before);
    const newest = fold(late, opened(wanted, 3));
    expect([newest.setup.data, newest.run, newest.asked, newest.sparsity]).toEqual(["moons", 3, 3, 0.3]);
  });

  it("of states that are gone take them from the line and from where one is, though another network was asked for", () => {
    const { data } = fold(state(), opened(defaultSetup, 1));
    const deleted = { ...place, current: 2, trail: [1] };
    const all = history(1, ["start", 0], ["train", 0]);
    const before = state({ data, asked: 2, history: all, place: deleted, sparsity: 0.3 });
    const { history: line, ...now } = fold(before, moved(null, history(0, ["start", 0])));
    expect([line.entries.length, now.place, now.sparsity, now.setup]).toEqual([1, place, 0.3, before.setup]);
  });

  it("of where one is come with the weights recorded there, though another network was asked for: a new worker is handed both", () => {
    const { data } = fold(state(), opened(defaultSetup, 1));
    const recorded = { state: { cut: 0.5 } } as Recorded;
    const now = fold(
      state({ data, asked: 2 }),
      { type: "recorded", recorded, key },
      moved(null, history(0, ["start", 0])),
    );
    expect([now.recorded, now.place]).toEqual([recorded, place]);
  });

  it("of a network that is on its way stand beside none but its own: all is told once it is there", () => {
    const before = state({ asked: 3, data: null, snapshot: null });
    const of = { run: 3, version: 2 };
    const early = fold(
      before,
      { type: "snapshot", snapshot: { ...snapshotOf(2), key: of }, by: "", key: of },
      result("gzip", { key: of, handle: { sparsity: 0 }, bytes: 7 }),
      { ...moved(null, history(1, ["start", 0], ["prune", 0.8])), key: of },
    );
    expect(early).toEqual(before);
  });

  it("a new network forgets all that was told of the old one, and keeps what was chosen meanwhile", () => {
    const setup: Setup = { ...defaultSetup, data: "xor", start: "trained", theme: "dark", learningRate: 0.5 };
    const before = fold(
      state({ results: { gzip: { key, handle: { sparsity: 0 }, bytes: 7 } } }),
      { ...progress, step: 99, running: "train" },
      result("curve", { key, points: [], milliseconds: 1 }),
      {
        type: "history",
        history: history(0, ["start", 0]),
        place,
        lost: [],
        restored: null,
        heard: 0,
      },
      { type: "timeline", points: [], reset: true },
    );
    const now = fold({ ...before, asked: 2, setup, sparsity: 0.4 }, opened({ ...defaultSetup, data: "xor" }, 2));
    expect(now).toMatchObject(nothingYet);
    expect(now.results).toEqual({});
    // Weights that were trained beforehand could not be had.
    expect(now.setup).toEqual({ ...setup, start: "untrained" });
    expect([now.sparsity, now.run]).toEqual([0.4, 2]);
  });

  it("while another network takes its time nothing of the old one stands on the page, and it comes back where that one fails", () => {
    const other = { run: 2, version: 0 };
    const preparing = (done: number): EngineEvent => ({
      type: "preparing",
      what: "digits",
      done,
      total: 9,
      key: other,
    });
    const stands = { ...fold(state(), opened(defaultSetup, 1)), snapshot: snapshotOf(3) };
    const waiting = fold({ ...stands, asked: 2 }, preparing(0));
    expect([waiting.data, waiting.spec, waiting.snapshot]).toEqual([null, null, null]);
    const further = fold(waiting, preparing(3));
    expect(further.preparing?.done).toBe(3);
    const failed = fold(further, { type: "problem", problem: { kind: "failed", said: [] }, stands: 1, key: other }, {
      ...opened(defaultSetup, 1),
      resumed: true,
    } as EngineEvent);
    expect([failed.data, failed.spec, failed.asked]).toEqual([stands.data, stands.spec, 1]);
  });

  it("a refused file leaves the network that stands, which is told anew, and the message beside it", () => {
    const standing = { ...defaultSetup, data: "xor", sparsity: 30 };
    const before = state({ asked: 2, setup: { ...defaultSetup, data: "file", theme: "dark" }, sparsity: 0 });
    const refused: Answer = { type: "problem", problem: { kind: "file", said: [] }, stands: 1 };
    const now = fold(
      before,
      { ...refused, key: { run: 2, version: 0 } },
      { ...opened(standing, 1), resumed: true } as EngineEvent,
      moved(standing, history(1, ["start", 0], ["prune", 0.3])),
    );
    expect([now.setup, now.sparsity, now.preparing]).toEqual([{ ...standing, theme: "dark" }, 0.3, null]);
    expect([now.asked, now.run, now.problem?.kind]).toEqual([1, 1, "file"]);
  });

  it("a network that opens without the weights it was to have is the one on the page, and no other is on its way", () => {
    const problem: Answer = { type: "problem", problem: { kind: "failed", said: [] }, stands: 2 };
    const now = fold(state({ asked: 2 }), opened(defaultSetup, 2), { ...problem, key: { run: 2, version: 1 } });
    expect([now.asked, now.run, now.problem?.kind]).toEqual([2, 2, "failed"]);
  });

  it("figures of older weights than those on the page are ignored, each of them", () => {
    const before = state({ snapshot: snapshotOf(4), measured: null });
    const handle = { sparsity: 0 };
    const [older, newer] = [3, 4].map((version) => ({ run: 1, version }));
    const figures = (at: StateKey) =>
      fold(
        before,
        result("gzip", { key: at, handle, bytes: 7 }),
        result("trainFigures", { key: at, handle, accuracy: 0.5, loss: 1, count: 9 }),
        result("preview", {
          key: at,
          handle,
          accuracy: 0.5,
          loss: 1,
          correct: 1,
          predictions: Uint8Array.of(0),
          confidences: Float32Array.of(1),
          perClass: new Float32Array(2),
          beforeCut: { accuracy: 0.5, predictions: Uint8Array.of(0), perClass: new Float32Array(2) },
        }),
      );
    expect(figures(older)).toEqual(before);
    expect(figures(newer)).toMatchObject({
      results: {
        gzip: { bytes: 7 },
        trainFigures: { count: 9 },
        preview: { key: newer, beforeCut: { accuracy: 0.5 } },
      },
      measured: { version: 4 },
    });
  });

  it("a test score that is told again counts once, and never fewer than before", () => {
    const score = (opened: number) =>
      ({ type: "test", handle: { sparsity: 0 }, accuracy: 0.9, count: 250, opened }) as const;
    const { data } = fold(state(), opened(defaultSetup, 1));
    const before = state({ data: data && { ...data, source: "moons-7" }, opened: { xor: 3 } });
    expect(fold(before, score(1), score(2), score(2), score(1)).opened).toEqual({ xor: 3, "moons-7": 2 });
    // After a reload the network that is opened says it.
    const again = { ...opened(defaultSetup, 1), timesTested: 4 } as EngineEvent;
    expect(fold(state(), again).opened).toEqual({ "": 4 });
  });

  it("a test score is of the cut that was measured, wherever the handle is when it comes", () => {
    const handle = { sparsity: 0.5, shares: [0.5, 0.25] };
    const now = fold(state({ sparsity: 0.7 }), { type: "test", handle, accuracy: 0.9, count: 250, opened: 1 });
    expect(now.test).toMatchObject({ handle, key });
  });

  it("undo takes the handle back to the committed cut, but not out of a hand that drags it; a new step leaves it", () => {
    const past = history(1, ["start", 0], ["prune", 0.6]);
    const undone = moved(defaultSetup, { ...past, current: 0 });
    const before = state({ history: past, sparsity: 0.6 });
    expect(fold(before, undone).sparsity).toBe(0);
    expect(fold({ ...before, sparsity: 0.7, dragging: true }, undone).sparsity).toBe(0.7);
    expect(fold({ ...before, sparsity: 0.7 }, moved(null, past)).sparsity).toBe(0.7);
  });

  it("undo during a drag changes what the drag goes back to where it is broken off, but for shares chosen since", () => {
    const past = history(0, ["start", 0], ["prune", 0.6]);
    const undone = moved({ ...defaultSetup, layerSparsity: [20] }, past);
    const drag = { dragging: true, sparsity: 0.7, beforeDrag: { sparsity: 0.6, layerSparsity: [60] } };
    expect(fold(state(drag), undone).beforeDrag).toEqual({ sparsity: 0, layerSparsity: [20] });
    const chosen = fold(
      state({ ...drag, wishes: [{ run: 1, serial: 6, change: { layerSparsity: [60] }, handle: 0.6 }] }),
      undone,
    );
    expect(chosen.beforeDrag).toEqual({ sparsity: 0, layerSparsity: [60] });
    expect(fold(state(), undone).beforeDrag).toBe(null);
  });

  it("a drag that began while a network was on its way goes on when that opens: what it moved is not left uncommitted", () => {
    const drag = { dragging: true, sparsity: 0.7, beforeDrag: { sparsity: 0, layerSparsity: [] } };
    const now = fold(state({ ...drag, asked: 2 }), opened(defaultSetup, 2));
    expect(now).toMatchObject(drag);
  });

  it("undo leaves engine, learning rate and all else that is no property of a cut, and what was chosen since", () => {
    const against: Method[] = [{ criterion: "random", granularity: "weight", scope: "global" }];
    const wishes = { against, backend: "cpu", learningRate: 0.5, optimizer: "sgd", theme: "dark" } as const;
    const before = state({ setup: { ...defaultSetup, ...wishes, criterion: "taylor", scope: "erk" } });
    const restored: Setup = { ...defaultSetup, criterion: "lamp", layerSparsity: [20] };
    const past = history(0, ["start", 0], ["prune", 0.6]);
    const undone = fold(before, moved(restored, past));
    expect(undone.setup).toEqual({ ...restored, ...wishes });
    const later = [{ criterion: "taylor" }, { scope: "erk" }, { sparsity: 30 }] as const;
    const told = later.map((change, i) => ({ run: 1, serial: 5 + i, change, handle: 0.3 }));
    const since = fold({ ...before, wishes: told, sparsity: 0.3 }, moved(restored, past));
    expect([since.setup.criterion, since.setup.scope, since.sparsity]).toEqual(["lamp", "erk", 0.3]);
  });

  it("a comparison stands beside others of the same weights, in place of its own older one; of older weights it is ignored", () => {
    const method = (criterion: string): Method => ({ criterion, granularity: "weight", scope: "global" });
    const compared = (version: number, criterion: string): EngineEvent =>
      result(`comparison:${criterion}`, {
        key: { run: 1, version },
        method: method(criterion),
        ranking: {} as Ranking,
        points: [],
      });
    const methodsOf = ({ results }: State) =>
      Object.entries(results).map(([id, known]) => [(known as Comparison).key.version, id.split(":")[1]]);
    const both = fold(
      state({ snapshot: snapshotOf(4) }),
      compared(4, "random"),
      compared(4, "lamp"),
      compared(4, "random"),
    );
    expect(methodsOf(both)).toEqual([
      [4, "random"],
      [4, "lamp"],
    ]);
    expect(methodsOf(fold(both, compared(3, "lamp")))).toEqual(methodsOf(both));
    expect(methodsOf(fold(both, compared(5, "lamp")))).toEqual([[5, "lamp"]]);
  });

  it("of comparisons of states only the one asked for last comes, whatever network is on its way", () => {
    const told = (one: number, other: number) =>
      ({
        type: "compared",
        one,
        other,
        outcome: { kind: "failed", said: { id: "state-deleted" } },
        key: { run: 1, version: 0 },
      }) as const;
    const asked = state({ asked: 2, compared: { one: 3, other: 4, outcome: null } });
    expect(fold(asked, told(4, 3), told(3, 5)).compared).toEqual(asked.compared);
    expect(fold(asked, told(3, 4)).compared?.outcome).toEqual({ kind: "failed", said: { id: "state-deleted" } });
    expect(fold(state({ compared: null }), told(3, 4)).compared).toBeNull();
  });
});
