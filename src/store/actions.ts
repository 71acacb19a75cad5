import { type GivenData, inputOf } from "../data/dataset.ts";
import type { NamedBlob } from "../data/files/reading.ts";
import { isGiven, kindOf } from "../data/registry.ts";
import { whyUnfit } from "../network/check.ts";
import { keptIn, sparsityOf } from "../network/mask.ts";
import { writeLayers } from "../network/notation.ts";
import { keptUnitsAt, stopOfShares } from "../pruning/cut.ts";
import type { ManualEdit } from "../pruning/manualEdits.ts";
import { type Move, moved, movedBlindly } from "../pruning/move.ts";
import { whyNotFor } from "../pruning/offer.ts";
import { isOnCard } from "../setup/backends.ts";
import { isTooLong, readLink, writeLink } from "../setup/link.ts";
import { onGroups } from "../setup/onGroups.ts";
import { whyNotTrained } from "../setup/pretrained.ts";
import { areAlike, defaultSetup, fieldNames, fieldsOf, ofView, percentOf, type Setup, suited } from "../setup/setup.ts";
import type { RunKind } from "../training/run.ts";
import { type EngineClient, type EngineListener, startEngine } from "../worker/client.ts";
import {
  type Ask,
  type BackendReport,
  type EngineEvent,
  type Handle,
  isSameHandle,
  type Opened,
  type Recorded,
} from "../worker/protocol.ts";
import { committedIn, cutOf, handleOf, isRanked, sharesNow } from "./cut.ts";
import { keepData, keptData } from "./keptData.ts";
import { reduce } from "./reduce.ts";
import { type State, useStore } from "./store.ts";

const { getState: get, setState: set } = useStore;

let engine: EngineClient | undefined;
/** Networks asked for so far. */
let runs = 0;
let readId = 0;
/** Commands sent so far. */
let serial = 0;
/** The kept network that is on its way back to the page. */
let returning: number | null = null;
/** A drag begun on another network ends with that. */
const handleFree = { dragging: false, beforeDrag: null, held: null };
/** The cut asked about, while the answer is on its way. */
let looking: Handle | null = null;

type WeightsEvent = Extract<EngineEvent, { type: "weights" }>;
/** Who waits for weights, by the id of the question. */
const readers = new Map<number, (event: WeightsEvent) => void>();

/** Every command says which network it is about, and which state of it is on the page. */
function send(ask: Ask, transfer?: Transferable[]): void {
  const { asked, run, snapshot } = get();
  const version = asked === run ? (snapshot?.key.version ?? 0) : 0;
  engine?.send({ ...ask, key: { run: asked, version }, serial: ++serial }, transfer);
}

/** Whether a network is on its way; what is on the page until then is not to be changed any more. */
const isOpening = () => get().asked !== get().run;

/** Settings that need a new network or new data when they change; the others act on the one that stands. */
const rebuilds: readonly (keyof Setup)[] = fieldsOf("data", "network");
/** Settings that must suit each other: they are told together, whatever undo puts back meanwhile. */
const method: readonly (keyof Setup)[] = fieldsOf("method");
/** Settings that say what sparsity is a share of. */
const sharing: readonly (keyof Setup)[] = fieldsOf("spread");
/** Settings that the engine is not told: ways to look, and where the handle is, which it is told by a cut. */
const pageOnly: readonly (keyof Setup)[] = fieldsOf("view", "cut");
/** Ways to look. */
const viewed: readonly (keyof Setup)[] = fieldsOf("view", "compare");
/** Marks entries in the browser's history as this page's: runs are counted anew with every load. */
const load = String(performance.timeOrigin);

const littleMotion = () => matchMedia("(prefers-reduced-motion: reduce)");

function tellSurroundings(): void {
  send({ type: "surroundings", visible: !document.hidden, reducedMotion: littleMotion().matches });
}

/** Starts the worker and opens what the link asks for. */
export function startApp(): void {
  const { setup } = get();
  // A megabyte in the address slows every relative address of the page down.
  if (isTooLong(location.hash)) writeHash(setup, false);
  engine = startEngine(listener);
  // Data that must be fetched first is asked for; `openStandIn` shows something meanwhile.
  if (isGiven(setup.data)) set({ setup: standIn(setup), incoming: { step: "find", id: setup.data, setup } });
  else open(setup);
  // The link stays as it came; its entry is this page's, to come back to.
  history.replaceState({ load, run: get().asked }, "");
  tellSurroundings();
  document.addEventListener("visibilitychange", tellSurroundings);
  littleMotion().addEventListener("change", tellSurroundings);
  // Back and Forward tell of both where the hash changes, of the first alone where it does not, a link typed in of the second.
  window.addEventListener("popstate", arrive);
  window.addEventListener("hashchange", arrive);
}

