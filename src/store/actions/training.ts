import type { ManualEdit } from "../../pruning/manualEdits.ts";
import { handleOf } from "../cut.ts";
import { type State, useStore } from "../store.ts";
import { ask, awaited, isOpening, send } from "./engine.ts";
import { commitMove } from "./handle.ts";
import { resume } from "./open.ts";
import { changeSetup } from "./settings.ts";

const { getState: get, setState: set } = useStore;

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

/** Takes the lower learning rate offered after a divergence and goes on with what diverged. */
export function lowerRate(): void {
  const { problem } = get();
  if (problem?.kind !== "diverged") return;
  set({ problem: null });
  changeSetup({ learningRate: problem.suggestion });
  send({ type: "train", kind: problem.run });
}

/** Whether a run or recipe was broken off here, and nothing goes on. */
export const isBrokenOff = ({ unfinished, running, preparing, replay }: State) =>
  unfinished !== null && [running, preparing, replay].every((one) => one === null);

/** Goes on with what was broken off where the network stands. */
export const continueRun = () => ask({ type: "goOn" });

export const closeUnfinished = () => set({ unfinished: null });

export const stepOnce = () => send({ type: "step" });

export const rewind = (keepMask: boolean) => ask({ type: "rewind", keepMask });

/** Decides about single weights, as one undoable step. */
export const editByHand = (edit: ManualEdit) => ask({ type: "edit", edit });

/** To any state; one of another network brings that back. */
export function goTo(id: number): void {
  const { nodes, run, lost } = get();
  const node = nodes.get(id);
  if (!node || isOpening() || lost.includes(node.run)) return;
  if (node.run === run) send({ type: "goTo", node: id });
  else resume(node.run, true, id);
}

export const canUndo = ({ asked, run, history }: State) => (asked !== run ? run > 0 : history.canUndo);

export const canRedo = ({ asked, run, history }: State) => asked === run && history.canRedo;

/** Whether a network is on its way that was not there before. */
const isOpeningAnother = () => isOpening() && awaited.returning === null;

/** To where one was before; from a network that is on its way to the one there. */
export function undo(): void {
  const { run } = get();
  if (isOpeningAnother() && run > 0) resume(run, false);
  else send({ type: "undo" });
}

export function redo(): void {
  if (!isOpeningAnother()) send({ type: "redo" });
}

export const scoreTest = () => ask({ type: "scoreTest", handle: handleOf(get()) });
