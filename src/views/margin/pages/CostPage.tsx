import { useMemo, useState } from "react";
import { CostTable } from "../../../charts/cost/CostTable.tsx";
import { TableToggle, TableTwin } from "../../../charts/TableTwin.tsx";
import { costsOf } from "../../../pruning/networkCost.ts";
import { useCut } from "../../../store/cut.ts";
import { useResult } from "../../../store/results.ts";
import { useStore } from "../../../store/store.ts";
import { costText } from "../../../text/pages.ts";
import { isSameHandle } from "../../../worker/stateKey.ts";
import { costTable, countRows, sizeRows } from "../../costRows.ts";
import { describeSpeed, stepRow } from "../../stepRow.ts";
import { useLayerNames } from "../../useLayerNames.ts";
import styles from "./CostPage.module.css";

/** What the cut costs and saves: work, bytes in real formats, measured speed. */
export function CostPage() {
  const cut = useCut();
  const names = useLayerNames();
  const preview = useResult("preview");
  const spec = useStore((state) => state.spec);
  const zipped = useResult("gzip");
  const speeds = useStore((state) => state.speeds);
  const sparsity = useStore((state) => state.sparsity);
  const { granularity, groupSize } = useStore((state) => state.setup);
  const [asTable, setAsTable] = useState(false);
  const costs = useMemo(() => (cut ? costsOf(spec, cut.snapshot.layers, cut.mask) : null), [cut, spec]);
  if (!costs) return null;
  const isZipped =
    zipped && preview && isSameHandle(zipped.handle, preview.handle) && zipped.key.version === preview.key.version;
  const group = granularity === "group" ? { size: groupSize, sparsity } : null;
  return (
    <section className={styles.cost} aria-label={costText.title}>
      <p>{costText.lead}</p>
      <h3>{costText.work}</h3>
      <CostTable rows={[...countRows(costs), stepRow(speeds)]} caption={costText.workCaption} isSpare={false} />
      <h3>{costText.formats}</h3>
      <CostTable
        rows={sizeRows(costs, isZipped ? zipped.bytes : null, group)}
        caption={costText.formatsCaption}
        isSpare={costs.smaller === null}
      />
      <div className={styles.layers}>
        <h3>{costText.layers}</h3>
        <TableToggle name={costText.title} pressed={asTable} onToggle={() => setAsTable(!asTable)} />
      </div>
      {asTable ? (
        <TableTwin
          caption={costText.table.caption(speeds.map(describeSpeed))}
          columns={costText.table.columns}
          rows={costTable(costs, names.layers)}
        />
      ) : null}
    </section>
  );
}
