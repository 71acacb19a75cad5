import { useMemo } from "react";
import { Line } from "../../charts/Line.tsx";
import type { Granularity, Scope } from "../../pruning/types.ts";
import type { Setup } from "../../setup/setup.ts";
import { changeSetup } from "../../store/actions/settings.ts";
import { useCut } from "../../store/cut.ts";
import { useStore } from "../../store/store.ts";
import { Blank } from "../Blank.tsx";
import { countedBy, ExactCut } from "../ExactCut.tsx";
import { partOf } from "../Fetched.tsx";
import { Sheet } from "../Sheet.tsx";
import { criterionOptions, granularityOptions, labelIn, scopeOptions, unitsOf } from "./choices.ts";
import { cutNote } from "./cutNote.ts";
import styles from "./PruneStep.module.css";
import { RoundingSheet } from "./RoundingSheet.tsx";
import step from "./Step.module.css";
import { Field } from "./Step.tsx";

const pruningOptions = partOf(async () => (await import("../sheets.ts")).PruningOptions);
const compare = partOf(async () => (await import("../sheets.ts")).CompareSheet);
const explained = partOf(async () => (await import("../sheets.ts")).Explained);

const layerSliders = partOf(async () => (await import("../sheets.ts")).LayerSliders);

/** What to prune by, what goes, and where. The slider is the chart below. */
export function PruneChoices({ setup, trained }: { setup: Setup; trained: boolean }) {
  const cut = useCut();
  const sparsity = useStore((s) => s.sparsity);
  const history = useStore((s) => s.history);
  const wholeUnits = unitsOf(setup);
  const counted = countedBy(cut, setup, sparsity);
  const note = useMemo(
    () => (cut ? cutNote(cut, { setup, sparsity, history, trained }) : []),
    [cut, setup, sparsity, history, trained],
  );
  const granularities = granularityOptions(setup);
  const scopes = scopeOptions(setup);
  return (
    <>
      <div className={step.controls}>
        <Field label="Criterion">
          <Blank
            label="Criterion"
            value={setup.criterion}
            options={criterionOptions(setup, trained)}
            onChange={(criterion) => changeSetup({ criterion })}
          />
        </Field>
        <Field label="Granularity">
          <Blank
            label="Granularity"
            value={setup.granularity}
            options={granularities}
            onChange={(value) => changeSetup({ granularity: value as Granularity })}
          />
        </Field>
        <Field label="Scope">
          <Blank
            label="Scope"
            value={setup.scope}
            options={scopes}
            onChange={(value) => changeSetup({ scope: value as Scope })}
          />
        </Field>
        <div className={styles.folds}>
          <Sheet
            label="options"
            name="Pruning options"
            title="Pruning"
            part={pruningOptions}
            props={{ setup, wholeUnits }}
          />
          <Sheet
            label="explain"
            name="What is pruned"
            title="What is pruned"
            width="wide"
            part={explained}
            props={{
              setup,
              granularity: labelIn(granularities, setup.granularity),
              scope: labelIn(scopes, setup.scope),
            }}
          />
          <Sheet
            label="layers"
            name="Layer by layer"
            title="Layer by layer"
            width="wide"
            part={layerSliders}
            props={{}}
          />
          <RoundingSheet />
          <Sheet label="compare" name="Compare with" title="Compare" width="widest" part={compare} props={{}} />
        </div>
      </div>
      <Line className={step.note}>
        {note.map(({ text, tone }) =>
          tone === "strong" ? (
            <b key={text}>{text}</b>
          ) : (
            <span key={text} className={tone && "cutc"}>
              {text}
            </span>
          ),
        )}
      </Line>
      <p className={`${step.note} ${step.numbers}`}>{counted ? <ExactCut {...counted} sparsity={sparsity} /> : null}</p>
    </>
  );
}
