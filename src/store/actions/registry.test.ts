import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it } from "vitest";
import { pretrainedSetups } from "../../setup/pretrained.ts";
import type { Problem } from "../../worker/protocol/problem.ts";
import type { Said } from "../../worker/protocol/said.ts";
import type { Cut } from "../cut.ts";
import { nothingYet, type State, useStore } from "../store.ts";
import { type ActionId, actionFor, actionOf, actions, canRun, hintOf, labelOf } from "./registry.ts";

const state = (change: Partial<State> = {}): State => ({ ...useStore.getInitialState(), ...nothingYet, ...change });
const running = { step: 5, epoch: 1, ends: null, stepsPerSecond: 1, reachedPerSecond: 1, tensors: 0 };
const entry = {
  id: 1,
  kind: "train",
  label: "Train",
  clock: 5,
  granularity: "weight",
  sparsity: 0,
  accuracy: 1,
} as const;
const cut = (kept: number) => ({ kept, total: 10 }) as Cut;
const label = (id: ActionId, change?: Partial<State>) => labelOf(actionOf(id), state(change));
const can = (id: ActionId, change?: Partial<State>, kept = 10) => actionOf(id).canRun(state(change), cut(kept));

beforeEach(() => useStore.setState(useStore.getInitialState(), true));

describe("every action", () => {
  it("has an id and keys of its own, and says what it does, whatever the state", () => {
    const ids = actions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const shown = actions.flatMap(({ keys = [] }) => keys.map((key) => key.shown));
    expect(new Set(shown).size).toBe(shown.length);
    for (const one of actions)
      for (const at of [state(), state({ running: "train" }), state({ running: "finetune" })]) {
        expect(labelOf(one, at)).toMatch(/^\S.*\S$/);
        expect(hintOf(one, at).length).toBeGreaterThanOrEqual(4);
        expect(one.canRun(at, null)).toBeTypeOf("boolean");
      }
  });

  it("is done by the key that it shows, and the guide names that key", () => {
    const guide = readFileSync("README.md", "utf8");
    for (const one of actions)
      for (const { key, ctrl, shift = false, shown } of one.keys ?? []) {
        expect(actionFor({ key, ctrl, shift })?.id).toBe(one.id);
        expect(actionFor({ key: key.toUpperCase(), ctrl, shift })?.id).toBe(one.id);
        expect(actionFor({ key, ctrl: !ctrl, shift })).toBeUndefined();
        expect(guide).toMatch(new RegExp(`[\\s(]${shown}[\\s),]`));
      }
    expect(() => actionOf("fly" as ActionId)).toThrow(/unknown action "fly"; there are train, fine-tune/);
    expect(actionFor({ key: "q", ctrl: false, shift: false })).toBeUndefined();
  });
});

it("one button trains and pauses, another fine-tunes and pauses", () => {
  expect([label("train"), label("train", { running: "train" })]).toEqual(["Train", "Pause"]);
  expect([label("fine-tune"), label("fine-tune", { running: "finetune" })]).toEqual(["Fine-tune", "Pause"]);
  expect(label("train", { running: "finetune" })).toBe("Train");
});

it("fine-tuning and rewinding with the mask need a cut; a run can be paused without", () => {
  for (const id of ["fine-tune", "rewind-keep-mask"] as const)
    expect([can(id), can(id, {}, 9), actionOf(id).canRun(state(), null)]).toEqual([false, true, false]);
  expect(can("fine-tune", { running: "finetune" })).toBe(true);
});

it("a single step waits for a run to end", () => {
  expect([can("step"), can("step", { running: "train" })]).toEqual([true, false]);
});

it("undo leads back along the history, to the network before, and from one that is on its way", () => {
  const history = { entries: [entry, entry], current: 1, canUndo: true, canRedo: false, elsewhere: null };
  expect([can("undo"), can("undo", { history })]).toEqual([false, true]);
  expect([can("undo", { asked: 1 }), can("undo", { asked: 2, run: 1 })]).toEqual([false, true]);
  expect([can("redo", { history }), can("redo", { history: { ...history, canRedo: true } })]).toEqual([false, true]);
});

it("a network opens trained before it is trained here, and untrained once it did", () => {
  const trained = {
    entries: [{ ...entry, kind: "load" as const }],
    current: 0,
    canUndo: true,
    canRedo: false,
    elsewhere: null,
  };
  const other = { setup: { ...pretrainedSetups[0], seed: 8 } };
  expect([can("open-trained", other), can("open-untrained", other)]).toEqual([false, false]);
  expect([can("open-trained", { setup: pretrainedSetups[0] }), can("open-untrained", { history: trained })]).toEqual([
    true,
    true,
  ]);
  expect(can("open-trained", { setup: pretrainedSetups[0], progress: running })).toBe(false);
  expect(can("open-untrained", { history: trained, running: "train" })).toBe(false);
});

it("the way out of a problem is there while the problem is", () => {
  const diverged = { kind: "diverged", run: "finetune", suggestion: 0.003 } as Problem;
  const ways = ["lower-rate", "leave-card", "restart-engine", "close-problem"] as const;
  const open = (change?: Partial<State>) => ways.filter((id) => can(id, change));
  expect(open()).toEqual([]);
  expect(open({ isSilent: true })).toEqual(["restart-engine"]);
  expect(open({ problem: diverged })).toEqual(["lower-rate", "close-problem"]);
  expect(open({ problem: { kind: "slow-card" } as Problem })).toEqual(["leave-card", "close-problem"]);
  expect(open({ problem: { kind: "engine", said: [] } })).toEqual(["restart-engine", "close-problem"]);
  const corrected = (...sentences: Said[]) => can("close-corrections", { corrections: { what: "link", sentences } });
  expect([corrected(), corrected({ id: "link-versionless" })]).toEqual([false, true]);
  expect(label("lower-rate", { problem: diverged })).toBe("Fine-tune on at 0.003");
});

it("whether an action can be done is told of the page as it stands", () => {
  expect([canRun("train"), canRun("fine-tune"), canRun("undo")]).toEqual([true, false, false]);
  useStore.setState({
    history: { entries: [entry, entry], current: 1, canUndo: true, canRedo: false, elsewhere: null },
  });
  expect(canRun("undo")).toBe(true);
});
