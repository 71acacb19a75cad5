import { useMemo } from "react";
import { useStore } from "../../store/store.ts";
import { Word } from "../margin/Word.tsx";
import { criterionOptions, granularityOptions, labelIn, scopeWords } from "../workflow/choices.ts";
import { Step, type StepStage } from "./Step.tsx";

/** What is pruned, by what and across what, as a sentence; how far is the handle's matter. */
export function PruneStep({ stage }: { stage: StepStage }) {
  const setup = useStore((state) => state.setup);
  const words = useMemo(
    () => ({
      what: labelIn(granularityOptions(setup), setup.granularity),
      by: labelIn(criterionOptions(setup, true), setup.criterion),
      across: scopeWords[setup.scope],
    }),
    [setup],
  );
  return (
    <Step id="prune" name="Prune" stage={stage}>
      <Word page="what" name="Granularity" value={words.what} />
      <span>by</span>
      <Word page="criterion" name="Criterion" value={words.by} />
      <Word page="across" name="Scope" value={words.across} />
    </Step>
  );
}
