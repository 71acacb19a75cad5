import { type ReactNode, useCallback, useState } from "react";
import { TableToggle, TableTwin, type TwinTable } from "../../charts/TableTwin.tsx";
import { useStore } from "../../store/store.ts";
import styles from "./Region.module.css";

/** A picture of the stage: a region with a name that is heard, and the same figures as a table behind an icon that shows when the
 *  picture is pointed at or has the focus. */
export function Region(props: {
  readonly title: string;
  readonly className: string;
  readonly table: () => TwinTable;
  readonly children: ReactNode;
}) {
  const { title, className, table, children } = props;
  const prefersTables = useStore((state) => state.preferences.charts === "tables");
  const [chosen, choose] = useState<boolean | null>(null);
  const asTable = chosen ?? prefersTables;
  const toggle = useCallback(() => choose((was) => !(was ?? prefersTables)), [prefersTables]);
  return (
    <section className={`${styles.region} ${className}`} aria-label={title}>
      <h2 className="vh">{title}</h2>
      <div className={styles.toggle}>
        <TableToggle name={title} pressed={asTable} onToggle={toggle} />
      </div>
      {asTable ? <TableTwin {...table()} /> : children}
    </section>
  );
}
