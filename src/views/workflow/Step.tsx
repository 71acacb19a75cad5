import type { ReactNode } from "react";
import type { Option } from "../Blank.tsx";
import styles from "./Step.module.css";

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
