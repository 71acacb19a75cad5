import { type CostRow, CostTable } from "../charts/cost/CostTable.tsx";
import { isSameHandle } from "../engine/protocol.ts";
import { outputPositions } from "../network/count.ts";
import { costOf, groupBytes, type LayerCost } from "../pruning/cost.ts";
import { prunedOfGroup } from "../pruning/cut.ts";
import { useCut } from "../store/cut.ts";
import { useStore } from "../store/store.ts";
import { bytes, count, percent } from "./format.ts";
import { Panel } from "./Panel.tsx";
import { speedTold, stepRow } from "./stepRow.ts";
import { useLayerNames } from "./useLayerNames.ts";

/** What the cut costs and saves: counts, multiply-adds, bytes in real formats. */
export function CostPanel() {
  const cut = useCut();
  const names = useLayerNames();
  const preview = useStore((state) => state.preview);
  const spec = useStore((state) => state.spec);
  const zipped = useStore((state) => state.gzip);
  const speeds = useStore((state) => state.speeds);
  const sparsity = useStore((state) => state.sparsity);
  const { granularity, groupSize } = useStore((state) => state.setup);
  const costs = cut ? costOf(cut.snapshot.layers, cut.mask, spec ? outputPositions(spec) : []) : [];
  const sum = (pick: (cost: LayerCost) => number) => costs.reduce((total, cost) => total + pick(cost), 0);
  const [total, kept] = [sum((cost) => cost.total), sum((cost) => cost.kept)];
  const dense = sum((cost) => cost.bytes.dense);
  const sumOf = (what: (cost: LayerCost) => string) => costs.map(what).join(" + ");
  const format = (label: string, size: number, how: string) => ({
    label,
    how: `${how} = ${bytes(size)}`,
    value: bytes(size),
    share: size / dense,
    remark: size < dense ? `${(dense / size).toFixed(1)}× smaller` : "larger than dense",
  });
  const rows: readonly CostRow[] = cut
    ? [
        {
          label: "Weights kept",
          value: count(kept),
          share: kept / total,
          remark: `${percent(kept / total)}\u202f% of ${count(total)}`,
          how: `${sumOf((cost) => count(cost.kept))} = ${count(kept)}, layer by layer`,
        },
        {
          label: "Multiply-adds",
          extra: "desk",
          value: count(sum((cost) => cost.multiplyAdds.masked)),
          share: sum((cost) => cost.multiplyAdds.masked) / sum((cost) => cost.multiplyAdds.dense),
          remark: `of ${count(sum((cost) => cost.multiplyAdds.dense))}`,
          how: `kept weights × places of the output: ${sumOf(({ kept, multiplyAdds }) => `${count(kept)} × ${kept === 0 ? "…" : count(multiplyAdds.masked / kept)}`)}`,
        },
        stepRow(speeds),
        {
          label: "Dense, 32-bit",
          value: bytes(dense),
          share: kept / total,
          remark: kept < total ? "zeros stored too" : "as trained",
          how: `${count(total)} × 4 B`,
          hollow: 1,
        },
        zipped && preview && isSameHandle(zipped.handle, preview.handle) && zipped.key.version === preview.key.version
          ? format("Same, gzipped", zipped.bytes, "measured: gzip of the masked kernels")
          : { label: "Same, gzipped", value: "…", share: 0, remark: "measured at rest" },
        format(
          "Bitmask + values",
          sum((cost) => cost.bytes.bitmask),
          `${sumOf((cost) => `${count(cost.total)} / 8`)} (rounded up) + ${count(kept)} × 4 B`,
        ),
        format(
          `CSR, ${Math.max(...costs.map((cost) => cost.indexBits))}-bit index`,
          sum((cost) => cost.bytes.csr),
          sumOf(({ kept, indexBits, bytes }) => {
            const values = kept * (4 + indexBits / 8);
            return `${count(kept)} × ${4 + indexBits / 8} B + ${count((bytes.csr - values) / 4)} × 4 B`;
          }),
        ),
        ...(granularity === "group"
          ? [
              format(
                `${groupSize - prunedOfGroup(sparsity, groupSize)}:${groupSize} values + places`,
                groupBytes(kept, groupSize, 32),
                `${count(kept)} × (32 + ${Math.ceil(Math.log2(groupSize))}) / 8`,
              ),
            ]
          : []),
      ]
    : [];
  const table = () => ({
    caption: `Cost by layer, kernels only${speeds.map(speedTold).join("")}`,
    columns: ["Layer", "Sparsity", "Density", "Multiply-adds", "Dense", "Bitmask", "CSR", "Ratio"],
    rows: costs.map((cost, l) => [
      names.layers[l],
      `${percent(1 - cost.kept / cost.total)}\u202f%`,
      `${percent(cost.kept / cost.total)}\u202f%`,
      count(cost.multiplyAdds.masked),
      bytes(cost.bytes.dense),
      bytes(cost.bytes.bitmask),
      bytes(cost.bytes.csr),
      `${(cost.bytes.dense / Math.min(cost.bytes.dense, cost.bytes.bitmask, cost.bytes.csr)).toFixed(1)}×`,
    ]),
  });
  return (
    <Panel id="cost" title="Cost" say="zeros are free only in a sparse format" table={table}>
      <CostTable rows={rows} caption="What the network costs at this cut" />
    </Panel>
  );
}
