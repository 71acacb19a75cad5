import type { DataFileInput } from "../data/idx.ts";
import { datasets } from "../data/registry.ts";
import { type EngineClient, startEngine } from "../engine/client.ts";
import type { Command, EngineEvent } from "../engine/protocol.ts";
import { type Setup, suited } from "../setup/setup.ts";
import { readLink, writeLink } from "./link.ts";
import { type State, useStore } from "./store.ts";

const { getState: get, setState: set } = useStore;

let engine: EngineClient | undefined;
let previewId = 0;

function send(command: Command): void {
  engine?.send(command);
}

/** Fields that need a new network or new data when they change; the others act on the one that stands. */
const rebuilds: readonly (keyof Setup)[] = ["data", "noise", "difficulty", "hidden", "activation", "initialiser", "seed"];
/** Fields only the page cares about. */
const pageOnly: readonly (keyof Setup)[] = ["theme", "projector", "sparsity"];

/** Starts the worker and opens what the link asks for. */
export function startApp(): void {
  engine = startEngine(receive);
  send({ type: "open", setup: get().setup });
  window.addEventListener("hashchange", () => {
    const { setup, corrections } = readLink(location.hash);
    if (writeLink(setup) === writeLink(get().setup)) return;
    set({ setup, corrections, sparsity: setup.sparsity / 100 });
    open(setup);
  });
}

function open(setup: Setup, files?: readonly DataFileInput[]): void {
  set({ preparing: { what: "Preparing", done: 0, total: 1 }, running: null });
  send(files ? { type: "open", setup, files } : { type: "open", setup });
}

