import { RotateCcw } from "lucide-react";
import { Line } from "../../charts/Line.tsx";
import type { Cut } from "../../store/cut.ts";
import { ActionButton } from "../ActionButton.tsx";
import styles from "./Step.module.css";
import { Step, type StepStage } from "./Step.tsx";

/** Back to the first weights with the mask kept, or once more around. */
export function RepeatStep({ stage, cut }: { stage: StepStage; cut: Cut | null }) {
  return (
    <Step id="repeat" name="Repeat" stage={stage}>
      <div className={styles.controls}>
        <ActionButton id="rewind-keep-mask" className="btn" cut={cut}>
          <RotateCcw aria-hidden />
          Rewind, keep mask
        </ActionButton>
      </div>
      <Line className={styles.note}>Or prune more, fine-tune again</Line>
    </Step>
  );
}
