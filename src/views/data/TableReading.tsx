import type { TableOptions, TablePreview } from "../../data/files/reading.ts";
import { type Dialect, mostAbove } from "../../data/files/table/dialect.ts";
import { encodingNames, separatorNames } from "../../text/encodings.ts";
import { tableText } from "../../text/openData.ts";
import { Choice } from "./Choice.tsx";
import styles from "./data.module.css";

/** How a table's file is read, as it was guessed, to be set otherwise. */
export function TableReading(props: {
  options: TableOptions;
  table: TablePreview;
  onChoose: (options: TableOptions) => void;
  onReread: (dialect: Partial<Dialect>) => void;
}) {
  const { options, table, onChoose, onReread } = props;
  const { encoding, separator, decimal, above } = options.dialect;
  return (
    <div className={styles.choices}>
      <Menu
        name={tableText.separator}
        value={separator}
        labels={separatorNames}
        onChange={(value) => onReread({ encoding, separator: value })}
      />
      <Menu
        name={tableText.decimal}
        value={decimal ?? ""}
        labels={tableText.decimals}
        onChange={(value) => onReread({ encoding, separator, above, decimal: value === "" ? null : value })}
      />
      <Menu
        name={tableText.encoding}
        value={encoding}
        labels={encodingNames}
        onChange={(value) => onReread({ encoding: value })}
      />
      <label className={styles.check}>
        {tableText.above}
        <input
          type="number"
          min={0}
          max={mostAbove}
          value={above}
          onChange={(event) => {
            const rows = Math.round(event.target.valueAsNumber);
            if (rows >= 0 && rows <= mostAbove) onReread({ encoding, separator, decimal, above: rows });
          }}
        />
      </label>
      <Choice
        isChosen={options.hasHeader}
        onChoose={(hasHeader) => onChoose({ ...options, hasHeader, skipsUnits: hasHeader && table.hasUnits })}
        name={tableText.header}
      />
      {table.hasUnits && options.hasHeader ? (
        <Choice
          isChosen={options.skipsUnits}
          onChoose={(skipsUnits) => onChoose({ ...options, skipsUnits })}
          name={tableText.units}
        />
      ) : null}
    </div>
  );
}

function Menu<Value extends string>(props: {
  name: string;
  value: Value;
  labels: Readonly<Record<Value, string>>;
  onChange: (value: Value) => void;
}) {
  const { name, value, labels, onChange } = props;
  return (
    <label className={styles.check}>
      {name}
      <select aria-label={name} value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {Object.entries<string>(labels).map(([one, label]) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
