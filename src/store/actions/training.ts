import type { ManualEdit } from "../../pruning/manualEdits.ts";
import { handleOf } from "../cut.ts";
import { type State, useStore } from "../store.ts";
import { ask, isOpening, send } from "./engine.ts";
import { commitMove } from "./handle.ts";
import { neighbours, resume } from "./open.ts";
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

export const stepOnce = () => send({ type: "step" });

export const rewind = (keepMask: boolean) => ask({ type: "rewind", keepMask });

/** Decides about single weights, as one undoable step. */
export const editByHand = (edit: ManualEdit) => ask({ type: "edit", edit });

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
export function goBeyond(of: "undo" | "redo"): void {
  const { previous, next } = neighbours(get());
  const other = of === "undo" ? previous : next;
  if (other && !isOpening()) resume(other.run, true);
}

export const scoreTest = () => ask({ type: "scoreTest", handle: handleOf(get()) });
