import { RotateCcw, StepForward } from "lucide-react";
import { Line } from "../../charts/Line.tsx";
import type { Optimizer } from "../../network/optimizer.ts";
import { backends } from "../../setup/backends.ts";
import { backendChoices, optimizers } from "../../setup/fields.ts";
import type { BackendChoice, Setup } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useStore } from "../../store/store.ts";
import type { BackendReport } from "../../worker/protocol.ts";
import { ActionButton, useAction } from "../ActionButton.tsx";
import { Blank } from "../Blank.tsx";
import { partOf } from "../Fetched.tsx";
import { Sheet } from "../Sheet.tsx";
import step from "./Step.module.css";
import styles from "./TrainStep.module.css";

const trainingOptions = partOf(async () => (await import("../sheets.ts")).TrainingOptions);

const optimizerLabels: Readonly<Record<Optimizer, string>> = { sgd: "SGD", momentum: "Momentum", adam: "Adam" };

/** "auto" names what it chose. */
function backendLabel(choice: BackendChoice, report: BackendReport | null): string {
  if (choice !== "auto") return backends[choice].label;
  return report ? `${backends[report.name].label} (auto)` : "auto";
}

/** Transport: train, pause, one step, rewind; the optimizer, and what is going on. */
export function TrainChoices({ setup }: { setup: Setup }) {
  const running = useStore((s) => s.running);
  const progress = useStore((s) => s.progress);
  const backend = useStore((s) => s.backend);
  const { canRun: canOpenTrained } = useAction("open-trained");
  const { canRun: canOpenUntrained } = useAction("open-untrained");
  const fresh = progress.step === 0 && !running;
  return (
    <>
      <div className={step.controls}>
        <div className={step.group}>
          <ActionButton id="step" className="icon">
            <StepForward aria-hidden className="solid" />
          </ActionButton>
          <ActionButton id="rewind" className="icon">
            <RotateCcw aria-hidden />
          </ActionButton>
        </div>
        <Blank
          label="Optimizer"
          value={setup.optimizer}
          options={optimizers.map((value) => ({ value, label: optimizerLabels[value] }))}
          onChange={(value) => changeSetup({ optimizer: value as Optimizer })}
        />
        <Sheet
          label={String(setup.learningRate)}
          name="Training options"
          title="Training"
          part={trainingOptions}
          props={{ setup }}
        />
      </div>
      <p className={`${step.note} ${step.status}`} aria-live="off">
        {canOpenTrained ? (
          <ActionButton id="open-trained" className="link" />
        ) : fresh ? (
          <Line as="span" className={step.desk}>
            Space starts and pauses.
          </Line>
        ) : canOpenUntrained ? (
          <>
            <Line as="span">Pretrained,</Line>
            <ActionButton id="open-untrained" className="link" />
          </>
        ) : null}
        <span
          className={`${styles.badge} ${backend?.fallback ? styles.fallback : ""}`}
          title={backend ? `${backend.reason} Device: ${backend.device}.` : undefined}
        >
          <Blank
            label="Backend"
            value={setup.backend}
            options={backendChoices.map((value) => ({ value, label: backendLabel(value, backend) }))}
            onChange={(value) => changeSetup({ backend: value as BackendChoice })}
          />
        </span>
      </p>
    </>
  );
}
