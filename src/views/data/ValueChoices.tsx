import type { TableOptions, TablePreview } from "../../data/files/reading.ts";
import { count } from "../../text/numbers.ts";
import { Choice } from "./Choice.tsx";
import styles from "./data.module.css";

/** What becomes of missing values, marks among words, values that are no numbers, repeated rows, and columns that are pixels; each only
 *  where the table has such. */
export function ValueChoices(props: {
  options: TableOptions;
  table: TablePreview;
  repeats: number;
  onChoose: (options: TableOptions) => void;
}) {
  const { options, table, repeats, onChoose } = props;
  const { words, images } = options;
  const hasMissing = table.columns.some(
    ({ missing }, c) => missing > 0 && c !== options.label && options.columns[c] !== "omit",
  );
  return (
    <div className={styles.choices}>
      {table.pixels === null ? null : (
        <Choice
          isChosen={images !== null}
          onChoose={(chosen) =>
            onChoose({ ...options, images: chosen ? { side: table.pixels!, isTurned: false } : null })
          }
          name={`Every row is an image of ${table.pixels} × ${table.pixels} pixels`}
        />
      )}
      {images ? (
        <Choice
          isChosen={images.isTurned}
          onChoose={(isTurned) => onChoose({ ...options, images: { ...images, isTurned } })}
          name="Images lie on their side, as EMNIST’s do: rows and columns change places"
        />
      ) : null}
      {hasMissing ? (
        <label className={styles.check}>
          Rows with missing values are
          <select
            aria-label="Rows with missing values"
            value={options.missing}
            onChange={(event) => onChoose({ ...options, missing: event.target.value as TableOptions["missing"] })}
          >
            <option value="omit">left out</option>
            <option value="fill">filled with the mean</option>
          </select>
        </label>
      ) : null}
      {table.marks.map(({ mark, text, count: times, columns }) => {
        const isWord = words.includes(mark);
        return (
          <Choice
            key={mark}
            isChosen={!isWord}
            onChoose={(isMissing) =>
              onChoose({ ...options, words: isMissing ? words.filter((one) => one !== mark) : [...words, mark] })
            }
            name={`“${text}” stands for a missing value: ${count(times)} rows ${isWord ? "would lack" : "lack"} their ${columns.join(" or ")}${isWord ? "" : "; else it is a value of its own"}`}
          />
        );
      })}
      {table.hasWrong ? (
        <Choice
          isChosen={options.wrong === "missing"}
          onChoose={(isMissing) => onChoose({ ...options, wrong: isMissing ? "missing" : "fault" })}
          name="Values that are no numbers, in columns of numbers, are missing values"
        />
      ) : null}
      {table.hasTwins ? (
        <Choice
          isChosen={options.mergesCase}
          onChoose={(mergesCase) => onChoose({ ...options, mergesCase })}
          name="Words that differ in capitals or blanks alone are one"
        />
      ) : null}
      {repeats > 0 ? (
        <Choice
          isChosen={options.repeats === "drop"}
          onChoose={(drops) => onChoose({ ...options, repeats: drops ? "drop" : "keep" })}
          name={`Repeated rows are left out (${count(repeats)})`}
        />
      ) : null}
    </div>
  );
}
