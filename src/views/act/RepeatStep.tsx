import { RotateCcw } from "lucide-react";
import { railText } from "../../text/act.ts";
import { ActionButton, useAction } from "../ActionButton.tsx";
import { Step, type StepStage } from "./Step.tsx";

/** Back to the first weights with the mask kept, or once more around. */
export function RepeatStep({ stage }: { stage: StepStage }) {
  const { label, canRun } = useAction("rewind-keep-mask");
  return (
    <Step id="repeat" name={railText.steps.repeat} stage={stage}>
      {canRun ? (
        <ActionButton id="rewind-keep-mask" className="btn">
          <RotateCcw aria-hidden />
          {label}
        </ActionButton>
      ) : (
        <span>{railText.again}</span>
      )}
    </Step>
  );
}
