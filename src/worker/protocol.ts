import type { DataKind, GivenData } from "../data/dataset.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import type { Optimizer } from "../network/optimizer.ts";
import type { ManualEdit, ManualEdits } from "../pruning/manualEdits.ts";
import type { Move } from "../pruning/move.ts";
import type { Ranking } from "../pruning/types.ts";
import type { StateComparison } from "../recipe/compareStates.ts";
import type { End } from "../recipe/link.ts";
import type { RunNode, TimelinePoint } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { Step } from "../recipe/steps/registry.ts";
import type { Removed, TreePlace, TreeRecord } from "../recipe/tree.ts";
import type { PlannedSteps, UnfinishedRun } from "../recipe/unfinished.ts";
import type { BackendName } from "../setup/backends.ts";
import type { Setup } from "../setup/setup.ts";
import type { Rates, RunKind } from "../training/run.ts";
import type { TimelineNews } from "../training/timeline.ts";
import type { Timed } from "../training/timing.ts";
import type { FollowedExample } from "./jobs/look.ts";
import type { Results } from "./jobs/registry.ts";
import type { DataSummary, Opened, Preparing } from "./protocol/data.ts";
import type { HistoryState } from "./protocol/history.ts";
import type { KeepingProblem, Problem } from "./protocol/problem.ts";
import type { Activity, Said } from "./protocol/said.ts";
import type { Continued, KeptSessions } from "./protocol/session.ts";
import type { About, Handle, StateKey } from "./stateKey.ts";

/** Commands are counted, and a history says which of them it has heard: what was chosen later it does not overwrite. */
export type Command = About<Ask> & { readonly serial: number };
export type EngineEvent = About<Answer>;

/** What the page asks of the worker. Every command is plain data; answers come as events. */
export type Ask =
  /** Start over: make the data or take what is given, initialise the network, choose the backend; go on from a recorded state. */
  /** `opened` tells a new worker how often test sets were opened, by `DataSummary.source`; `kept` is what was done so far. `steps` are
   *  done one after the other, to lead to `end`. `keeps`: the browser is to keep the data that was given, which are a person's own. */
  | {
      type: "open";
      setup: Setup;
      given?: GivenData | undefined;
      kept?: KeptTree | undefined;
      opened?: Opened;
      steps?: readonly Step[];
      end?: End | null;
      session?: Continued | undefined;
      keeps?: boolean;
    }
  /** Back to a network that another took the place of, the run of the key: to where one was there last, to where undo or redo lead, or
   *  to one of its states. */
  | { type: "resume"; to: "latest" | "undo" | "redo" | number }
  /** Settings that act from the next step on (optimizer, pruning request, epochs); weights stay. */
  | { type: "configure"; change: Partial<Setup> }
  | { type: "train"; kind: RunKind }
  /** Goes on with what was broken off where the network stands. */
  | { type: "goOn" }
  | { type: "pause" }
  /** The recipe that is repeated is to come to its end without pauses. */
  | { type: "hurry" }
  /** The page came to the front or went to the back, where browsers slow graphics down; whether the system asks for little motion. */
  | { type: "surroundings"; visible: boolean; reducedMotion: boolean }
  | { type: "step" }
  | { type: "rewind"; keepMask: boolean }
  /** Looks at a cut without applying it; only the newest one is answered. */
  | { type: "preview"; handle: Handle }
  /** The example that is followed through the network from now on; null for none. */
  | { type: "follow"; example: FollowedExample | null }
  /** The states of which curves are drawn: those that nobody has measured are worked out when nothing else is to be done. */
  | { type: "drawCurves"; of: readonly number[] }
  /** Applies a cut as one undoable step; with other shares of the layers, in percent, where those are set by hand. `moves` lead there from
   *  where the handle stands then: the page does not know yet what is counted. */
  | { type: "prune"; sparsity: number; layerSparsity?: readonly number[]; moves?: readonly Move[] }
  /** Decides about single weights, as one undoable step. */
  | { type: "edit"; edit: ManualEdit }
  | { type: "undo" }
  | { type: "redo" }
  /** To a state of the network that stands. */
  | { type: "goTo"; node: number }
  /** What a person says of any state. */
  | { type: "annotate"; node: number; change: Partial<Pick<RunNode, "name" | "note" | "isHidden">> }
  /** Takes a state away with all that was made from it; the last ones taken away come back by `putBack`. */
  | { type: "remove"; node: number }
  | { type: "putBack" }
  /** Compares two states, of whatever networks; where one stands stays, and of several questions the last is answered. */
  | { type: "compare"; one: number; other: number }
  | { type: "scoreTest"; handle: Handle }
  /** Asks which sessions the browser keeps. */
  | { type: "listSessions" }
  /** What a person calls a session; null deletes it. */
  | { type: "changeSession"; session: string; name: string | null }
  /** Asks for the masked weights as they stand, for tests and export. */
  | { type: "readWeights"; id: number };

