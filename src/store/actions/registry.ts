import { whyNotTrained } from "../../setup/pretrained.ts";
import { axisKindOf } from "../axisKind.ts";
import { type Cut, cutIn } from "../cut.ts";
import { type State, useStore } from "../store.ts";
import { replaceEngine } from "./hear.ts";
import { toggleAxis, toggleNote, toggleProjector } from "./look.ts";
import { dismissCorrections, dismissProblem, share } from "./messages.ts";
import { closeVerdict, hurryRepeating, stopRepeating } from "./repeat.ts";
import { canPutBack, putBack, putBackLabel } from "./runs.ts";
import { closeKeeping, closeOffer, continueSession } from "./session.ts";
import { leaveCard, newSeed, openTrained } from "./settings.ts";
import {
  canRedo,
  canUndo,
  closeUnfinished,
  continueRun,
  fineTune,
  isBrokenOff,
  lowerRate,
  redo,
  rewind,
  scoreTest,
  stepOnce,
  train,
  undo,
} from "./training.ts";

/** A key that does an action, with Ctrl (or Cmd) or where nothing else takes it. */
export interface Shortcut {
  /** As `KeyboardEvent.key` says it, in lower case. */
  readonly key: string;
  readonly ctrl: boolean;
  /** Whether Shift must be held, or must not; left out where it is all the same. */
  readonly shift?: boolean;
  /** As people read it: "Ctrl Z". */
  readonly shown: string;
}

/** What people do without saying more than that. */
export interface Action<Id extends string = string> {
  readonly id: Id;
  /** Names its button. */
  readonly label: string | ((state: State) => string);
  /** What it does, where that is more than its label. */
  readonly title?: string;
  readonly keys?: readonly Shortcut[];
  /** Whether it does anything, as far as the page knows; what was done in quick succession may be known to the engine alone, so keys ask
   *  that. `cut` is the one on screen. */
  readonly canRun: (state: State, cut: Cut | null) => boolean;
  readonly run: () => void;
}

const always = () => true;
const isPruned = (_: State, cut: Cut | null) => cut !== null && cut.kept < cut.total;
const isFresh = ({ progress, running }: State) => progress.step === 0 && running === null;
const action = <const Id extends string>(entry: Action<Id>): Action<Id> => entry;