/** Takes what the address says: the network that its entry in the browser's history is of, as it was left; else the link. */
function arrive(): void {
  const run = runOf(history.state);
  const { asked, run: stands, kept, data, setup: before } = get();
  if (run !== null && run === returning) return;
  if (run !== null && run !== asked && (run === stands || kept.some((one) => one.run === run))) {
    resume(run, false);
    return;
  }
  const { setup, corrections } = readLink(location.hash, data);
  set({ corrections: { what: "link", sentences: corrections } });
  if (isTooLong(location.hash)) writeHash(setup, false);
  // Who goes back looks on as before.
  const wanted = run === null ? setup : { ...setup, ...ofView(before) };
  apply(wanted, wanted.sparsity);
  writeHash(get().setup, false);
}

/** The run that an entry in the browser's history is of; null where this page has not made it. */
function runOf(entry: unknown): number | null {
  const { load: by, run } = (entry ?? {}) as { load?: string; run?: number };
  return by === load && run !== undefined ? run : null;
}

/** Back to a network that was kept, bit for bit; or to the one on the page, from one that is on its way. */
function resume(run: number, push: boolean): void {
  const { kept, setup } = get();
  const { against } = setup;
  const wanted = kept.find((one) => one.run === run)?.setup;
  const preparing = { what: "Preparing", done: 0, total: 1 };
  returning = run;
  set({ asked: run, preparing, running: null, wishes: {}, ...handleFree, corrections: null, problem: null });
  send({ type: "resume" });
  send({ type: "configure", change: { against } });
  if (wanted) writeHash({ ...wanted, ...ofView(setup) }, push);
}

/** The network before the one on the page, and the one after it, of those that are kept; null where there is none. */
export function neighbours({ kept }: Pick<State, "kept">) {
  return {
    previous: kept.findLast(({ isBefore }) => isBefore) ?? null,
    next: kept.find(({ isBefore }) => !isBefore) ?? null,
  };
}

export const returnTo = (run: number) => resume(run, true);

function open(setup: Setup, given?: GivenData, recorded?: Recorded, opened?: Opened): void {
  const preparing = { what: "Preparing", done: 0, total: 1 };
  returning = null;
  set({ asked: ++runs, preparing, running: null, wishes: {}, ...handleFree, sparsity: setup.sparsity / 100 });
  // Given data goes over to the worker, it is not copied.
  const transfer = given ? [given.dataset.inputs.buffer, given.dataset.labels.buffer] : [];
  const known = { ...(given ? { given } : {}), ...(recorded ? { recorded } : {}), ...(opened ? { opened } : {}) };
  send({ type: "open", setup, ...known }, transfer);
}

const listener: EngineListener = {
  hear: receive,
  silent: (isSilent) => set({ isSilent }),
  failed: (detail) => set({ problem: { kind: "engine", detail }, preparing: null }),
  lost: () => {
    if (replacesItself()) void replaceEngine("It had not answered for 15 s.");
  },
};

/** Workers that were given up since the page was opened, and how many are replaced without asking. */
let replaced = 0;
const mostReplaced = 3;

/** Whether an engine that does not answer is replaced without asking. */
export const replacesItself = () => replaced < mostReplaced;

/** Is told as soon as the new engine has opened the network. */
let toldThen: string | null = null;

/** Ends the worker; a new one goes on from the state recorded last, on the processor if a graphics card was in use. `why` is told. */
export async function replaceEngine(why = ""): Promise<void> {
  engine?.dispose();
  engine = undefined;
  replaced++;
  const { setup: wanted, recorded, backend, preparing, running, kept } = get();
  const leavesCard = backend !== null && isOnCard(backend.name);
  const goesOn = isOpening() ? null : recorded;
  const sparsity = goesOn && wanted.sparsity > 0 ? percentOf(goesOn.sparsity) : wanted.sparsity;
  const setup: Setup = { ...wanted, sparsity, ...(leavesCard ? { backend: "wasm" } : {}) };
  const lost = [
    running ? "training since then is lost" : "",
    "earlier steps cannot be undone",
    kept.length > 0 ? "other networks are gone" : "",
  ];
  const from = goesOn
    ? `It goes on from step ${goesOn.checkpoint.step.toLocaleString("en")}, recorded last: ${lost.filter(Boolean).join(", ")}.`
    : "The network is opened anew.";
  const now = leavesCard ? "The processor trains now, for it was at work on the graphics card." : "";
  toldThen = [why, from, now].filter(Boolean).join(" ");
  looking = null;
  set({
    setup,
    problem: null,
    busy: null,
    isSilent: false,
    running: null,
    preparing: preparing ?? { what: "Starting", done: 0, total: 1 },
  });
  const given = isGiven(setup.data) ? await keptData(setup.data) : undefined;
  engine = startEngine(listener);
  tellSurroundings();
  open(setup, given, goesOn ?? undefined, get().opened);
}

