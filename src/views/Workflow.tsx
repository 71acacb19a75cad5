import { Pause, Play, RotateCcw, StepForward } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Optimizer } from "../engine/api.ts";
import { criteria } from "../pruning/criteria/registry.ts";
import type { Granularity, Norm, Scope } from "../pruning/types.ts";
import { type BackendChoice, backendChoices, optimizers, type Protection, type Setup } from "../setup/setup.ts";
import { changeSetup, fineTune, rewind, stepOnce, train } from "../store/actions.ts";
import { useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import { Blank, type Option } from "./Blank.tsx";
import { count, percent } from "./format.ts";
import { Rail } from "./Rail.tsx";
import { Sheet } from "./Sheet.tsx";
import { useNextAction } from "./useNextAction.ts";

const optimizerLabels: Readonly<Record<Optimizer, string>> = { sgd: "SGD", momentum: "Momentum", adam: "Adam" };

const numbers = (values: readonly number[], current: number): Option[] =>
  [...new Set([...values, current])]
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: String(value) }));

/** Train, prune, fine-tune, repeat: the transport control, drawn as a loop. */
export function Workflow() {
  const setup = useStore((state) => state.setup);
  const running = useStore((state) => state.running);
  const step = useStore((state) => state.progress.step);
  const entries = useStore((state) => state.history.entries);
  const sparsity = useStore((state) => state.sparsity);
  const trained = step > 0 || entries.some((entry) => entry.kind === "train");
  const fineTuned = entries.some((entry) => entry.kind === "finetune");
  const here = running === "finetune" ? 3 : !trained || running === "train" ? 1 : 2;
  const next = !trained ? 1 : sparsity > 0 ? 3 : 0;
  const [looked, look] = useState<{ step: number; at: number } | null>(null);
  // On phones one step is open at a time: the one that is due, until another is tapped.
  const open = looked?.at === here ? looked.step : here;
  const stage = (step: number, state: string) => ({
    state: `${state} ${open === step ? "open" : ""}`,
    head: (name: string) => (
      <StepHead number={step} name={name} open={open === step} onOpen={() => look({ step, at: here })} />
    ),
  });
  return (
    <section className="workflow" aria-label="Workflow">
      <Rail doneTo={here} />
      <ol className="flow">
        <TrainStep setup={setup} {...stage(1, here === 1 ? "here" : "done")} next={next === 1 || running === "train"} />
        <PruneStep setup={setup} {...stage(2, here === 2 ? "here" : here === 3 ? "done" : "")} trained={trained} />
        <FineTuneStep setup={setup} {...stage(3, here === 3 ? "here" : "")} next={next === 3} waits={sparsity === 0} />
        <RepeatStep {...stage(4, "")} fineTuned={fineTuned} />
      </ol>
    </section>
  );
}

interface Stage {
  readonly state: string;
  readonly head: (name: string) => ReactNode;
}

function StepHead(props: { number: number; name: string; open: boolean; onOpen: () => void }) {
  const { number, name, open, onOpen } = props;
  return (
    <div className="hd">
      <span className="num">{number}</span>
      <h2 className="name">{name}</h2>
      <button
        type="button"
        className="tap only-phone"
        aria-label={`Show step ${number}, ${name}`}
        aria-expanded={open}
        onClick={onOpen}
      />
    </div>
  );
}

