import type { ReactNode } from "react";
import { railText } from "../../text/act.ts";
import styles from "./Step.module.css";

/** Where a step of the loop stands. Where there is little room one step shows its controls at a time; a tap shows another's. */
export interface StepStage {
  readonly number: number;
  readonly stands: "ahead" | "here" | "done";
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

const looks = { ahead: "", here: styles.here, done: styles.done };

/** A step with its number and name on the rail, a note beside them, and its controls as a sentence below. */
export function Step(props: { id: string; name: string; note?: ReactNode; stage: StepStage; children: ReactNode }) {
  const { id, name, note, stage, children } = props;
  const { number, stands, isOpen, onOpen } = stage;
  return (
    <li
      className={`${styles.step} ${looks[stands]} ${isOpen ? styles.open : ""}`}
      data-step={id}
      style={{ gridColumn: number }}
      aria-current={stands === "here" ? "step" : undefined}
    >
      <div className={styles.title}>
        <span className={styles.number}>{number}</span>
        <h2 className={styles.name}>{name}</h2>
        {note ? <div className={styles.note}>{note}</div> : null}
        <button
          type="button"
          className={styles.tap}
          aria-label={railText.show(number, name)}
          aria-expanded={isOpen}
          onClick={onOpen}
        />
      </div>
      <div className={styles.controls}>{children}</div>
    </li>
  );
}
