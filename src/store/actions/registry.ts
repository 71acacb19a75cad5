import { whyNotTrained } from "../../setup/pretrained.ts";
import { actionTexts, keyTexts, withKey } from "../../text/actions.ts";
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
    label: ({ running }) => (running === "train" ? actionTexts.pause : actionTexts.train),
    keys: [{ key: " ", ctrl: false, shown: keyTexts.space }],
    canRun: always,
    run: train,
  }),
  action({
    id: "fine-tune",
    label: ({ running }) => (running === "finetune" ? actionTexts.pause : actionTexts.fineTune),
    canRun: (state, cut) => state.running === "finetune" || isPruned(state, cut),
    run: fineTune,
  }),
  action({
    id: "step",
    ...actionTexts.step,
    canRun: ({ running }) => running === null,
    run: stepOnce,
  }),
  action({
    id: "rewind",
    ...actionTexts.rewind,
    canRun: always,
    run: () => rewind(false),
  }),
  action({
    id: "rewind-keep-mask",
    ...actionTexts.rewindKeepMask,
    canRun: isPruned,
    run: () => rewind(true),
  }),
  action({
    id: "open-trained",
    label: actionTexts.openTrained,
    canRun: (state) => isFresh(state) && whyNotTrained(state.setup) === null,
    run: () => openTrained(true),
  }),
  action({
    id: "open-untrained",
    label: actionTexts.openUntrained,
    canRun: ({ history, running }) => history.entries[history.current]?.kind === "load" && running === null,
    run: () => openTrained(false),
  }),
  action({
    id: "hurry-repeating",
    label: actionTexts.hurry,
    canRun: ({ replay }) => replay !== null,
    run: hurryRepeating,
  }),
  action({
    id: "stop-repeating",
    label: actionTexts.stop,
    canRun: ({ replay, rework }) => replay !== null || rework !== null,
    run: stopRepeating,
  }),
  action({
    id: "close-keeping",
    label: actionTexts.close,
    canRun: ({ keeping }) => keeping.problem !== null,
    run: closeKeeping,
  }),
  action({
    id: "continue-session",
    label: actionTexts.continueSession,
    canRun: ({ offer }) => offer !== null,
    run: () => {
      const { offer } = useStore.getState();
      if (offer) continueSession(offer.id);
    },
  }),
  action({
    id: "continue-run",
    label: ({ unfinished }) => (unfinished?.run === null ? actionTexts.continueRecipe : actionTexts.continueRun),
    canRun: isBrokenOff,
    run: continueRun,
  }),
  action({ id: "close-unfinished", label: actionTexts.close, canRun: isBrokenOff, run: closeUnfinished }),
  action({ id: "close-offer", label: actionTexts.close, canRun: ({ offer }) => offer !== null, run: closeOffer }),
  action({
    id: "close-verdict",
    label: actionTexts.close,
    canRun: ({ verdict }) => verdict !== null,
    run: closeVerdict,
  }),
  action({
    id: "undo",
    label: actionTexts.undo,
    keys: [{ key: "z", ctrl: true, shift: false, shown: keyTexts.undo }],
    canRun: canUndo,
    run: undo,
  }),
  action({
    id: "redo",
    label: actionTexts.redo,
    keys: [
      { key: "y", ctrl: true, shown: keyTexts.redo },
      { key: "z", ctrl: true, shift: true, shown: keyTexts.redoToo },
    ],
    canRun: canRedo,
    run: redo,
  }),
  action({ id: "put-back", label: putBackLabel, canRun: canPutBack, run: putBack }),
  action({ id: "new-seed", label: actionTexts.newSeed, canRun: always, run: newSeed }),
  action({ id: "score-test", label: actionTexts.scoreTest, canRun: always, run: scoreTest }),
  action({
    id: "share",
    ...actionTexts.share,
    canRun: always,
    run: () => toggleNote("share"),
  }),
  action({
    id: "copy-link",
    ...actionTexts.copyLink,
    canRun: always,
    run: () => void share(),
  }),
  action({
    id: "projector",
    label: actionTexts.projector,
    keys: [{ key: "p", ctrl: false, shown: keyTexts.projector }],
    canRun: always,
    run: toggleProjector,
  }),
  action({
    id: "axis",
    label: (state) => (axisKindOf(state) === "log" ? actionTexts.axis.even : actionTexts.axis.stretched),
    title: actionTexts.axis.title,
    canRun: always,
    run: toggleAxis,
  }),
  action({
    id: "lower-rate",
    label: ({ problem }) =>
      problem?.kind === "diverged" ? actionTexts.lowerRate(problem.run, problem.suggestion) : actionTexts.anyLowerRate,
    canRun: ({ problem }) => problem?.kind === "diverged",
    run: lowerRate,
  }),
  action({
    id: "leave-card",
    label: actionTexts.leaveCard,
    canRun: ({ problem }) => problem?.kind === "slow-card",
    run: leaveCard,
  }),
  action({
    id: "restart-engine",
    label: actionTexts.restart,
    canRun: ({ problem, isSilent }) => isSilent || problem?.kind === "engine",
    run: () => void replaceEngine(),
  }),
  action({
    id: "close-problem",
    label: actionTexts.close,
    canRun: ({ problem }) => problem !== null,
    run: dismissProblem,
  }),
  action({
    id: "close-corrections",
    label: actionTexts.close,
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
  return key ? withKey(what, key.shown) : what;
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
