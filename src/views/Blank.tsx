import styles from "./Blank.module.css";

interface BlankOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

/** A native select that reads like a gap in a sentence. `label` is its accessible name; `text` what stands before it. */
export function Blank(props: {
  label: string;
  text: string;
  value: string;
  options: readonly BlankOption[];
  onChange: (value: string) => void;
}) {
  const { label, text, value, options, onChange } = props;
  const shown = options.find((option) => option.value === value)?.label ?? "";
  return (
    <label className={styles.blank} title={shown}>
      <span>{text}</span>
      <span className={styles.choice} data-shown={shown}>
        <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}
