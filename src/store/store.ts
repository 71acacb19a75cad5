import { createStore, type StoreApi, useStore as useSelected } from "zustand";
import type { FilePreview, NamedBlob } from "../data/files/reading.ts";
import type { FileSaid } from "../data/files/said.ts";
import type { DownloadProgress } from "../data/named/download.ts";
import type { NetworkSpec } from "../network/network.ts";
import type { Move } from "../pruning/move.ts";
import { type ReadRecipeLink, readRecipeLink } from "../recipe/link.ts";
import type { CurvePoint, Level, RunNode, TimelinePoint } from "../recipe/node.ts";
import type { Removed, TreePlace } from "../recipe/tree.ts";
import type { ListedSession } from "../records/sessions.ts";
import type { Setup } from "../setup/setup.ts";
import type { Rates, RunKind } from "../training/run.ts";
import type { Results } from "../worker/jobs/registry.ts";
import type { DataSummary, Opened, Preparing } from "../worker/protocol/data.ts";
import type { HistoryState } from "../worker/protocol/history.ts";
import type { KeepingProblem, Problem } from "../worker/protocol/problem.ts";
import type { Activity, Said } from "../worker/protocol/said.ts";
import type { KeptSessions } from "../worker/protocol/session.ts";
import type {
  BackendReport,
  BrokenOff,
  ComparisonOutcome,
  Recorded,
  Replay,
  Score,
  Snapshot,
  Speed,
} from "../worker/protocol.ts";
import { type Preferences, readPreferences } from "./preferences.ts";
import { createTelling } from "./telling.ts";

export interface Progress extends Rates {
  readonly step: number;
  readonly epoch: number;
  /** Where the run that goes on leads to; null at rest. */
  readonly ends: { readonly step: number; readonly epoch: number } | null;
  readonly tensors: number;
}

/** Data on its way in: what happens to it, and what is asked. Nothing of it touches what is on the page until it is accepted. */
export type Incoming =
  /** A data set by name, with the settings to open it with: it may have been downloaded before. */
  | { readonly step: "find"; readonly id: string; readonly setup: Setup }
  /** It may be downloaded; `failure` tells why it was not, the last time. */
  | { readonly step: "ask"; readonly id: string; readonly setup: Setup; readonly failure: Said | null }
  | {
      readonly step: "download";
      readonly id: string;
      readonly setup: Setup;
      readonly progress: DownloadProgress | null;
    }
  | { readonly step: "files"; readonly files: readonly NamedBlob[] }
  | {
      readonly step: "reading";
      readonly title: string;
      readonly what: FileSaid;
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly step: "preview";
      readonly title: string;
      readonly preview: FilePreview;
      /** What is wished otherwise is worked out. */
      readonly reading: { readonly what: FileSaid; readonly done: number; readonly total: number } | null;
    };

/** What was measured at the handle on its way, of the weights of one version. */
export interface Measured {
  readonly version: number;
  /** By sparsity. */
  readonly points: readonly CurvePoint[];
}

/** Two states, and what came of comparing them: null while that is on its way. */
export interface ComparedStates {
  readonly one: number;
  readonly other: number;
  readonly outcome: ComparisonOutcome | null;
}

/** Settings that were chosen for a network, and the command that tells them. */
export interface Wish {
  readonly run: number;
  readonly serial: number;
  readonly change: Partial<Setup>;
  /** Where the handle stood then, 0..1. */
  readonly handle: number;
}