/** Changes settings, updates the link and tells the worker what it must know. */
export function changeSetup(change: Partial<Setup>): void {
  const before = get().setup;
  const kind = kindOf(change.data ?? before.data, get().data);
  const other = kind !== kindOf(before.data, get().data);
  const shares = change.scope === "hand" && before.scope !== "hand" ? { layerSparsity: layersNow() } : {};
  // A way to look is no place to come back to, and what the page says stays.
  const isLook = (Object.keys(change) as (keyof Setup)[]).every((key) => viewed.includes(key));
  if (!isLook) set({ corrections: null });
  const next = offered({ ...before, ...(other ? suited[kind] : {}), ...shares, ...change });
  const { snapshot } = get();
  // After an earlier round the worker says where the handle goes.
  const rests = sharing.some((key) => key in change) && snapshot !== null && sparsityOf(snapshot.locked) > 0;
  apply(rests ? next : onGroups(next), 0);
  writeHash(get().setup, !isLook);
}

/** Another network may have no use for what was pruned by: that is told. One that was not trained beforehand opens untrained. */
function offered(asked: Setup): Setup {
  const wanted: Setup = asked.start === "trained" && whyNotTrained(asked) ? { ...asked, start: "untrained" } : asked;
  const reason = whyNotFor(wanted);
  if (!reason) return wanted;
  const sentence = `${reason}: back to single weights by magnitude, one list of all layers.`;
  set({ corrections: { what: "settings", sentences: [...(get().corrections?.sentences ?? []), sentence] } });
  const { criterion, granularity, scope } = defaultSetup;
  return { ...wanted, criterion, granularity, scope };
}

/** How much of each layer the cut on screen takes, in whole percents: where sliders for the layers begin. */
function layersNow(): number[] {
  const { snapshot, sparsity, setup } = get();
  if (!snapshot) return [];
  const { granularity } = snapshot.ranking;
  const isOfUnits = granularity === "unit" || granularity === "channel";
  const units = isOfUnits ? keptUnitsAt(snapshot.ranking, sparsity) : [];
  const { mask } = cutOf(snapshot, sparsity, setup);
  return snapshot.layers.map(({ name }, l) => {
    const bits = isOfUnits ? (units[l] ?? Uint8Array.of(1)) : mask.get(name)!;
    return Math.round(100 * (1 - keptIn(bits) / bits.length));
  });
}

/** Takes other settings; a new network or new data start with the handle at `sparsity` (percent). */
function apply(setup: Setup, sparsity: number): void {
  const before = get().setup;
  if (isGiven(setup.data) && setup.data !== before.data) {
    set({ incoming: { step: "find", id: setup.data, setup }, problem: null });
    return;
  }
  const other = fieldNames.filter((name) => !areAlike(setup, before, [name]));
  const changed = other.some((key) => method.includes(key)) ? [...new Set([...other, ...method])] : other;
  const change: Partial<Setup> = Object.fromEntries(changed.map((key) => [key, setup[key]]));
  want(change);
  if (changed.some((key) => rebuilds.includes(key))) {
    const fresh = { ...setup, sparsity };
    set({ setup: fresh });
    open(fresh);
    return;
  }
  if (changed.some((key) => !pageOnly.includes(key))) send({ type: "configure", change });
  if (changed.includes("sparsity")) moveSparsity(setup.sparsity / 100, true);
}

/** Opens the network as it was trained beforehand, or with its initial weights, even where it has been trained here since. */
export function openTrained(isTrained: boolean): void {
  const start = isTrained ? "trained" : "untrained";
  if (get().setup.start !== start) changeSetup({ start });
  else {
    open(get().setup);
    writeHash(get().setup, true);
  }
}

