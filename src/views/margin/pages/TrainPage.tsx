import type { ReactNode } from "react";
import { filled } from "../../../charts/filled.ts";
import { hasKernel } from "../../../network/layers/registry.ts";
import type { Optimizer } from "../../../network/optimizer.ts";
import { backendChoices, optimizers } from "../../../setup/fields.ts";
import type { BackendChoice } from "../../../setup/setup.ts";
import { changeSetup } from "../../../store/actions/settings.ts";
import { useStore } from "../../../store/store.ts";
import { sentenceOf } from "../../../text/faults/catalogue.ts";
import { count } from "../../../text/numbers.ts";
import { settingNames } from "../../../text/settings.ts";
import { backendWord, epochs, optimizerLines, optimizerNames, trainPage } from "../../../text/training.ts";
import { ActionButton, useAction } from "../../ActionButton.tsx";
import { TimelinePanel } from "../../TimelinePanel.tsx";
import { numbers, Segments } from "../Choices.tsx";
import page from "../Page.module.css";
import { PageLine } from "../PageLine.tsx";
import { SeedInput } from "../SeedInput.tsx";
import { Sentence } from "../Sentence.tsx";

const penalties = [0, 0.00001, 0.0001, 0.001, 0.01];

/** How the optimizer goes about it, for how long, and on which engine. */
export function TrainPage() {
  const setup = useStore((state) => state.setup);
  const data = useStore((state) => state.data);
  const { optimizer, learningRate, batchSize, trainEpochs, hidden, seed } = setup;
  const number = (
    name: string,
    field: "learningRate" | "batchSize" | "trainEpochs" | "l1" | "l2" | "scaleL1",
    values: readonly number[],
  ) => ({
    name,
    value: String(setup[field]),
    options: numbers(values, setup[field]),
    onChange: (value: string) => changeSetup({ [field]: Number(value) }),
  });
  const { canRun: canOpenTrained } = useAction("open-trained");
  const { canRun: canOpenUntrained } = useAction("open-untrained");
  const hasNorm = hidden.some((layer) => hasKernel(layer) && layer.batchNorm);
  const hasDenseNorm = hidden.some((layer) => layer.kind === "dense" && layer.batchNorm);
  return (
    <div className={page.page}>
      <Sentence
        blanks={{
          optimizer: {
            name: settingNames.optimizer,
            says: optimizerNames[optimizer],
            value: optimizer,
            options: optimizers.map((value) => ({
              value,
              label: optimizerNames[value],
              line: optimizerLines[value],
            })),
            onChange: (value) => changeSetup({ optimizer: value as Optimizer }),
          },
          rate: {
            ...number(
              settingNames.learningRate,
              "learningRate",
              [0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1],
            ),
            says: String(learningRate),
          },
          batch: {
            ...number(settingNames.batchSize, "batchSize", [1, 10, 16, 32, 64, 128, 256]),
            says: String(batchSize),
          },
          epochs: {
            ...number(settingNames.trainEpochs, "trainEpochs", [1, 2, 4, 8, 16, 50, 100, 200, 400, 1000]),
            says: epochs(trainEpochs),
          },
        }}
      >
        {(word) =>
          filled(
            trainPage.lead<ReactNode>(
              {
                optimizer: word("optimizer"),
                rate: word("rate"),
                batch: word("batch"),
                epochs: word("epochs"),
                seed: <SeedInput seed={seed} />,
              },
              batchSize === 1,
            ),
          )
        }
      </Sentence>
      {batchSize === 1 && hasDenseNorm ? <p role="alert">{trainPage.tooSmall}</p> : null}
      <div className={page.acts}>
        <ActionButton id="step" className="btn" />
        <ActionButton id="rewind" className="btn" />
        <ActionButton id="new-seed" className="btn" />
        {canOpenTrained ? <ActionButton id="open-trained" className="btn" /> : null}
        {canOpenUntrained ? <ActionButton id="open-untrained" className="btn" /> : null}
      </div>
      <TimelinePanel />
      <h3>{trainPage.rarely}</h3>
      <Segments {...number(trainPage.l1, "l1", penalties)} note={trainPage.l1Note} />
      <Segments {...number(trainPage.l2, "l2", penalties)} note={trainPage.l2Note} />
      {hasNorm ? <Segments {...number(trainPage.scaleL1, "scaleL1", penalties)} note={trainPage.scaleL1Note} /> : null}
      {data ? (
        <PageLine name={trainPage.split}>
          <b>{[data.trainCount, data.validationCount, data.testCount].map(count).join(", ")}</b>
        </PageLine>
      ) : null}
      <Engine />
      <p>{trainPage.note}</p>
    </div>
  );
}

/** Which engine does the steps, and why that one. */
function Engine() {
  const choice = useStore((state) => state.setup.backend);
  const report = useStore((state) => state.backend);
  return (
    <>
      <Segments
        name={settingNames.backend}
        value={choice}
        options={backendChoices.map((value) => ({ value, label: backendWord(value, report?.name ?? null) }))}
        onChange={(value) => changeSetup({ backend: value as BackendChoice })}
      />
      {report ? <p>{sentenceOf(report.reason)}</p> : null}
    </>
  );
}