/** Every action: buttons, keys and scripts take it from here. */
export const actions = [
  action({
    id: "train",
    label: ({ running }) => (running === "train" ? "Pause" : "Train"),
    keys: [{ key: " ", ctrl: false, shown: "Space" }],
    canRun: always,
    run: train,
  }),
  action({
    id: "fine-tune",
    label: ({ running }) => (running === "finetune" ? "Pause" : "Fine-tune"),
    canRun: (state, cut) => state.running === "finetune" || isPruned(state, cut),
    run: fineTune,
  }),
  action({
    id: "step",
    label: "Step",
    title: "One training step",
    canRun: ({ running }) => running === null,
    run: stepOnce,
  }),
  action({
    id: "rewind",
    label: "Rewind",
    title: "Back to the same initial weights, nothing pruned",
    canRun: always,
    run: () => rewind(false),
  }),
  action({
    id: "rewind-keep-mask",
    label: "Rewind, keep mask",
    title: "The same initial weights, with the mask kept: is the mask alone a winning ticket?",
    canRun: isPruned,
    run: () => rewind(true),
  }),
  action({
    id: "open-trained",
    label: "Open trained",
    canRun: (state) => isFresh(state) && whyNotTrained(state.setup) === null,
    run: () => openTrained(true),
  }),
  action({
    id: "open-untrained",
    label: "train it yourself",
    canRun: ({ history, running }) => history.entries[history.current]?.kind === "load" && running === null,
    run: () => openTrained(false),
  }),
  action({
    id: "hurry-repeating",
    label: "Jump to the end",
    canRun: ({ replay }) => replay !== null,
    run: hurryRepeating,
  }),
  action({
    id: "stop-repeating",
    label: "Stop",
    canRun: ({ replay, rework }) => replay !== null || rework !== null,
    run: stopRepeating,
  }),
  action({ id: "close-keeping", label: "Close", canRun: ({ keeping }) => keeping.problem !== null, run: closeKeeping }),
  action({
    id: "continue-session",
    label: "Continue",
    canRun: ({ offer }) => offer !== null,
    run: () => {
      const { offer } = useStore.getState();
      if (offer) continueSession(offer.id);
    },
  }),
  action({
    id: "continue-run",
    label: ({ unfinished }) => (unfinished?.run === null ? "Go on with the recipe" : "Go on with the run"),
    canRun: isBrokenOff,
    run: continueRun,
  }),
  action({ id: "close-unfinished", label: "Close", canRun: isBrokenOff, run: closeUnfinished }),
  action({ id: "close-offer", label: "Close", canRun: ({ offer }) => offer !== null, run: closeOffer }),
  action({ id: "close-verdict", label: "Close", canRun: ({ verdict }) => verdict !== null, run: closeVerdict }),
  action({
    id: "undo",
    label: "Undo",
    keys: [{ key: "z", ctrl: true, shift: false, shown: "Ctrl Z" }],
    canRun: canUndo,
    run: undo,
  }),
  action({
    id: "redo",
    label: "Redo",
    keys: [
      { key: "y", ctrl: true, shown: "Ctrl Y" },
      { key: "z", ctrl: true, shift: true, shown: "Ctrl Shift Z" },
    ],
    canRun: canRedo,
    run: redo,
  }),
  action({ id: "put-back", label: putBackLabel, canRun: canPutBack, run: putBack }),
  action({ id: "new-seed", label: "New seed", canRun: always, run: newSeed }),
  action({ id: "score-test", label: "Score on test", canRun: always, run: scoreTest }),
  action({
    id: "share",
    label: "Share",
    title: "Take it with you",
    canRun: always,
    run: () => toggleNote("share"),
  }),
  action({
    id: "copy-link",
    label: "Copy link",
    title: "Copy a link to this set-up",
    canRun: always,
    run: () => void share(),
  }),
  action({
    id: "projector",
    label: "Projector view",
    keys: [{ key: "p", ctrl: false, shown: "P" }],
    canRun: always,
    run: toggleProjector,
  }),
  action({
    id: "axis",
    label: (state) => (axisKindOf(state) === "log" ? "even axis" : "stretched axis"),
    title: "Gives the sparse end of the axis more room, or all the same",
    canRun: always,
    run: toggleAxis,
  }),
  action({
    id: "lower-rate",
    label: ({ problem }) =>
      problem?.kind === "diverged"
        ? `${problem.run === "train" ? "Train" : "Fine-tune"} on at ${problem.suggestion}`
        : "Train on at a lower rate",
    canRun: ({ problem }) => problem?.kind === "diverged",
    run: lowerRate,
  }),
  action({
    id: "leave-card",
    label: "Train on the processor",
    canRun: ({ problem }) => problem?.kind === "slow-card",
    run: leaveCard,
  }),
  action({
    id: "restart-engine",
    label: "Restart the engine",
    canRun: ({ problem, isSilent }) => isSilent || problem?.kind === "engine",
    run: () => void replaceEngine(),
  }),
  action({ id: "close-problem", label: "Close", canRun: ({ problem }) => problem !== null, run: dismissProblem }),
  action({
    id: "close-corrections",
    label: "Close",
    canRun: ({ corrections }) => corrections !== null && corrections.sentences.length > 0,
    run: dismissCorrections,
  }),
];

export type ActionId = (typeof actions)[number]["id"];

const byId = new Map<string, Action>(actions.map((one) => [one.id, one]));
export function actionOf(id: ActionId): Action {
  const found = byId.get(id);
  if (!found) throw new Error(`unknown action "${id}"; there are ${[...byId.keys()].join(", ")}`);
  return found;
}

export const labelOf = ({ label }: Action, state: State): string => (typeof label === "string" ? label : label(state));

/** What is told of an action beside its button: what it does, and the key that does it too. */
export const hintOf = (one: Action, state: State): string => {
  const [key] = one.keys ?? [];
  const what = one.title ?? labelOf(one, state);
  return key ? `${what}  ${key.shown}` : what;
};

/** The action that a key does. */
export function actionFor(pressed: { key: string; ctrl: boolean; shift: boolean }): Action | undefined {
  const key = pressed.key.toLowerCase();
  return actions.find(({ keys = [] }) =>
    keys.some((one) => one.key === key && one.ctrl === pressed.ctrl && (one.shift ?? pressed.shift) === pressed.shift),
  );
}

/** Whether an action does anything now, as far as the page knows. */
export function canRun(id: ActionId): boolean {
  const state = useStore.getState();
  return actionOf(id).canRun(state, cutIn(state));
}