/** Gives up on data on its way in; all is as it was, the address too. */
export function refuseIncoming(problem: string | null): void {
  set({ incoming: null, ...(problem ? { problem: { kind: "file", detail: problem } } : {}) });
  openStandIn();
  writeHash(get().setup, false);
}

function writeHash(setup: Setup, push: boolean): void {
  const hash = `#${writeLink(setup)}`;
  const run = get().asked;
  if (hash === location.hash && runOf(history.state) === run) return;
  if (push) history.pushState({ load, run }, "", hash);
  else history.replaceState({ load, run }, "", hash);
}

/** Other data of the same kind, for as long as a person is asked. */
const standIn = (setup: Setup): Setup => ({ ...setup, data: "digits" });

/** Shows the stand-in, where nothing is on the page yet. */
export function openStandIn(): void {
  if (get().asked === 0) open(get().setup);
}

/** Offers files: a person sees what is in them, or that there are none, before anything changes. */
export function offerFiles(files: readonly NamedBlob[]): void {
  set({ incoming: { step: "files", files }, problem: null });
}

/** Files that cannot be had change nothing, whatever else is on its way in. */
export const tellUnread = (detail: string) => set({ problem: { kind: "file", detail } });

/** Starts over with data that was read from files or downloaded, by settings that suit it. */
export function openGiven(given: GivenData, wanted: Setup): void {
  const { dataset } = given;
  const isOther = dataset.kind !== kindOf(wanted.data, get().data);
  const setup = { ...wanted, ...(isOther ? suited[dataset.kind] : {}), data: dataset.id, sparsity: 0 };
  const reason = whyUnfit({ ...setup, input: inputOf(dataset), outputs: dataset.classes.length });
  const hidden = reason ? suited[dataset.kind].hidden : setup.hidden;
  const sentence = `The network cannot read these ${dataset.kind}: ${reason} ${writeLayers(hidden)} is used.`;
  set({ corrections: reason ? { what: "settings", sentences: [sentence] } : null });
  const fitting = offered({ ...setup, hidden });
  set({ setup: fitting, incoming: null, problem: null });
  keepData(given);
  open(fitting, given);
  writeHash(fitting, true);
}

/** Asks for the figures at the handle. */
function look(): void {
  looking = handleOf(get());
  send({ type: "preview", handle: looking });
}

/** Asks again where the figures on screen and those on their way are of another cut: a link or undo may have moved the handle. */
function lookWhereMoved(): void {
  const { preview, snapshot } = get();
  const known = looking ?? preview?.handle;
  if (snapshot && !isOpening() && !awaitsRanking() && !(known && isSameHandle(known, handleOf(get())))) look();
}

/** Takes settings that the next command tells. */
function want(change: Partial<Setup>): void {
  const { setup, wishes, beforeDrag } = get();
  const told = Object.fromEntries(Object.keys(change).map((key) => [key, serial + 1]));
  const { layerSparsity = beforeDrag?.layerSparsity ?? [] } = change;
  set({
    setup: { ...setup, ...change },
    wishes: { ...wishes, ...told },
    beforeDrag: beforeDrag && { ...beforeDrag, layerSparsity },
  });
}

/** Moves the slider; `final` commits the cut as one undoable step. Sparsity in 0..1. */
export const moveSparsity = (sparsity: number, final: boolean): void => moveHandle({ to: sparsity }, final);

/** Moves the handle; `final` commits the cut as one undoable step. Where the ranking that it is about is on its way, the move waits. */
export function moveHandle(move: Move, final: boolean): void {
  const { snapshot, sparsity } = get();
  const ranking = isOpening() ? undefined : snapshot?.ranking;
  if (awaitsRanking()) hold(move, final);
  else place(ranking ? moved(ranking, sparsity, move) : movedBlindly(sparsity, move), final);
}

/** Commits the cut that the handle was moved to. */
export function commitMove(): void {
  if (awaitsRanking()) hold(null, true);
  else place(get().sparsity, true);
}

/** Whether the handle is about to count something else, or to go to another place, than the page knows. */
function awaitsRanking(): boolean {
  const { held, snapshot } = get();
  return !isOpening() && snapshot !== null && (!isRanked(get()) || (held?.sent ?? null) !== null);
}

/** Keeps moves for the ranking that is on its way; to commit them is the worker's, in its turn. Until then the handle stands where they
 *  may lead. */
