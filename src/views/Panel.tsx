import { type ReactNode, useCallback, useState } from "react";
import { Line } from "../charts/Line.tsx";
import { TableToggle, TableTwin, type TwinTable } from "../charts/TableTwin.tsx";
import { useStore } from "../store/store.ts";
import styles from "./Panel.module.css";

/** A titled region with a chart and, behind a toggle, the same numbers as a table. */
export function Panel(props: {
  /** For what leads here. */
  id?: string;
  title: string;
  say?: ReactNode;
  state?: ReactNode;
  /** Stands at the end of the heading row. */
  tools?: ReactNode;
  className: string;
  /** The same in fewer words, for where there is no room. */
  sayShort?: ReactNode;
  stateShort?: ReactNode;
  /** Replaces the usual heading row. */
  head?: ReactNode;
  table: () => TwinTable;
  /** The chart, or, where something beside it must stay, what makes the panel from the table or null. */
  children: ReactNode | ((twin: ReactNode) => ReactNode);
}) {
  const { id, title, say, sayShort, state, stateShort, tools, className, head, table, children } = props;
  const prefersTables = useStore((state) => state.preferences.charts === "tables");
  const [chosen, choose] = useState<boolean | null>(null);
  const asTable = chosen ?? prefersTables;
  const toggle = useCallback(() => choose((was) => !(was ?? prefersTables)), [prefersTables]);
  const twin = asTable ? <TableTwin {...table()} /> : null;
  return (
    <section className={`${styles.panel} ${className}`} id={id} aria-label={title}>
      {head ?? (
        <div className={styles.hd}>
          <h2>{title}</h2>
          {say ? (
            <Line className={styles.say} shorter={[sayShort]}>
              {say}
            </Line>
          ) : null}
          {state ? (
            <Line className={`${styles.state} wordy`} shorter={[stateShort]}>
              {state}
            </Line>
          ) : null}
          {tools}
        </div>
      )}
      <TableToggle name={title} pressed={asTable} onToggle={toggle} />
      {typeof children === "function" ? children(twin) : (twin ?? children)}
    </section>
  );
}
