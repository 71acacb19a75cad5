import { useStore } from "../store/store.ts";

/** What the docked button of phones does: goes on with what runs, else fine-tunes a cut, else trains. */
export function useNextAction(): "train" | "finetune" {
  return useStore(
    ({ running, progress, sparsity }) => running ?? (progress.step > 0 && sparsity > 0 ? "finetune" : "train"),
  );
}
