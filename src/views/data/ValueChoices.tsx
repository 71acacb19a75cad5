import type { TableOptions, TablePreview } from "../../data/files/reading.ts";
import { tableText } from "../../text/openData.ts";
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
          name={tableText.images(table.pixels)}
        />
      )}
      {images ? (
        <Choice
          isChosen={images.isTurned}
          onChoose={(isTurned) => onChoose({ ...options, images: { ...images, isTurned } })}
          name={tableText.onTheirSide}
        />
      ) : null}
      {hasMissing ? (
        <label className={styles.check}>
          {tableText.missingAre}
          <select
            aria-label={tableText.missing}
            value={options.missing}
            onChange={(event) => onChoose({ ...options, missing: event.target.value as TableOptions["missing"] })}
          >
            {Object.entries(tableText.missingWays).map(([way, label]) => (
              <option key={way} value={way}>
                {label}
              </option>
            ))}
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
            name={tableText.mark(text, times, columns, isWord)}
          />
        );
      })}
      {table.hasWrong ? (
        <Choice
          isChosen={options.wrong === "missing"}
          onChoose={(isMissing) => onChoose({ ...options, wrong: isMissing ? "missing" : "fault" })}
          name={tableText.wrong}
        />
      ) : null}
      {table.hasTwins ? (
        <Choice
          isChosen={options.mergesCase}
          onChoose={(mergesCase) => onChoose({ ...options, mergesCase })}
          name={tableText.twins}
        />
      ) : null}
      {repeats > 0 ? (
        <Choice
          isChosen={options.repeats === "drop"}
          onChoose={(drops) => onChoose({ ...options, repeats: drops ? "drop" : "keep" })}
          name={tableText.repeats(repeats)}
        />
      ) : null}
    </div>
  );
}