function hold(move: Move | null, final: boolean): void {
  const { held, sparsity, setup, dragging } = get();
  const isFresh = move && ("to" in move || "count" in move);
  // Who was moving the handle already goes on from there.
  const waiting = held?.moves ?? [];
  const earlier = waiting.length > 0 || !dragging ? waiting : [{ to: sparsity }];
  const moves = [...(isFresh ? [] : earlier), ...(move ? [move] : [])];
  const guess = move ? movedBlindly(sparsity, move) : sparsity;
  const sent = held?.sent ?? null;
  set({ ...draggingNow(final), sparsity: guess, held: { moves, sent } });
  if (!final || moves.length === 0) return;
  want({ sparsity: percentOf(guess) });
  writeHash(get().setup, false);
  const shares = setup.scope === "hand" ? { layerSparsity: setup.layerSparsity } : {};
  send({ type: "prune", sparsity: guess, moves, ...shares });
  set({ held: { moves: [], sent: serial } });
}

/** Makes the moves that waited, now that it is known what they are about. */
function settleHeld(): void {
  const { held, snapshot, history } = get();
  if (!held || !snapshot || awaitsRanking()) return;
  set({ held: null });
  if (held.moves.length === 0) return;
  place(
    held.moves.reduce((sparsity, move) => moved(snapshot.ranking, sparsity, move), committedIn(history)),
    false,
  );
}

function place(sparsity: number, final: boolean): void {
  const clamped = Math.min(1, Math.max(0, sparsity));
  set(draggingNow(final));
  if (clamped !== get().sparsity) {
    set({ sparsity: clamped });
    look();
  }
  if (!final) return;
  const { setup, history } = get();
  const { scope, layerSparsity } = setup;
  const shares = scope === "hand" ? { layerSparsity } : {};
  const rests = setup.sparsity === 0 && Math.abs(committedIn(history) - clamped) < 1e-9;
  want({ sparsity: rests ? 0 : percentOf(clamped), ...shares });
  writeHash(get().setup, false);
  send({ type: "prune", sparsity: clamped, ...shares });
}

/** A drag remembers what stood before its first move. */
function draggingNow(final: boolean): Pick<State, "dragging" | "beforeDrag"> {
  const { beforeDrag, sparsity, setup } = get();
  if (final) return { dragging: false, beforeDrag: null };
  return { dragging: true, beforeDrag: beforeDrag ?? { sparsity, layerSparsity: setup.layerSparsity } };
}

/** Puts the cut back where it stood before a drag that was broken off; nothing is committed. */
export function cancelMove(): void {
  const { beforeDrag, setup } = get();
  if (!beforeDrag) return;
  const { sparsity, layerSparsity } = beforeDrag;
  const { held } = get();
  set({
    sparsity,
    setup: { ...setup, layerSparsity },
    dragging: false,
    beforeDrag: null,
    held: held && { ...held, moves: [] },
  });
  writeHash(get().setup, false);
  look();
}

/** Moves the slider of one layer, 0..1, the others stay where they stand; `final` commits the cut as one undoable step. */
export function moveLayer(index: number, share: number, final: boolean): void {
  const { setup, snapshot, held } = get();
  // The ranking by shares may still be on its way, or another one.
  if (snapshot?.ranking.scope !== "hand" || setup.scope !== "hand" || isOpening()) return;
  const layerSparsity = sharesNow(snapshot.ranking, get().sparsity, setup).map((one) => Math.round(1000 * one) / 10);
  layerSparsity[index] = Math.round(1000 * share) / 10;
  const shares = snapshot.ranking.lists.map(({ layer }) => layerSparsity[layer!] / 100);
  const sizes = snapshot.ranking.lists.map(({ order }) => order.length);
  const sparsity = stopOfShares(shares, sizes);
  // What the handle waited for with moves of its own is overtaken.
  set({
    setup: { ...setup, layerSparsity },
    sparsity,
    ...draggingNow(final),
    held: held && { ...held, moves: [] },
  });
  look();
  if (!final) return;
  want({ layerSparsity, sparsity: percentOf(sparsity) });
  writeHash(get().setup, false);
  send({ type: "prune", sparsity, layerSparsity });
}

/** Asks for what concerns the very state on the page; of a network that another is about to replace nothing is asked. */
function ask(what: Ask): void {
  if (!isOpening()) send(what);
}

/** Decides about single weights, as one undoable step. */
export const editByHand = (edit: ManualEdit) => ask({ type: "edit", edit });

export function train(): void {
  if (get().running) send({ type: "pause" });
  else send({ type: "train", kind: "train" });
}

/** Trains under the mask; a cut that the slider shows but nobody released yet is committed first. */
export function fineTune(): void {
  if (get().running) send({ type: "pause" });
  else {
    commitMove();
    send({ type: "train", kind: "finetune" });
  }
}

