import { type ReactNode, useCallback, useState } from "react";
import { TableToggle, TableTwin, type TwinTable } from "../charts/TableTwin.tsx";
import { useStore } from "../store/store.ts";
import styles from "./Panel.module.css";

/** A region with a name that is heard, with a chart and, behind a toggle, the same numbers as a table. */
export function Panel(props: {
  title: string;
  /** Stands over the chart. */
  note?: string;
  className: string;
  table: () => TwinTable;
  children: ReactNode;
}) {
  const { title, note, className, table, children } = props;
  const prefersTables = useStore((state) => state.preferences.charts === "tables");
  const [chosen, choose] = useState<boolean | null>(null);
  const asTable = chosen ?? prefersTables;
  const toggle = useCallback(() => choose((was) => !(was ?? prefersTables)), [prefersTables]);
  return (
    <section className={`${styles.panel} ${className}`} aria-label={title}>
      <h2 className="vh">{title}</h2>
      {note === undefined ? null : <p>{note}</p>}
      <TableToggle name={title} pressed={asTable} onToggle={toggle} />
      {asTable ? <TableTwin {...table()} /> : children}
    </section>
  );
}
