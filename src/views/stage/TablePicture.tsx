import { useMemo } from "react";
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
import { rowsText } from "../../text/rows.ts";
import { rowsByText as text } from "../../text/rowsBy.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";
import { Word } from "../margin/Word.tsx";
import { showRows, useRowsBy } from "./rowsBy.ts";
import { columnValues, rowValues } from "./rowValues.ts";
import styles from "./TablePicture.module.css";

/** Classes that can be told apart side by side. */
const mostClasses = 20;

/** Rows by two of their numbers, and one press away which classes pay for the cut and what is still read. */
export function TablePicture({ data, showsBefore }: { data: DataSummary; showsBefore: boolean }) {
  const by = useRowsBy(data);
  if (by === null)
    return (
      <div className={styles.table}>
        <Classes data={data} />
      </div>
    );
  const { across, up, isByClass } = by;
  return (
    <div className={styles.table}>
      {isByClass ? <Classes data={data} /> : <Rows {...{ data, across, up, showsBefore }} />}
      <div className={styles.line}>
        {isByClass ? null : (
          <>
            <span className={styles.column}>
              {text.acrossWord} <Word page="mistakes" name={text.across} value={data.inputNames[across]} />
            </span>
            <span className={styles.column}>
              {text.upWord} <Word page="mistakes" name={text.up} value={data.inputNames[up]} />
            </span>
          </>
        )}
        <button type="button" className={`link ${styles.turn}`} onClick={() => showRows({ isByClass: !isByClass })}>
          {isByClass ? text.rows : text.classes}
        </button>
      </div>
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
    return rowsText.row(one, classes[labels[one]], at, predictions ? (classes[predictions[one]] ?? null) : null);
  };
  const count = wrong.reduce((sum, how) => sum + Number(how > 0), 0);
  return (
    <Scatter
      across={places[0]}
      up={places[1]}
      labels={labels}
      wrong={wrong}
      summary={rowsText.summary(labels.length, inputNames[across], inputNames[up], count)}
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
