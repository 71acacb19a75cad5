import { Pause, Play } from "lucide-react";
import { Line } from "../../charts/Line.tsx";
import type { Setup } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import type { Cut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { useAction } from "../ActionButton.tsx";
import { Blank } from "../Blank.tsx";
import { useDockedAction } from "../useNextAction.ts";
import { Field, numbers, type StepStage } from "./Step.tsx";

/** Trains on under the mask. */
export function FineTuneStep(props: StepStage & { setup: Setup; next: boolean; cut: Cut | null }) {
  const { setup, state, head, next, cut } = props;
  const { label, canRun, run } = useAction("fine-tune", cut);
  const running = useStore((s) => s.running);
  const docked = useDockedAction() === "finetune";
  return (
    <li className={`step ${state}`} data-step="finetune" aria-current={state.startsWith("here") ? "step" : undefined}>
      {head("Fine-tune")}
      <div className="ctl">
        <button
          type="button"
          className={`btn ${next ? "next" : ""} ${docked ? "docked" : ""}`}
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
      <Line className="note">{canRun ? "Pruned weights stay exactly 0" : "Needs a cut first"}</Line>
    </li>
  );
}
