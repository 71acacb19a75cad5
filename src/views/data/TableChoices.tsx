import type { Column, ColumnKind, TableOptions } from "../../data/files/reading.ts";

const kinds: Readonly<Record<ColumnKind | "label", string>> = {
  label: "the label",
  number: "a number",
  category: "a category",
  omit: "left out",
};

/** The first rows, over every column what it is taken for, and what is to be known of the table as a whole. */
export function TableChoices(props: {
  options: TableOptions;
  columns: readonly Column[];
  rows: readonly (readonly string[])[];
  onChoose: (options: TableOptions) => void;
}) {
  const { options, columns, rows, onChoose } = props;
  const hasMissing = columns.some(({ missing }) => missing > 0);
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
      <section className="grid" aria-label="First rows" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map(({ name }, c) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={c} scope="col" className={c === options.label ? "label" : undefined}>
                  {name}
                  <select
                    aria-label={`Column ${name}`}
                    value={c === options.label ? "label" : options.columns[c]}
                    onChange={(event) => take(c, event.target.value)}
                  >
                    {Object.entries(kinds).map(([value, label]) => (
                      <option key={value} value={value}>
                        {label}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, r) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={r}>
                {row.map((value, c) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={c} className={lookOf(options, c)}>
                    {value === "" ? "–" : value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="choices">
        <label className="check">
          <input
            type="checkbox"
            checked={options.hasHeader}
            onChange={(event) => onChoose({ ...options, hasHeader: event.target.checked })}
          />
          The first row holds the names
        </label>
        {hasMissing ? (
          <label className="check">
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
      </p>
    </>
  );
}

function lookOf({ label, columns }: TableOptions, c: number): string | undefined {
  if (c === label) return "label";
  return columns[c] === "omit" ? "omitted" : undefined;
}