/** Changes settings, updates the link and tells the worker what it must know. */
export function changeSetup(change: Partial<Setup>): void {
  const before = get().setup;
  const kindOf = (id: string) => datasets.find((d) => d.id === id)?.kind ?? "images";
  const other = change.data !== undefined && kindOf(change.data) !== kindOf(before.data);
  const setup: Setup = { ...before, ...(other ? suited[kindOf(change.data!)] : {}), ...change };
  const changed = (Object.keys(setup) as (keyof Setup)[]).filter((key) => !same(setup[key], before[key]));
  if (changed.length === 0) return;
  set({ setup, corrections: [] });
  writeHash(setup, true);
  if (changed.some((key) => rebuilds.includes(key))) {
    set({ sparsity: 0, setup: { ...setup, sparsity: 0 } });
    open({ ...setup, sparsity: 0 });
  } else if (changed.some((key) => !pageOnly.includes(key))) send({ type: "configure", setup });
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function writeHash(setup: Setup, push: boolean): void {
  const hash = `#${writeLink(setup)}`;
  if (hash === location.hash) return;
  if (push) history.pushState(null, "", hash);
  else history.replaceState(null, "", hash);
}

/** Opens data from files; the state stays as it is when they are refused. */
export function openFiles(files: readonly DataFileInput[]): void {
  const { setup } = get();
  const images = setup.data === "file" || datasets.find((d) => d.id === setup.data)?.kind === "images";
  open({ ...setup, ...(images ? {} : suited.images), data: "file", sparsity: 0 }, files);
}

/** Moves the slider; `final` commits the cut as one undoable step. Sparsity in 0..1. */
export function moveSparsity(sparsity: number, final: boolean): void {
  const clamped = Math.min(1, Math.max(0, sparsity));
  if (clamped !== get().sparsity) {
    set({ sparsity: clamped });
    send({ type: "preview", id: ++previewId, sparsity: clamped });
  }
  set({ dragging: !final });
  if (!final) return;
  const { history, setup } = get();
  const committed = history.entries[history.current]?.sparsity ?? 0;
  const next = { ...setup, sparsity: Math.round(clamped * 1000) / 10 };
  set({ setup: next });
  writeHash(next, false);
  if (Math.abs(committed - clamped) > 1e-9) send({ type: "prune", sparsity: clamped });
}

export function train(): void {
  if (get().running) send({ type: "pause" });
  else send({ type: "train", kind: "train" });
}

/** Trains under the mask; a cut that the slider shows but nobody released yet is committed first. */
export function fineTune(): void {
  if (get().running) return send({ type: "pause" });
  moveSparsity(get().sparsity, true);
  send({ type: "train", kind: "finetune" });
}

export const stepOnce = () => send({ type: "step" });
export const rewind = (keepMask: boolean) => send({ type: "rewind", keepMask });
export const undo = () => send({ type: "undo" });
export const redo = () => send({ type: "redo" });
export const goTo = (entry: number) => send({ type: "goTo", entry });
export const scoreTest = () => send({ type: "scoreTest" });
export const newSeed = () => changeSetup({ seed: (get().setup.seed % 2147483646) + 1 });
export const setMarked = (marked: State["marked"]) => set({ marked });
export const dismissProblem = () => set({ problem: null });
export const dismissCorrections = () => set({ corrections: [] });

/** Takes the lower learning rate offered after a divergence and goes on training. */
export function lowerRate(learningRate: number): void {
  set({ problem: null });
  changeSetup({ learningRate });
  send({ type: "train", kind: "train" });
}

export async function share(): Promise<void> {
  writeHash(get().setup, false);
  try {
    await navigator.clipboard.writeText(location.href);
    announce("Link copied.");
  } catch {
    announce("Copying was refused; the link is in the address bar.");
  }
}

let noticeTimer: ReturnType<typeof setTimeout> | undefined;

function announce(notice: string): void {
  clearTimeout(noticeTimer);
  set({ notice });
  noticeTimer = setTimeout(() => set({ notice: null }), 4000);
}

function receive(event: EngineEvent): void {
  set(reduce(get(), event));
}

/** What an event of the engine changes. */
export function reduce(state: State, event: EngineEvent): Partial<State> {
  switch (event.type) {
    case "preparing":
      return { preparing: event };
    case "opened":
      return {
        ...event,
        preparing: null,
        problem: null,
        test: null,
        preview: null,
        curve: null,
        reference: null,
        trainFigures: null,
      };
    case "backend":
      return { backend: event.backend };
    case "snapshot":
      return { snapshot: event.snapshot };
    case "preview": {
      const { preview, uncut, uncutPerClass, uncutAccuracy } = event;
      return { preview, uncut: { accuracy: uncutAccuracy, predictions: uncut, perClass: uncutPerClass } };
    }
    case "trainFigures":
      return { trainFigures: event };
    case "curve": {
      const pruned = state.reached.length > 0;
      return { curve: event, reference: pruned ? (state.reference ?? state.curve?.points ?? null) : null };
    }
    case "progress": {
      const { running, ...progress } = event;
      return { running, progress, preparing: null };
    }
    case "timeline":
      return { timeline: event.reset ? event.points : [...state.timeline, ...event.points] };
    case "history": {
      const { history, reached } = event;
      const moved = history.current !== state.history.current || history.entries.length !== state.history.entries.length;
      const setup = { ...state.setup, ...engineSettings(event.setup) };
      return { history, reached, ...(moved ? { setup, sparsity: handleAfter(state, history) } : {}) };
    }
    case "test":
      return { test: { ...event, version: state.snapshot?.version ?? 0, sparsity: state.sparsity } };
    case "problem":
      return { problem: event.problem, preparing: null };
    case "weights":
      return {};
  }
}

/** After undo or a new step the handle stands at the committed cut, unless a hand is on it or a link set it before training. */
function handleAfter(state: State, history: State["history"]): number {
  if (state.dragging) return state.sparsity;
  const entry = history.entries[history.current];
  const pendingFromLink = history.entries.every((e) => e.sparsity === 0) && state.sparsity > 0;
  return pendingFromLink && entry.kind !== "rewind" ? state.sparsity : entry.sparsity;
}

/** Settings that belong to a state in the history; theme and view are the person's and stay. */
function engineSettings({ theme: _theme, projector: _projector, sparsity: _sparsity, ...settings }: Setup) {
  return settings;
}
