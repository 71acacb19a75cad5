import { Pause, Play } from "lucide-react";
import { Line } from "../../charts/Line.tsx";
import type { Setup } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import type { Cut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { useAction } from "../ActionButton.tsx";
import { Blank } from "../Blank.tsx";
import { useDockedAction } from "../useNextAction.ts";
import styles from "./Step.module.css";
import { Field, numbers, Step, type StepStage } from "./Step.tsx";

/** Trains on under the mask. */
export function FineTuneStep(props: { stage: StepStage; setup: Setup; next: boolean; cut: Cut | null }) {
  const { setup, stage, next, cut } = props;
  const { label, canRun, run } = useAction("fine-tune", cut);
  const running = useStore((s) => s.running);
  const docked = useDockedAction() === "finetune";
  return (
    <Step id="finetune" name="Fine-tune" stage={stage}>
      <div className={styles.controls}>
        <button
          type="button"
          className={`btn ${next ? "next" : ""} ${docked ? styles.docked : ""}`}
          disabled={!canRun}
          onClick={run}
        >
          {running === "finetune" ? <Pause aria-hidden className="solid" /> : <Play aria-hidden className="solid" />}
          <span>{label}</span>
        </button>
        <Field label="Epochs">
          <Blank
            label="Fine-tune epochs"
            value={String(setup.fineTuneEpochs)}
            options={numbers([1, 2, 5, 10, 20, 40, 100], setup.fineTuneEpochs)}
            onChange={(value) => changeSetup({ fineTuneEpochs: Number(value) })}
          />
        </Field>
      </div>
      <Line className={styles.note}>{canRun ? "Pruned weights stay exactly 0" : "Needs a cut first"}</Line>
    </Step>
  );
}
