import { Pause, Play, RotateCcw, StepForward } from "lucide-react";
import { Line } from "../../charts/Line.tsx";
import type { Optimizer } from "../../network/optimizer.ts";
import { backends } from "../../setup/backends.ts";
import { backendChoices, optimizers } from "../../setup/fields.ts";
import type { BackendChoice, Setup } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useStore } from "../../store/store.ts";
import type { Rates } from "../../training/run.ts";
import type { BackendReport } from "../../worker/protocol.ts";
import { ActionButton, useAction } from "../ActionButton.tsx";
import { Blank } from "../Blank.tsx";
import { partOf } from "../Fetched.tsx";
import { count, figure } from "../format.ts";
import { Sheet } from "../Sheet.tsx";
import { useDockedAction } from "../useNextAction.ts";
import step from "./Step.module.css";
import { Step, type StepStage } from "./Step.tsx";
import styles from "./TrainStep.module.css";

const trainingOptions = partOf(async () => (await import("../sheets.ts")).TrainingOptions);

const optimizerLabels: Readonly<Record<Optimizer, string>> = { sgd: "SGD", momentum: "Momentum", adam: "Adam" };

/** "auto" names what it chose. */
function backendLabel(choice: BackendChoice, report: BackendReport | null): string {
  if (choice !== "auto") return backends[choice].label;
  return report ? `${backends[report.name].label} (auto)` : "auto";
}

/** Slow steps with their digits: .4 a second are not 0. */
const rate = (perSecond: number) => (perSecond < 10 ? figure(perSecond) : count(perSecond));

const describeSpeed = ({ stepsPerSecond }: Rates, isRunning: boolean) =>
  `Of the last seconds${isRunning ? "" : " of the run that led here"}, with all that is measured and shown meanwhile; the steps alone go at ${rate(stepsPerSecond)}/s. A short run is spread over two seconds, to be watched.`;

/** Transport: train, pause, one step, rewind; the optimizer, and what is going on. */
export function TrainStep({ setup, stage, next }: { stage: StepStage; setup: Setup; next: boolean }) {
  const running = useStore((s) => s.running);
  const progress = useStore((s) => s.progress);
  const backend = useStore((s) => s.backend);
  const docked = useDockedAction() === "train";
  const train = useAction("train");
  const { canRun: canOpenTrained } = useAction("open-trained");
  const { canRun: canOpenUntrained } = useAction("open-untrained");
  const fresh = progress.step === 0 && !running;
  return (
    <Step id="train" name="Train" stage={stage}>
      <div className={step.controls}>
        <div className={step.group}>
          <button
            type="button"
            className={`btn ${next ? "next" : ""} ${docked ? step.docked : ""}`}
            onClick={train.run}
          >
            {running === "train" ? <Pause aria-hidden className="solid" /> : <Play aria-hidden className="solid" />}
            <span>{train.label}</span>
          </button>
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
        <Line as="span" className={fresh || canOpenUntrained ? "vh" : undefined}>
          <b>
            epoch{" "}
            <span data-metric="epoch" data-value={progress.epoch}>
              {count(Math.floor(progress.epoch))}
            </span>
          </b>
          , step{" "}
          <span data-metric="step" data-value={progress.step}>
            {count(progress.step)}
          </span>
          <span className="wordy">
            <span
              data-metric="steps-per-second"
              data-value={progress.reachedPerSecond}
              title={describeSpeed(progress, running !== null)}
            >
              {running && progress.reachedPerSecond > 0 ? `, ${rate(progress.reachedPerSecond)}/s` : null}
            </span>
          </span>
          <span className="wordy">,</span>
        </Line>
        <span
          className={`${styles.badge} ${backend?.fallback ? styles.fallback : ""}`}
          data-metric="backend"
          data-value={backend?.name ?? ""}
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
    </Step>
  );
}