export interface BackendReport {
  readonly name: BackendName;
  readonly device: string;
  /** Why this one runs; figures are measurements of this network on this machine. */
  readonly reason: Said;
  /** True when the choice is a fall-back that deserves a badge. */
  readonly fallback: boolean;
}

/** Weights as they stand (before the cut that the slider shows), ranked. */
export interface Snapshot {
  readonly key: StateKey;
  readonly layers: readonly Layer[];
  /** Weights that earlier rounds pruned for good: these are exactly 0. */
  readonly locked: Mask;
  /** What was decided about single weights. */
  readonly edits: ManualEdits;
  readonly ranking: Ranking;
  readonly step: number;
  readonly epoch: number;
}

/** How fast a run trained, at the sparsity its mask had. Only runs of the same settings compare. */
export interface Speed extends Timed {
  /** Share of all kernel weights that are pruned, 0..1. */
  readonly sparsity: number;
  readonly backend: BackendName;
  readonly optimizer: Optimizer;
  readonly batchSize: number;
}

/** What was last told of the test set. */
export type Score = About<Extract<Answer, { type: "test" }>>;

/** A state that the page keeps, in case that the worker comes to an end. */
export interface Recorded {
  /** What of the run that goes on was done; null where none does. */
  readonly step: Step | null;
  readonly state: NetworkState;
  readonly clock: number;
  readonly timeline: readonly TimelinePoint[];
  readonly test: Score | null;
  /** How the run goes on, or where none does the one that was broken off here. */
  readonly unfinished: UnfinishedRun | null;
  /** What comes then of the recipe that is repeated, or was. */
  readonly plan?: PlannedSteps | undefined;
  /** Whether that goes on: else it was broken off, and waits until somebody asks for it. */
  readonly goesOn: boolean;
}

/** What was broken off: a run, at the step it stands at, of how many, a recipe, of which so many steps come then, of how many, or both. */
export interface BrokenOff {
  readonly run: { readonly step: number; readonly until: number } | null;
  readonly left: number;
  readonly total: number;
}

/** All that was done, and the weights that stand, where another network is not to be opened. */
export interface KeptTree {
  readonly tree: TreeRecord<RunNode>;
  readonly recorded: Recorded | null;
  /** What went on where the network stood, where another one is to be opened. */
  readonly aside?: Recorded | null;
  /** What can be put back, the latest last. */
  readonly removed: readonly Removed<RunNode>[];
}

/** How far a recipe was repeated: steps done of all, and what is done now. */
export interface Replay {
  /** Null where none is done. */
  readonly what: Step | null;
  readonly done: number;
  readonly total: number;
}

/** What a job has found out, by the id of its question. */
type ResultAnswer = {
  [Id in keyof Results]-?: {
    type: "result";
    id: Id;
    result: NonNullable<Results[Id]>;
    /** Whether it is worth to be known of weights that others have taken the place of. */
    outlives: boolean;
  };
}[keyof Results];

