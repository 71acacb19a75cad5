import { useState } from "react";
import { InkPicture } from "../../charts/learned/InkPicture.tsx";
import pictures from "../../charts/learned/Samples.module.css";
import type { FilePreview } from "../../data/files/reading.ts";
import { accept, cancel, choose, reread } from "../../store/actions/bringIn.ts";
import { count, examplesOf } from "../../text/numbers.ts";
import { Choice } from "./Choice.tsx";
import styles from "./data.module.css";
import { TableChoices } from "./TableChoices.tsx";
import { TableReading } from "./TableReading.tsx";
import { ValueChoices } from "./ValueChoices.tsx";

/** What is in the files, how they are read, and what would be opened. */
export function FileChoices(props: {
  title: string;
  preview: FilePreview;
  reading: { readonly what: string; readonly done: number; readonly total: number } | null;
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
          name="Dark ink on light ground: ink is what the network reads"
        />
      ) : null}
      {options.kind === "idx" ? (
        <Choice
          isChosen={options.isTurned}
          onChoose={(isTurned) => choose({ ...options, isTurned })}
          name="Images lie on their side, as EMNIST’s do: rows and columns change places"
        />
      ) : null}
      {data && data.samples.length > 0 ? <SampleImages data={data} /> : null}
      {warnings.length > 0 ? (
        <section className={styles.warnings} aria-label="Before you trust its accuracy">
          <b>Before you trust its accuracy:</b>
          <ul>
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {notes.length > 0 ? (
        <ul className={styles.notes}>
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      {faults.length > 0 ? (
        <div role="alert" className={styles.faults}>
          <b>It cannot be opened like this:</b>
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {reading ? <progress aria-label={reading.what} value={reading.done} max={Math.max(1, reading.total)} /> : null}
      <Choice
        isChosen={isKept}
        onChoose={keep}
        name="Keep this data in this browser, so that a reload finds it: it goes with the session that is deleted"
      />
      <p className={styles.answers}>
        <button type="button" className="btn next" disabled={!data || reading !== null} onClick={() => accept(isKept)}>
          Open
        </button>
        <button type="button" className="btn" onClick={cancel}>
          Cancel
        </button>
        <span className="hint">A network in training starts over with the new data.</span>
      </p>
    </>
  );
}

type Data = NonNullable<FilePreview["data"]>;

/** Classes that are named one by one. */
const mostClasses = 12;

function Summary({ data }: { data: Data }) {
  const { kind, inputShape, inputNames, classes, perClass, validationCount, testCount } = data;
  const inputs =
    kind === "images"
      ? `${inputShape.join(" × ")} pixels`
      : `${count(inputNames.length)} ${inputNames.length === 1 ? "input" : "inputs"}`;
  const shown = classes.slice(0, mostClasses).map((name, c) => `${name} (${count(perClass[c])})`);
  const parts = [
    ...(validationCount > 0 ? [`${count(validationCount)} of them the validation set`] : []),
    ...(testCount > 0 ? [`${count(testCount)} of them the test set`] : []),
  ];
  return (
    <p>
      <b>
        {count(data.count)} {examplesOf[kind]}
      </b>{" "}
      of {inputs}
      {parts.length > 0 ? `, ${parts.join(" and ")}` : ""}; {classes.length} classes: {shown.join(", ")}
      {classes.length > mostClasses ? ", …" : ""}.
      {kind === "table" ? " Numbers are brought to mean 0 and standard deviation 1 of the training rows." : ""}
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
            name={`a sample of ${classes[label]}`}
          />
          <figcaption>{classes[label]}</figcaption>
        </figure>
      ))}
    </div>
  );
}
