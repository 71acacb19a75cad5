import type { ReactNode } from "react";
import styles from "./CompareStates.module.css";

/** A table of the two states; a window that is too narrow for it scrolls it to the side. */
export function TableAside(props: {
  caption: string;
  /** The first names the rows. */
  columns: readonly ReactNode[];
  rows: readonly (readonly ReactNode[])[];
}) {
  const { caption, columns, rows } = props;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.table} aria-label={caption} tabIndex={0}>
      <table>
        <caption className="vh">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, c) =>
              column === "" ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are their place
                <td key={c} />
              ) : (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are their place
                <th key={c} scope="col">
                  {column}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are their place
            <tr key={r}>
              {row.map((cell, c) =>
                c === 0 ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are their place
                  <th key={c} scope="row">
                    {cell}
                  </th>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns are their place
                  <td key={c}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
