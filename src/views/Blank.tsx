import type { ReactNode } from "react";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

/** A native select that reads like a gap in a sentence. `label` is its accessible name; `text` what stands before it. */
export function Blank(props: {
  label: string;
  text?: ReactNode;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
  title?: string;
}) {
  const { label, text, value, options, onChange, title } = props;
  return (
    <label className="blank" title={title}>
      {text === undefined ? null : <span>{text}</span>}
      <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled ?? false}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  );
}
