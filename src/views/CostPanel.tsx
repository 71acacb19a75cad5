import { useMemo } from "react";
import { CostTable } from "../charts/cost/CostTable.tsx";
import { costsOf } from "../pruning/networkCost.ts";
import { useCut } from "../store/cut.ts";
import { useResult } from "../store/results.ts";
import { useStore } from "../store/store.ts";
import { isSameHandle } from "../worker/stateKey.ts";
import styles from "./CostPanel.module.css";
import { costTable, countRows, sizeRows } from "./costRows.ts";
import { Panel } from "./Panel.tsx";
import { describeSpeed, stepRow } from "./stepRow.ts";
import { useLayerNames } from "./useLayerNames.ts";

/** What the cut costs and saves: counts, multiply-adds, bytes in real formats. */
export function CostPanel() {
  const cut = useCut();
  const names = useLayerNames();
  const preview = useResult("preview");
  const spec = useStore((state) => state.spec);
  const zipped = useResult("gzip");
  const speeds = useStore((state) => state.speeds);
  const sparsity = useStore((state) => state.sparsity);
  const { granularity, groupSize } = useStore((state) => state.setup);
  const costs = useMemo(() => (cut ? costsOf(spec, cut.snapshot.layers, cut.mask) : null), [cut, spec]);
  const isZipped =
    zipped && preview && isSameHandle(zipped.handle, preview.handle) && zipped.key.version === preview.key.version;
  const rows = costs
    ? [
        ...countRows(costs),
        stepRow(speeds),
        ...sizeRows(
          costs,
          isZipped ? zipped.bytes : null,
          granularity === "group" ? { size: groupSize, sparsity } : null,
        ),
      ]
    : [];
  const table = () => ({
    caption: `Cost by layer, biases included${speeds.map(describeSpeed).join("")}`,
    columns: ["Layer", "Sparsity", "Density", "Biases", "Multiply-adds", "Dense", "Bitmask", "CSR", "Ratio"],
    rows: costs ? costTable(costs, names.layers) : [],
  });
  return (
    <Panel
      title="Cost"
      className={styles.panel}
      say="single zeros need a sparse format, whole units do not; with biases"
      sayShort="zeros need a sparse format, units do not"
      table={table}
    >
      <CostTable
        rows={rows}
        isSpare={costs?.smaller === null}
        caption="What the network costs at this cut, biases included"
      />
    </Panel>
  );
}
