import { useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";

/** What the docked button of phones does: goes on with what runs, else fine-tunes a cut, else trains. */
export function useNextAction(): "train" | "finetune" {
  const cut = useCut();
  const pruned = cut !== null && cut.kept < cut.total;
  return useStore(({ running, progress }) => running ?? (progress.step > 0 && pruned ? "finetune" : "train"));
}
