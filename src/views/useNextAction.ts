import { isOpen } from "../store/before.ts";
import { type Cut, cutIn } from "../store/cut.ts";
import { type State, useStore } from "../store/store.ts";

/** What is due: an untrained network is trained, masked or not; a cut is fine-tuned, unless it leaves no path to train; else the handle
 *  is to be moved ("prune"), or all stays as it is. What runs goes on until it is paused. */
export function nextAction(
  cut: Cut | null,
  { running, progress }: Pick<State, "running" | "progress">,
): "train" | "finetune" | "prune" {
  if (running) return running;
  if (progress.step === 0) return "train";
  return cut && isOpen(cut) && cut.effective > 0 ? "finetune" : "prune";
}

/** The step of the loop that one is at: what is trained anew, initial weights that training left behind too, is at the first. */
export function stepAt(next: ReturnType<typeof nextAction>, running: State["running"]): 1 | 2 | 3 {
  if (running) return running === "finetune" ? 3 : 1;
  return next === "train" ? 1 : next === "finetune" ? 3 : 2;
}

export const useNextAction = () => useStore((state) => nextAction(cutIn(state), state));