export const stepOnce = () => send({ type: "step" });
export const rewind = (keepMask: boolean) => ask({ type: "rewind", keepMask });
export const goTo = (entry: number) => ask({ type: "goTo", entry });

export const canUndo = (state: State) => state.history.current > 0 || neighbours(state).previous !== null;
export const canRedo = (state: State) =>
  state.history.current < state.history.entries.length - 1 || neighbours(state).next !== null;

/** One step back; from one that is on its way to the network there. */
export function undo(): void {
  const { run } = get();
  if (isOpening() && run > 0) resume(run, false);
  else ask({ type: "undo" });
}
export const redo = () => ask({ type: "redo" });

/** Where there is no state to go to any more, there may be a network. */
function goBeyond(of: "undo" | "redo"): void {
  const { previous, next } = neighbours(get());
  const other = of === "undo" ? previous : next;
  if (other && !isOpening()) resume(other.run, true);
}

export const scoreTest = () => ask({ type: "scoreTest", handle: handleOf(get()) });
export const newSeed = () => changeSetup({ seed: (get().setup.seed % 2147483646) + 1 });
export const setMarked = (marked: State["marked"]) => set({ marked });
/** Shows the network against the mask of one of the compared methods, or again as it is (null). */
export const showDifference = (differsFrom: State["differsFrom"]) => set({ differsFrom });
export const dismissProblem = () => set({ problem: null });
export const dismissCorrections = () => set({ corrections: null });

/** Kernels, biases and mask at the committed cut, from the worker. */
export function readWeights(): Promise<WeightsEvent> {
  return new Promise((resolve) => {
    const id = ++readId;
    readers.set(id, resolve);
    send({ type: "readWeights", id });
  });
}

/** Gives up a graphics card that is slow. */
export function leaveCard(): void {
  set({ problem: null });
  changeSetup({ backend: "wasm" });
}

/** Takes the lower learning rate offered after a divergence and goes on with what diverged. */
export function lowerRate(learningRate: number, kind: RunKind): void {
  set({ problem: null });
  changeSetup({ learningRate });
  send({ type: "train", kind });
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

function announce(notice: string, milliseconds = 4000): void {
  clearTimeout(noticeTimer);
  set({ notice });
  noticeTimer = setTimeout(() => set({ notice: null }), milliseconds);
}

let toldFallback = false;

/** Says once why the engine is not the one to expect; the reason stays under the badge. */
function tellFallback({ fallback, reason }: BackendReport): void {
  if (!fallback || toldFallback) return;
  toldFallback = true;
  announce(reason, 8000);
}

/** Hands weights to who waits for them; those of a network that is about to go are asked for again. */
function handOver(event: WeightsEvent): void {
  const { key, id } = event;
  if (key.run !== get().run || isOpening()) send({ type: "readWeights", id });
  else {
    readers.get(id)?.(event);
    readers.delete(id);
  }
}

/** Events that came together change the page once. */
function receive(events: readonly EngineEvent[]): void {
  const before = get().setup;
  const next = { ...get() };
  next.busy = null;
  for (const event of events) Object.assign(next, reduce(next, event));
  set(next);
  for (const event of events) {
    // Here the worker looks at a cut of its own accord, whatever was asked before.
    if (event.type === "opened" || event.type === "problem" || (event.type === "history" && event.restored))
      looking = null;
    if (event.type === "preview" && looking && isSameHandle(event.preview.handle, looking)) looking = null;
    if (event.type === "problem" || (event.type === "opened" && event.key.run === returning)) returning = null;
    if (event.type === "backend") tellFallback(event.backend);
    // It says the same as the report of the engine that took over.
    if (event.type === "problem" && event.problem.kind === "gpu-lost") set({ notice: null });
    if (event.type === "opened" && toldThen) {
      set({ problem: { kind: "replaced", detail: toldThen } });
      toldThen = null;
      // Who waited for weights of the worker that is gone asks anew.
      for (const id of readers.keys()) send({ type: "readWeights", id });
    }
    if (event.type === "weights") handOver(event);
    if (event.type === "end" && event.key.run === get().asked) goBeyond(event.of);
  }
  settleHeld();
  lookWhereMoved();
  const { setup } = get();
  const isBack = events.some((event) => event.type === "opened" && event.resumed && event.key.run === get().run);
  if (isBack || (setup !== before && writeLink(setup) !== writeLink(before))) writeHash(setup, false);
}
