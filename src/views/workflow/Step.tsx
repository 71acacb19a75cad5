import type { ReactNode } from "react";
import type { Option } from "../Blank.tsx";
import styles from "./Step.module.css";

/** Where a step of the loop stands. On phones one step is open at a time; a tap opens another. */
export interface StepStage {
  readonly number: number;
  readonly stands: "ahead" | "here" | "done";
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

const looks = { ahead: "", here: styles.here, done: styles.done };

/** A step with its number and name; `id` is its mark for the styles. */
export function Step(props: { id: string; name: string; stage: StepStage; children: ReactNode }) {
  const { id, name, stage, children } = props;
  const { number, stands, isOpen, onOpen } = stage;
  return (
    <li
      className={`${styles.step} ${looks[stands]} ${isOpen ? styles.open : ""}`}
      data-step={id}
      aria-current={stands === "here" ? "step" : undefined}
    >
      <div className={styles.hd}>
        <span className={styles.number}>{number}</span>
        <h2 className={styles.name}>{name}</h2>
        <button
          type="button"
          className={`${styles.tap} only-phone`}
          aria-label={`Show step ${number}, ${name}`}
          aria-expanded={isOpen}
          onClick={onOpen}
        />
      </div>
      {children}
    </li>
  );
}

/** A control under its small label. The label is for the eye: the control has its own name. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}

/** Choices of a number, with the current one among them. */
export const numbers = (values: readonly number[], current: number): Option[] =>
  [...new Set([...values, current])]
    .sort((a, b) => a - b)
    .map((value) => ({ value: String(value), label: String(value) }));