/** Examples that two states read and differ in, to be drawn. */
export interface DifferingExamples {
  readonly kind: DataKind;
  readonly inputShape: readonly number[];
  /** Of all validation examples. */
  readonly labels: Uint8Array;
  /** Inputs of points: all of them. Of other examples: those of the first rows that the first state alone gets right, and of the
   *  first that the second does. */
  readonly inputs: readonly [one: Float32Array | Uint8Array, other: Float32Array | Uint8Array];
  /** Decision fields of points. */
  readonly fields: readonly [one: Float32Array, other: Float32Array] | null;
}

/** What came of a question to compare two states, or why it waits or cannot be answered. */
export type ComparisonOutcome =
  | { readonly kind: "waits" | "failed"; readonly said: Said }
  | {
      readonly kind: "done";
      readonly comparison: StateComparison;
      /** Null where they were measured on different ones. */
      readonly examples: DifferingExamples | null;
    };

export type Answer =
  /** Something begins that may take so many milliseconds, and nothing is told meanwhile. */
  | { type: "busy"; what: Activity; milliseconds: number }
  | { type: "recorded"; recorded: Recorded }
  | ({ type: "preparing" } & Preparing)
  /** `resumed` where one was gone back to, by `setup`. */
  | { type: "opened"; setup: Setup; spec: NetworkSpec; data: DataSummary; timesTested: number; resumed: boolean }
  /** States that are new, or of which something else is known, and those that are gone. */
  | { type: "tree"; changed: readonly RunNode[]; removed: readonly number[] }
  /** What can be put back, the latest last. */
  | { type: "removed"; removed: readonly Removed<RunNode>[] }
  /** What the browser keeps this session as; null before anything is kept, or where that is as it was. */
  | { type: "keeping"; session: string | null; problem: KeepingProblem | null }
  | ({ type: "sessions" } & KeptSessions)
  | { type: "compared"; one: number; other: number; outcome: ComparisonOutcome }
  /** Null at its end, with how many steps were left undone, and what it was to lead to if all were done. */
  | { type: "replay"; replay: Replay | null; left: number; end: End | null }
  /** So many of all optimizer steps were done to work a state out again; null when that is over. */
  | { type: "rework"; done: number | null; total: number }
  | { type: "backend"; backend: BackendReport }
  /** `by` names how it is ranked (`rankingOf`). */
  | { type: "snapshot"; snapshot: Snapshot; by: string }
  | ResultAnswer
  | ({
      type: "progress";
      running: RunKind | null;
      step: number;
      epoch: number;
      /** Where the run that goes on leads to; null at rest. */
      ends: { readonly step: number; readonly epoch: number } | null;
      tensors: number;
    } & Rates)
  | { type: "speed"; speed: Speed }
  | TimelineNews
  /** `restored` are the settings of the state that was gone back to; null where a step was added. */
  | {
      type: "history";
      history: HistoryState;
      place: TreePlace;
      /** Networks whose states cannot be worked out again, for their data is not here any more. */
      lost: readonly number[];
      restored: Setup | null;
      /** The serial of the latest command that it comes after. */
      heard: number;
    }
  /** The run or recipe that was broken off where the network stands; null where none was. */
  | { type: "unfinished"; unfinished: BrokenOff | null }
  /** Of the test set, at the cut that was measured; `opened` counts for all networks on these data. */
  | { type: "test"; handle: Handle; accuracy: number; count: number; opened: number }
  | { type: "weights"; id: number; layers: readonly Layer[]; mask: Mask }
  /** Undo or redo, the command of a serial, lead to another network, which is on its way. */
  | { type: "leads"; heard: number }
  /** `stands` is the run of the network that stands; another one than the key's where that could not be opened. 0 before any was. */
  | { type: "problem"; problem: Problem; stands: number };
