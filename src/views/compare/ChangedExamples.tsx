import { useMemo, useState } from "react";
import { filled } from "../../charts/filled.ts";
import { Boundary } from "../../charts/learned/Boundary.tsx";
import { ExamplePicture } from "../../charts/learned/ExamplePicture.tsx";
import { TableToggle, TableTwin } from "../../charts/TableTwin.tsx";
import type { ChangedExamples as Changed, StateComparison } from "../../recipe/compareStates.ts";
import { changedText, which as names, type Which } from "../../text/compareStates.ts";
import { count, nounOf } from "../../text/numbers.ts";
import type { DifferingExamples } from "../../worker/protocol.ts";
import styles from "./CompareStates.module.css";

/** Examples in the table at most. */
const mostListed = 200;

/** Examples that one of the two states gets right and the other does not. */
export function ChangedExamples(props: {
  comparison: Pick<StateComparison, "one" | "other">;
  changed: Changed;
  examples: DifferingExamples;
}) {
  const { comparison, changed, examples } = props;
  const { onlyOne, onlyOther, bothRight, bothWrong, wrongOtherwise } = changed;
  const [asTable, setAsTable] = useState(false);
  const { one, other } = comparison;
  const { labels, kind } = examples;
  const rows = [...onlyOne, ...onlyOther].sort((a, b) => a - b);
  const listed = rows.slice(0, mostListed).map((row) => {
    const [is, first, second] = [labels[row], one.predictions[row], other.predictions[row]];
    return [count(row + 1), one.classes[is], one.classes[first], one.classes[second]];
  });
  return (
    <section aria-label={changedText.title}>
      <div className={styles.head}>
        <h3>{changedText.title}</h3>
        {rows.length > 0 ? (
          <TableToggle name={changedText.title} pressed={asTable} onToggle={() => setAsTable(!asTable)} />
        ) : null}
      </div>
      <p>
        {changedText.summary(labels.length, nounOf({ kind, classes: one.classes }), {
          changed: rows.length,
          bothRight,
          bothWrong,
          wrongOtherwise,
        })}
      </p>
      {asTable ? (
        <TableTwin {...changedText.table(listed.length, rows.length)} rows={listed} />
      ) : (
        <div className={styles.columns}>
          <Side which="first" rows={onlyOne} {...props} />
          <Side which="second" rows={onlyOther} {...props} />
        </div>
      )}
    </section>
  );
}

/** What one state alone gets right; of points, on its own map those that the other alone gets right. */
function Side(props: {
  which: Which;
  rows: readonly number[];
  comparison: Pick<StateComparison, "one" | "other">;
  changed: Changed;
  examples: DifferingExamples;
}) {
  const { which, rows, comparison, changed, examples } = props;
  const { kind, labels, inputs, fields, inputShape } = examples;
  const [own, others] = which === "first" ? ([0, comparison.other] as const) : ([1, comparison.one] as const);
  const missed = which === "first" ? changed.onlyOther : changed.onlyOne;
  const marked = useMemo(() => {
    const bits = new Uint8Array(labels.length);
    for (const row of missed) bits[row] = 1;
    return bits;
  }, [labels, missed]);
  const rival = which === "first" ? "second" : "first";
  if (fields)
    return (
      <figure className={styles.map}>
        <Boundary
          field={fields[own]}
          points={inputs[own] as Float32Array}
          labels={labels}
          broken={marked}
          summary={changedText.map(which, missed.length, rival)}
        />
        <figcaption>
          <span className={styles[which]}>{changedText.the(which)}</span>
          {changedText.ringed(missed.length, rival)}
        </figcaption>
      </figure>
    );
  const size = inputShape.reduce((product, side) => product * side, 1);
  const isDrawn = kind === "images" || kind === "signals";
  const drawn = isDrawn ? inputs[own].length / size : 0;
  return (
    <div>
      <p className={styles.only}>
        {filled(
          changedText.only(
            <b>{count(rows.length)}</b>,
            <span className={styles[which]}>{names[which]}</span>,
            isDrawn && rows.length > drawn ? drawn : null,
          ),
        )}
      </p>
      <div className={styles.pictures}>
        {rows.slice(0, drawn).map((row, i) => {
          const { classes, predictions } = others;
          const [is, read] = [classes[labels[row]], classes[predictions[row]]];
          return (
            <figure key={row}>
              <ExamplePicture
                values={inputs[own].subarray(i * size, (i + 1) * size)}
                shape={inputShape}
                name={changedText.picture(is, read, rival)}
              />
              <figcaption>{changedText.isNot(is, read)}</figcaption>
            </figure>
          );
        })}
      </div>
    </div>
  );
}
