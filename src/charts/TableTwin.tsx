import { Table2 } from "lucide-react";
import { memo } from "react";
import { asTable } from "../text/table.ts";
import styles from "./TableTwin.module.css";

/** A chart's numbers as a table. */
export interface TwinTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

export const TableToggle = memo(function TableToggle(props: { name: string; pressed: boolean; onToggle: () => void }) {
  const { name, pressed, onToggle } = props;
  return (
    <button
      type="button"
      className={`icon ${styles.toggle}`}
      aria-label={asTable(name)}
      title={asTable(name)}
      aria-pressed={pressed}
      onClick={onToggle}
    >
      <Table2 aria-hidden />
    </button>
  );
});

/** The table that stands in for a chart; scrolls within the chart's place. */
export function TableTwin({ caption, columns, rows }: TwinTable) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.twin} aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are their place
            <tr key={i}>
              {row.map((cell, c) =>
                c === 0 ? (
                  <th key={columns[c]} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={columns[c]}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
