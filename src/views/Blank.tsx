import type { ReactNode } from "react";
import styles from "./Blank.module.css";
import type { Option } from "./margin/Choices.tsx";
import { useDecided } from "./useDecided.ts";

interface BlankOption extends Option {
  readonly disabled?: boolean;
  /** It asks for more before anything is chosen. */
  readonly asks?: boolean;
}

/** The label, with the reason where there is one; a reason may begin with the label. */
function describeOption({ label, reason }: BlankOption): string {
  if (!reason) return label;
  return reason.startsWith(label) ? reason : `${label} – ${reason}`;
}

/** A native select that reads like a gap in a sentence. `label` is its accessible name; `text` what stands before it; `startsOver` where
 *  a choice replaces the network, so that arrow keys only pass through the others. */
export function Blank(props: {
  label: string;
  text?: ReactNode;
  value: string;
  options: readonly BlankOption[];
  onChange: (value: string) => void;
  title?: string;
  startsOver?: boolean;
}) {
  const { label, text, value, options, onChange, title, startsOver = false } = props;
  const asks = (choice: string) => options.some((option) => option.value === choice && option.asks);
  const { handlers, waits, ...choice } = useDecided(value, onChange, startsOver ? "decided" : "at once", asks);
  const chosen = options.find((option) => option.value === choice.shown);
  const shown = chosen ? describeOption(chosen) : "";
  return (
    <label className={styles.blank} title={title ?? shown}>
      {text === undefined ? null : <span>{text}</span>}
      <span className={styles.choice} data-shown={shown}>
        <select aria-label={label} value={choice.shown} {...handlers}>
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={Boolean(option.disabled || option.reason)}>
              {describeOption(option)}
            </option>
          ))}
        </select>
      </span>
      {startsOver ? <Waits waits={waits} /> : null}
    </label>
  );
}

/** Says what makes a choice count that keys have passed to. */
export const Waits = ({ waits }: { waits: boolean }) => (
  <span className={styles.waits} role="status">
    {waits ? "Enter takes it" : ""}
  </span>
);
