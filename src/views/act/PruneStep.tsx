import { type ReactNode, useMemo } from "react";
import { filled } from "../../charts/filled.ts";
import { useStore } from "../../store/store.ts";
import { railText } from "../../text/act.ts";
import { scopeWords } from "../../text/method.ts";
import { Word } from "../margin/Word.tsx";
import { criterionOptions, granularityOptions, labelIn } from "../workflow/choices.ts";
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
    <Step id="prune" name={railText.steps.prune} stage={stage}>
      {filled(
        railText.prune<ReactNode>(
          setup.criterion,
          <Word page="what" name={railText.granularity} value={words.what} />,
          (by) => <span>{by}</span>,
          <Word page="criterion" name={railText.criterion} value={words.by} />,
          <Word page="across" name={railText.scope} value={words.across} />,
        ),
      )}
    </Step>
  );
}