function TrainStep({ setup, state, head, next }: Stage & { setup: Setup; next: boolean }) {
  const running = useStore((s) => s.running);
  const progress = useStore((s) => s.progress);
  const backend = useStore((s) => s.backend);
  const docked = useNextAction() === "train";
  const fresh = progress.step === 0 && !running;
  return (
    <li className={`step ${state}`} data-step="train" aria-current={state.startsWith("here") ? "step" : undefined}>
      {head("Train")}
      <div className="ctl">
        <div className="grp">
          <button type="button" className={`btn ${next ? "next" : ""} ${docked ? "docked" : ""}`} onClick={train}>
            {running === "train" ? <Pause aria-hidden className="solid" /> : <Play aria-hidden className="solid" />}
            <span>{running === "train" ? "Pause" : "Train"}</span>
          </button>
          <button
            type="button"
            className="icon"
            aria-label="Step"
            title="One training step"
            disabled={running !== null}
            onClick={stepOnce}
          >
            <StepForward aria-hidden className="solid" />
          </button>
          <button
            type="button"
            className="icon"
            aria-label="Rewind"
            title="Back to the same initial weights, nothing pruned"
            onClick={() => rewind(false)}
          >
            <RotateCcw aria-hidden />
          </button>
        </div>
        <Sheet label={`${optimizerLabels[setup.optimizer]}, ${setup.learningRate}`} title="Training">
          <TrainingOptions setup={setup} />
        </Sheet>
      </div>
      <p className="note" aria-live="off">
        {fresh ? <span className="desk-text">The space bar starts and pauses it. </span> : null}
        <span className={fresh ? "vh" : undefined}>
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
            ,{" "}
            <span data-metric="steps-per-second" data-value={progress.stepsPerSecond}>
              {progress.stepsPerSecond > 0 ? count(progress.stepsPerSecond) : "–"}
            </span>
            /s
          </span>
          <span className="wordy"> on </span>
        </span>{" "}
        <span
          className={`badge ${backend?.fallback ? "fallback" : ""}`}
          data-metric="backend"
          data-value={backend?.name ?? ""}
          title={backend ? `${backend.reason} Device: ${backend.device}.` : undefined}
        >
          {backend ? (backend.name === "webgl" ? "WebGL" : "CPU") : "…"}
        </span>
      </p>
    </li>
  );
}

function TrainingOptions({ setup }: { setup: Setup }) {
  const backend = useStore((s) => s.backend);
  const row = (
    label: string,
    field: "learningRate" | "batchSize" | "l1" | "l2" | "trainEpochs",
    values: readonly number[],
  ) => (
    <div className="row">
      <span>{label}</span>
      <Blank
        label={label}
        value={String(setup[field])}
        options={numbers(values, setup[field])}
        onChange={(value) => changeSetup({ [field]: Number(value) })}
      />
    </div>
  );
  return (
    <>
      <div className="row">
        <span>Optimizer</span>
        <Blank
          label="Optimizer"
          value={setup.optimizer}
          options={optimizers.map((value) => ({ value, label: optimizerLabels[value] }))}
          onChange={(value) => changeSetup({ optimizer: value as Optimizer })}
        />
      </div>
      {row("Learning rate", "learningRate", [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1])}
      {row("Batch size", "batchSize", [1, 10, 16, 32, 64, 128, 256])}
      {row("L1", "l1", [0, 0.00001, 0.0001, 0.001, 0.01])}
      {row("L2", "l2", [0, 0.00001, 0.0001, 0.001, 0.01])}
      {row("Epochs a run", "trainEpochs", [1, 2, 4, 8, 16, 50, 100, 200, 400, 1000])}
      <div className="row">
        <span>Backend</span>
        <Blank
          label="Backend"
          value={setup.backend}
          options={backendChoices.map((value) => ({
            value,
            label: value === "auto" ? "the faster one" : value === "webgl" ? "WebGL" : "CPU",
          }))}
          onChange={(value) => changeSetup({ backend: value as BackendChoice })}
        />
      </div>
      <p>{backend?.reason}</p>
      <p>Changes act from the next step on and keep the weights. Rewind goes back to the same initial ones.</p>
    </>
  );
}

