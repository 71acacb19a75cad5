import { useState } from "react";
import { filled } from "../../charts/filled.ts";
import type { ColumnKind, TableOptions, TablePreview } from "../../data/files/reading.ts";
import { columnKinds, numberRead, tableText } from "../../text/openData.ts";
import styles from "./data.module.css";

/** Columns that are shown at a time. */
const shownColumns = 40;

/** The first rows, and over every column what it is taken for. */
export function TableChoices(props: {
  options: TableOptions;
  table: TablePreview;
  onChoose: (options: TableOptions) => void;
}) {
  const { options, table, onChoose } = props;
  const { columns, rows } = table;
  const [from, setFrom] = useState(0);
  const first = from < columns.length ? from : 0;
  const places = Array.from({ length: Math.min(shownColumns, columns.length - first) }, (_, i) => first + i);
  const take = (c: number, kind: string) =>
    onChoose(
      kind === "label"
        ? { ...options, label: c }
        : {
            ...options,
            // The label must be somewhere: a column that was it and is no more hands it on to the next.
            label: c === options.label ? (c + 1) % columns.length : options.label,
            columns: options.columns.with(c, kind as ColumnKind),
          },
    );
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.grid} aria-label={tableText.region} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {places.map((c) => (
                <th key={c} scope="col" className={c === options.label ? styles.label : undefined}>
                  {columns[c].name}
                  {options.images && c !== options.label ? (
                    <small>{tableText.pixel}</small>
                  ) : (
                    <select
                      aria-label={tableText.column(columns[c].name)}
                      value={c === options.label ? "label" : options.columns[c]}
                      onChange={(event) => take(c, event.target.value)}
                    >
                      {Object.entries(columnKinds).map(([value, label]) => (
                        <option key={value} value={value}>
                          {label}
                        </option>
                      ))}
                    </select>
                  )}
                  {columns[c].reads === null || lookOf(options, c) === styles.omitted ? null : (
                    <small>{numberRead(columns[c].reads)}</small>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={r}>
                {places.map((c) => (
                  <td key={c} className={lookOf(options, c)}>
                    {row[c] || tableText.empty}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {columns.length > shownColumns ? (
        <p className={styles.choices}>
          <button
            type="button"
            className="btn"
            disabled={first === 0}
            onClick={() => setFrom(Math.max(0, first - shownColumns))}
          >
            {tableText.before}
          </button>
          <span>
            {filled(
              tableText.shown(first + 1, first + places.length, columns.length, <b>{columns[options.label].name}</b>),
            )}
          </span>
          <button
            type="button"
            className="btn"
            disabled={first + shownColumns >= columns.length}
            onClick={() => setFrom(first + shownColumns)}
          >
            {tableText.after}
          </button>
        </p>
      ) : null}
    </>
  );
}

function lookOf({ label, columns, images }: TableOptions, c: number): string | undefined {
  if (c === label) return styles.label;
  return !images && columns[c] === "omit" ? styles.omitted : undefined;
}
