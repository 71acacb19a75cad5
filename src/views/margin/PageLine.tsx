import type { ReactNode } from "react";
import styles from "./PageLine.module.css";

/** A line of a page: what is set or told, and its control or figure. */
export function PageLine({ name, note, children }: { name: ReactNode; note?: string; children: ReactNode }) {
  return (
    <div className={styles.line}>
      <span>
        {name}
        {note ? <small>{note}</small> : null}
      </span>
      <span className={styles.what}>{children}</span>
    </div>
  );
}
