import { useStore } from "../../store/store.ts";
import { railText } from "../../text/act.ts";
import { useAction } from "../ActionButton.tsx";
import { Word } from "../margin/Word.tsx";
import { RunButton } from "./RunButton.tsx";
import { Step, type StepStage } from "./Step.tsx";

/** Trains on under the mask, once there is a cut. */
export function FineTuneStep({ stage, isDue }: { stage: StepStage; isDue: boolean }) {
  const epochs = useStore((state) => state.setup.fineTuneEpochs);
  const { canRun } = useAction("fine-tune");
  return (
    <Step id="finetune" name={railText.steps.finetune} stage={stage}>
      {canRun ? (
        <>
          <RunButton id="fine-tune" isDue={isDue} />
          <Word page="finetune" name={railText.fineTuneEpochs} value={railText.epochs(epochs)} />
        </>
      ) : (
        <span>{railText.afterCut}</span>
      )}
    </Step>
  );
}
