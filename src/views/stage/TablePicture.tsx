import { useMemo, useState } from "react";
import { KeptInputs } from "../../charts/learned/KeptInputs.tsx";
import { PerClass } from "../../charts/learned/PerClass.tsx";
import { Scatter } from "../../charts/learned/Scatter.tsx";
import { examplesPerClass, knownPerClass } from "../../data/classes.ts";
import { follow } from "../../store/actions/look.ts";
import { useBefore } from "../../store/before.ts";
import { useCut } from "../../store/cut.ts";
import { followedRow } from "../../store/followed.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";
import { rowsText as text } from "../../text/rows.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import { Blank } from "../Blank.tsx";
import { columnValues, numbersOf, rowValues } from "./rowValues.ts";
import styles from "./TablePicture.module.css";

/** Classes that can be told apart side by side. */
const mostClasses = 20;

/** Rows by two of their numbers, and one press away which classes pay for the cut and what is still read. */
export function TablePicture({ data, showsBefore }: { data: DataSummary; showsBefore: boolean }) {
  const numbers = useMemo(() => numbersOf(data), [data]);
  const [byClass, setByClass] = useState(false);
  const [chosen, choose] = useState<readonly [number, number] | null>(null);
  const [across, up] = chosen?.every((c) => numbers.includes(c)) ? chosen : numbers;
  const hasRows = up !== undefined;
  const options = numbers.map((c) => ({ value: String(c), label: data.inputNames[c] }));
  return (
    <div className={styles.table}>
      {hasRows && !byClass ? <Rows {...{ data, across, up, showsBefore }} /> : <Classes data={data} />}
      {hasRows ? (
        <p className={styles.line}>
          {byClass ? null : (
            <>
              <Blank
                label={text.across}
                text={text.acrossWord}
                value={String(across)}
                options={options}
                onChange={(value) => choose([Number(value), up])}
              />
              <Blank
                label={text.up}
                text={text.upWord}
                value={String(up)}
                options={options}
                onChange={(value) => choose([across, Number(value)])}
              />
            </>
          )}
          <button type="button" className={`link ${styles.turn}`} onClick={() => setByClass(!byClass)}>
            {byClass ? text.rows : text.classes}
          </button>
        </p>
      ) : null}
    </div>
  );
}

function Rows(props: { data: DataSummary; across: number; up: number; showsBefore: boolean }) {
  const { data, across, up, showsBefore } = props;
  const preview = useResult("preview");
  const before = useBefore();
  const row = useStore(followedRow);
  const isBefore = showsBefore && before !== null;
  const predictions = (isBefore ? before : preview)?.predictions;
  const { labels, classes, inputNames } = data;
  const wrong = useMemo(
    () =>
      labels.map((label, i) => {
        if (!predictions || predictions[i] === label) return 0;
        return !isBefore && before?.predictions[i] === label ? 2 : 1;
      }),
    [labels, predictions, before, isBefore],
  );
  const places = useMemo(() => [columnValues(data, across), columnValues(data, up)] as const, [data, across, up]);
  const tell = (one: number) => {
    const values = rowValues(data, one);
    const at = [across, up].map((c) => [inputNames[c], values[c]] as const);
    return text.row(one, classes[labels[one]], at, predictions ? (classes[predictions[one]] ?? null) : null);
  };
  const count = wrong.reduce((sum, how) => sum + Number(how > 0), 0);
  return (
    <Scatter
      across={places[0]}
      up={places[1]}
      labels={labels}
      wrong={wrong}
      summary={text.summary(labels.length, inputNames[across], inputNames[up], count)}
      row={row}
      tell={tell}
      onFollow={follow}
    />
  );
}

function Classes({ data }: { data: DataSummary }) {
  const cut = useCut();
  const preview = useResult("preview");
  const before = useBefore();
  const perClass = useMemo(() => {
    if (!preview || !before) return null;
    const counts = examplesPerClass(data.labels, data.classes.length);
    return { before: knownPerClass(before.perClass, counts), now: knownPerClass(preview.perClass, counts) };
  }, [data, preview, before]);
  const first = cut?.snapshot.layers[0];
  return (
    <div className={styles.classes}>
      {perClass && data.classes.length <= mostClasses ? <PerClass {...perClass} classes={data.classes} /> : null}
      {first ? <KeptInputs bits={cut.mask.get(first.name)!} names={data.inputNames} /> : null}
    </div>
  );
}