/** All the page knows. Changed only by the actions in actions.ts and by engine events. */
export interface State {
  readonly setup: Setup;
  /** What was asked for and could not be had: by the link, or by settings that other settings rule out. */
  readonly corrections: { readonly what: "link" | "settings"; readonly sentences: readonly Said[] } | null;
  /** What the link that was opened says is to be done, with its network; null once that was asked for. */
  readonly linked: Pick<ReadRecipeLink, "setup" | "steps" | "end"> | null;
  /** The network asked for last (`StateKey.run`); what older ones tell comes late. */
  readonly asked: number;
  /** The command that asked for it. */
  readonly askedBy: number;
  /** The network on the page; another one than `asked` while that is on its way. 0 before there is any. */
  readonly run: number;
  /** All states of this session, by id, of all networks, and where one is among them. */
  readonly nodes: ReadonlyMap<number, RunNode>;
  readonly place: TreePlace | null;
  /** Curves of states that are known, by sparsity: what cuts slid down (`slides.ts`). */
  readonly curves: ReadonlyMap<string, readonly Level[]>;
  /** What was deleted and can be put back, the latest last. */
  readonly removed: readonly Removed<RunNode>[];
  /** Networks whose states cannot be gone to, for their data is not here any more. */
  readonly lost: readonly number[];
  /** As what the browser keeps this session, and what is wrong with that. */
  readonly keeping: { readonly session: string | null; readonly problem: KeepingProblem | null };
  /** The states that are compared, and what came of it; null until somebody asks. */
  readonly compared: ComparedStates | null;
  /** All sessions that the browser keeps; null until somebody has asked. */
  readonly sessions: KeptSessions | null;
  /** The session that a person was at last, to be gone on with. */
  readonly offer: ListedSession | null;
  /** How far a recipe was repeated, where one is. */
  readonly replay: Replay | null;
  /** Whether the recipe of a link led to what the link says, when it was done. */
  readonly verdict: { readonly isSame: boolean; readonly sentence: string } | null;
  /** A state is worked out again: so many of all optimizer steps are done. */
  readonly rework: { readonly done: number; readonly total: number } | null;
  /** What was chosen and the engine may not have heard yet: answers to older commands do not overwrite it. */
  readonly wishes: readonly Wish[];
  readonly preparing: Preparing | null;
  readonly data: DataSummary | null;
  readonly spec: NetworkSpec | null;
  readonly backend: BackendReport | null;
  readonly snapshot: Snapshot | null;
  /** How the snapshot is ranked; another ranking than the settings ask for is on its way. */
  readonly rankedBy: string | null;
  /** Where the handle stands, 0..1; may be ahead of what is committed. */
  readonly sparsity: number;
  /** Moves of the handle that wait for the ranking that they are about: those to be made yet, and the command with which others went
   *  to the worker, until that has answered. */
  readonly held: { readonly moves: readonly Move[]; readonly sent: number | null } | null;
  readonly dragging: boolean;
  /** How far the handle has been since the network was asked for, 0..1. */
  readonly walked: number;
  /** What stood before the drag: what a drag that is broken off goes back to. */
  readonly beforeDrag: { sparsity: number; layerSparsity: Setup["layerSparsity"] } | null;
  /** What jobs have found out, by the id of the question. */
  readonly results: Results;
  /** What was measured at the handle on its way: part of the curve of the same weights. */
  readonly measured: Measured | null;
  /** The compared method (`setup.against`) whose mask the network is shown against; null for none. */
  readonly differsFrom: number | null;
  readonly timeline: readonly TimelinePoint[];
  readonly history: HistoryState;
  readonly running: RunKind | null;
  /** The run or recipe that was broken off where the network stands. */
  readonly unfinished: BrokenOff | null;
  readonly progress: Progress;
  /** Runs of this network, the latest last; one a sparsity and backend. */
  readonly speeds: readonly Speed[];
  readonly test: Score | null;
  /** How often the test sets were opened since the page was loaded, whatever the network. */
  readonly opened: Opened;
  /** The weight under the pointer, for its place in the row under the x-axis. */
  readonly marked: { layer: number; index: number } | null;
  /** The row of the validation examples whose signal is followed through the network; null for none. */
  readonly followed: number | null;
  /** How this person likes the page. */
  readonly preferences: Preferences;
  /** A picture that a person made, followed in place of an example. */
  readonly followedOwn: Uint8Array | null;
  /** The page of the margin that is open; null while it is closed. */
  readonly note: string | null;
  readonly incoming: Incoming | null;
  readonly problem: Problem | null;
  /** What the engine is busy with, and how long that may take at most. */
  readonly busy: { what: Activity; milliseconds: number } | null;
  /** The engine does not answer. */
  readonly isSilent: boolean;
  /** What a new engine would go on from. */
  readonly recorded: Recorded | null;
  /** One-off message for everybody ("Link copied"). */
  readonly notice: string | Said | null;
}

/** What is known of a network that has just been opened: nothing yet. */
export const nothingYet = {
  backend: null,
  snapshot: null,
  rankedBy: null,
  results: {},
  measured: null,
  differsFrom: null,
  timeline: [],
  history: { entries: [], current: 0, canUndo: false, canRedo: false, elsewhere: null },
  replay: null,
  rework: null,
  running: null,
  unfinished: null,
  speeds: [],
  progress: { step: 0, epoch: 0, ends: null, stepsPerSecond: 0, reachedPerSecond: 0, tensors: 0 },
  test: null,
  marked: null,
  followed: null,
  followedOwn: null,
  recorded: null,
} satisfies Partial<State>;

const linked = readRecipeLink(typeof location === "undefined" ? "" : location.hash);
const { setup, corrections } = linked;

const store = createStore<State>(() => ({
  setup,
  corrections: { what: "link", sentences: corrections },
  linked,
  keeping: { session: null, problem: null },
  sessions: null,
  compared: null,
  offer: null,
  verdict: null,
  asked: 0,
  askedBy: 0,
  run: 0,
  nodes: new Map(),
  place: null,
  curves: new Map(),
  removed: [],
  lost: [],
  opened: {},
  wishes: [],
  preparing: { what: "network", done: 0, total: 1 },
  data: null,
  spec: null,
  ...nothingYet,
  sparsity: setup.sparsity / 100,
  held: null,
  dragging: false,
  walked: 0,
  beforeDrag: null,
  preferences: readPreferences(),
  note: null,
  incoming: null,
  problem: null,
  busy: null,
  isSilent: false,
  notice: null,
}));

/** When those who draw are told that the state changed. */
export const telling = createTelling();
store.subscribe(telling.changed);
/** The store as those who draw have it. */
const drawn: Pick<StoreApi<State>, "getState" | "getInitialState" | "subscribe"> = {
  ...store,
  subscribe: (listener) => telling.subscribe(() => listener(store.getState(), store.getState())),
};

const select = <Part>(part: (state: State) => Part): Part => useSelected(drawn, part);

/** A part of the state, for who draws it; `useStore.subscribe` hears of every change at once. */
export const useStore = Object.assign(select, store);
