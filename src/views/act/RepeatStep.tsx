import { RotateCcw } from "lucide-react";
import { ActionButton, useAction } from "../ActionButton.tsx";
import { Step, type StepStage } from "./Step.tsx";

/** Back to the first weights with the mask kept, or once more around. */
export function RepeatStep({ stage }: { stage: StepStage }) {
  const { canRun } = useAction("rewind-keep-mask");
  return (
    <Step id="repeat" name="Repeat" stage={stage}>
      {canRun ? (
        <ActionButton id="rewind-keep-mask" className="btn">
          <RotateCcw aria-hidden />
          Rewind, keep mask
        </ActionButton>
      ) : (
        <span>prune more, fine-tune again</span>
      )}
    </Step>
  );
}
