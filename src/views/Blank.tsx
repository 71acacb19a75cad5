import type { ReactNode } from "react";

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
  /** Why it cannot be chosen now; told, and disables it. */
  readonly reason?: string | null;
}

/** The label, with the reason where there is one; a reason may begin with the label. */
function told({ label, reason }: Option): string {
  if (!reason) return label;
  return reason.startsWith(label) ? reason : `${label} – ${reason}`;
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
  const chosen = options.find((option) => option.value === value);
  const shown = chosen ? told(chosen) : "";
  return (
    <label className="blank" title={title ?? shown}>
      {text === undefined ? null : <span>{text}</span>}
      <span className="choice" data-shown={shown}>
        <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={Boolean(option.disabled || option.reason)}>
              {told(option)}
            </option>
          ))}
        </select>
      </span>
    </label>
  );
}
