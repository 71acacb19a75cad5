import { useState } from "react";
import { InkPicture } from "../../charts/learned/InkPicture.tsx";
import pictures from "../../charts/learned/Samples.module.css";
import type { FilePreview } from "../../data/files/reading.ts";
import type { FileSaid } from "../../data/files/said.ts";
import { accept, cancel, choose, reread } from "../../store/actions/bringIn.ts";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { fileText } from "../../text/openData.ts";
import { Choice } from "./Choice.tsx";
import styles from "./data.module.css";
import { TableChoices } from "./TableChoices.tsx";
import { TableReading } from "./TableReading.tsx";
import { ValueChoices } from "./ValueChoices.tsx";

/** What is in the files, how they are read, and what would be opened. */
export function FileChoices(props: {
  title: string;
  preview: FilePreview;
  reading: { readonly what: FileSaid; readonly done: number; readonly total: number } | null;
}) {
  const { title, preview, reading } = props;
  const [isKept, keep] = useState(false);
  const { options, data, faults, notes, warnings = [], repeats = 0, table } = preview;
  return (
    <>
      <h3>{title}</h3>
      {data ? <Summary data={data} /> : null}
      {options.kind === "table" && table ? (
        <>
          <TableReading options={options} table={table} onChoose={choose} onReread={reread} />
          <TableChoices options={options} table={table} onChoose={choose} />
          <ValueChoices options={options} table={table} repeats={repeats} onChoose={choose} />
        </>
      ) : null}
      {options.kind === "pictures" ? (
        <Choice
          isChosen={options.isDarkOnLight}
          onChoose={(isDarkOnLight) => choose({ ...options, isDarkOnLight })}
          name={fileText.darkOnLight}
        />
      ) : null}
      {options.kind === "idx" ? (
        <Choice
          isChosen={options.isTurned}
          onChoose={(isTurned) => choose({ ...options, isTurned })}
          name={fileText.onTheirSide}
        />
      ) : null}
      {data && data.samples.length > 0 ? <SampleImages data={data} /> : null}
      {warnings.length > 0 ? (
        <section className={styles.warnings} aria-label={fileText.warnings}>
          <b>{fileText.warningsLead}</b>
          <ul>
            {warnings.map(sentenceOf).map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {notes.length > 0 ? (
        <ul className={styles.notes}>
          {notes.map(sentenceOf).map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      {faults.length > 0 ? (
        <div role="alert" className={styles.faults}>
          <b>{fileText.faults}</b>
          <ul>
            {faults.map(sentenceOf).map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {reading ? (
        <progress aria-label={sentenceOf(reading.what)} value={reading.done} max={Math.max(1, reading.total)} />
      ) : null}
      <Choice isChosen={isKept} onChoose={keep} name={fileText.keep} />
      <p className={styles.answers}>
        <button type="button" className="btn next" disabled={!data || reading !== null} onClick={() => accept(isKept)}>
          {fileText.open}
        </button>
        <button type="button" className="btn" onClick={cancel}>
          {fileText.cancel}
        </button>
        <span className="hint">{fileText.startsOver}</span>
      </p>
    </>
  );
}

type Data = NonNullable<FilePreview["data"]>;

/** Classes that are named one by one. */
const mostClasses = 12;

function Summary({ data }: { data: Data }) {
  const { kind, inputShape, inputNames, classes, perClass, validationCount, testCount } = data;
  return (
    <p>
      <b>{fileText.examples(data.count, kind)}</b>{" "}
      {fileText.summary({
        kind,
        inputShape,
        inputs: inputNames.length,
        classes: classes.length,
        shown: classes.slice(0, mostClasses).map((name, c) => [name, perClass[c]] as const),
        validation: validationCount,
        test: testCount,
      })}
    </p>
  );
}

function SampleImages({ data: { samples, sampleLabels, inputShape, classes } }: { data: Data }) {
  const size = inputShape[0] * inputShape[1];
  return (
    <div className={`${pictures.samples} ${styles.samples}`}>
      {Array.from(sampleLabels, (label, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sample is its place
        <figure key={i}>
          <InkPicture
            pixels={samples.subarray(i * size, (i + 1) * size)}
            shape={inputShape}
            name={fileText.sample(classes[label])}
          />
          <figcaption>{classes[label]}</figcaption>
        </figure>
      ))}
    </div>
  );
}