function PruneStep({ setup, state, head, trained }: Stage & { setup: Setup; trained: boolean }) {
  const cut = useCut();
  const locked = useStore((s) => s.snapshot?.locked);
  const committed = useStore((s) => s.history.entries[s.history.current]?.sparsity ?? 0);
  const sparsity = useStore((s) => s.sparsity);
  const units = setup.granularity === "unit";
  const name = units ? " of the units" : "";
  const applied = Math.abs(committed - sparsity) < 1e-9;
  const note =
    !cut || !locked ? null : !trained && sparsity === 0 ? (
      "Best on a trained network; try it on a fresh one too"
    ) : sparsity === 0 ? (
      <>
        Drag the <span className="cutc">●</span> below, or use the arrow keys
      </>
    ) : (
      <>
        Cut at{" "}
        <b>
          {percent(sparsity)}
          {"\u202f"}%
        </b>
        {name}
        {applied ? "" : ", not yet applied"}
      </>
    );
  return (
    <li className={`step ${state}`} data-step="prune" aria-current={state.startsWith("here") ? "step" : undefined}>
      {head("Prune")}
      <div className="ctl">
        <Field label="Criterion">
          <Blank
            label="Criterion"
            value={setup.criterion}
            options={criteria.map(({ id, label }) => ({ value: id, label }))}
            onChange={(criterion) => changeSetup({ criterion })}
          />
        </Field>
        <Field label="Granularity">
          <Blank
            label="Granularity"
            value={setup.granularity}
            options={[
              { value: "weight", label: "single weights" },
              { value: "unit", label: "whole neurons", disabled: setup.hidden.length === 0 },
            ]}
            onChange={(value) => changeSetup({ granularity: value as Granularity })}
          />
        </Field>
        <Field label="Scope">
          <Blank
            label="Scope"
            value={setup.scope}
            options={[
              { value: "global", label: "global" },
              { value: "layerwise", label: "layerwise" },
            ]}
            onChange={(value) => changeSetup({ scope: value as Scope })}
          />
        </Field>
        <Sheet label="options" title="Pruning">
          <div className="row">
            <span>Protected layers</span>
            <Blank
              label="Protected layers"
              value={setup.protect}
              options={[
                { value: "none", label: "none" },
                { value: "output", label: "output" },
                { value: "first", label: "first" },
                { value: "both", label: "first and output" },
              ]}
              onChange={(value) => changeSetup({ protect: value as Protection })}
            />
          </div>
          <div className="row">
            <span>Norm for whole neurons</span>
            <Blank
              label="Norm"
              value={setup.norm}
              options={[
                { value: "l2", label: "L2" },
                { value: "l1", label: "L1" },
              ]}
              onChange={(value) => changeSetup({ norm: value as Norm })}
            />
          </div>
          <p>
            The slider counts all prunable weights (or hidden units), not what remains: twice 50{"\u202f"}% stays 50
            {"\u202f"}%. Biases are not pruned one by one. Whole neurons take their bias and the next layer's inputs
            along; one always stays.
          </p>
        </Sheet>
      </div>
      <p className="note">{note}</p>
    </li>
  );
}

function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="field">
      <span className="lb" aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}

function FineTuneStep(props: Stage & { setup: Setup; next: boolean; waits: boolean }) {
  const { setup, state, head, next, waits } = props;
  const running = useStore((s) => s.running);
  const docked = useNextAction() === "finetune";
  return (
    <li className={`step ${state}`} data-step="finetune" aria-current={state.startsWith("here") ? "step" : undefined}>
      {head("Fine-tune")}
      <div className="ctl">
        <button
          type="button"
          className={`btn ${next && running !== "train" ? "next" : ""} ${docked ? "docked" : ""}`}
          disabled={waits && running !== "finetune"}
          onClick={fineTune}
        >
          {running === "finetune" ? <Pause aria-hidden className="solid" /> : <Play aria-hidden className="solid" />}
          <span>{running === "finetune" ? "Pause" : "Fine-tune"}</span>
        </button>
        <Field label="for">
          <Blank
            label="Fine-tune epochs"
            value={String(setup.fineTuneEpochs)}
            options={numbers([1, 2, 5, 10, 20, 40, 100], setup.fineTuneEpochs).map(({ value }) => ({
              value,
              label: value === "1" ? "1 epoch" : `${value} epochs`,
            }))}
            onChange={(value) => changeSetup({ fineTuneEpochs: Number(value) })}
          />
        </Field>
      </div>
      <p className="note">{waits ? "Needs a cut first" : "Pruned weights stay exactly 0"}</p>
    </li>
  );
}

function RepeatStep({ state, head, fineTuned }: Stage & { fineTuned: boolean }) {
  return (
    <li className={`step ${state}`} data-step="repeat">
      {head("Repeat")}
      <div className="ctl">
        <button
          type="button"
          className="btn"
          disabled={!fineTuned}
          title="The same initial weights, with the mask kept: is the mask alone a winning ticket?"
          onClick={() => rewind(true)}
        >
          <RotateCcw aria-hidden />
          Rewind, keep mask
        </button>
      </div>
      <p className="note">Or prune a little more, fine-tune again</p>
    </li>
  );
}
