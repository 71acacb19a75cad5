import { useMemo } from "react";
import { useCut } from "../../../store/cut.ts";
import { useStore } from "../../../store/store.ts";
import { PruneChoices } from "../../workflow/PruneStep.tsx";

/** What is pruned, by what and across what. */
export function PrunePage() {
  const setup = useStore((state) => state.setup);
  const step = useStore((state) => state.progress.step);
  const entries = useStore((state) => state.history.entries);
  const cut = useCut();
  const trained = useMemo(
    () => step > 0 || entries.some((entry) => entry.kind === "train" || entry.kind === "load"),
    [step, entries],
  );
  return cut ? <PruneChoices setup={setup} trained={trained} /> : null;
}
