import type { CostRow } from "../charts/cost/CostTable.tsx";
import { groupBytes, type LayerCost, valueBytes } from "../pruning/cost.ts";
import { prunedOfGroup } from "../pruning/cut.ts";
import type { Costs } from "../pruning/networkCost.ts";
import type { SmallerSize } from "../pruning/smaller.ts";
import { bytes, count, percent } from "../text/numbers.ts";

/** How a size compares with the dense one: times smaller, or percent where that would round to 1.0 times. */
export function comparedWith(dense: number, size: number): string {
  if (size === dense) return "as large as dense";
  if (size > dense) return "larger than dense";
  const ratio = dense / size;
  const times = ratio < 1000 ? ratio.toFixed(1) : count(Math.round(ratio));
  return times === "1.0" ? `${percent(1 - size / dense)}\u202f% smaller` : `${times}× smaller`;
}

/** Beside the multiply-adds that are left where zeros are skipped, those of what is stored. Constants are worked out once in a
 *  smaller network: it may do fewer. */
function describeMultiplied(masked: number, stored: number, dense: number): string {
  if (masked === stored) return `of ${count(dense)}`;
  return `${stored < masked ? "smaller network:" : "zeros skipped, else"} ${count(stored)}`;
}

/** Weights and multiply-adds. */
export function countRows({ layers, total, kept, smaller }: Costs): CostRow[] {
  const sum = (pick: (cost: LayerCost) => number) => layers.reduce((all, cost) => all + pick(cost), 0);
  const [masked, dense] = [sum((one) => one.multiplyAdds.masked), sum((one) => one.multiplyAdds.dense)];
  const stored = smaller?.multiplyAdds ?? dense;
  const byLayer = (what: (cost: LayerCost) => string) => layers.map(what).join(" + ");
  const places = byLayer(({ kept, total, multiplyAdds }) => `${count(kept)} × ${count(multiplyAdds.dense / total)}`);
  return [
    {
      label: "Weights kept",
      value: count(kept),
      share: kept / total,
      remark: `${percent(kept / total)}\u202f% of ${count(total)}`,
      how: `${byLayer((cost) => count(cost.kept))} = ${count(kept)}, layer by layer; biases are not pruned by themselves`,
    },
    {
      label: "Multiply-adds",
      value: count(masked),
      share: masked / dense,
      remark: describeMultiplied(masked, stored, dense),
      how: `kept weights × places of the output: ${places}; ${
        smaller
          ? `the smaller dense network, which skips none, does ${count(stored)}`
          : `what skips no zero does ${count(stored)}`
      }`,
    },
  ];
}

/** Bytes in formats of storage; `zipped` is null while it is not measured. */
export function sizeRows(costs: Costs, zipped: number | null, group: { size: number; sparsity: number } | null) {
  const { layers, total, kept, biases, dense, smaller } = costs;
  const byLayer = (what: (cost: LayerCost) => string) => layers.map(what).join(" + ");
  const sum = (pick: (cost: LayerCost) => number) => layers.reduce((all, cost) => all + pick(cost), 0);
  const format = (label: string, size: number, how: string): CostRow => ({
    label,
    how: `${how} = ${bytes(size)}`,
    value: bytes(size),
    share: size / dense,
    remark: comparedWith(dense, size),
  });
  const withBiases = (label: string, size: number, how: string) =>
    format(label, size + biases * valueBytes, `${count(biases)} biases × ${valueBytes} B + ${how}`);
  const parameters = (weights: number, biases: number) =>
    `(${count(weights)} weights + ${count(biases)} biases) × ${valueBytes} B`;
  const rows: CostRow[] = [
    {
      label: "Dense, 32-bit",
      value: bytes(dense),
      share: (kept + biases) / (total + biases),
      remark: kept < total ? "zeros stored too" : "as trained",
      how: `${parameters(total, biases)} = ${bytes(dense)}`,
      hollow: 1,
    },
    zipped === null
      ? { label: "Same, gzipped", value: "…", share: 0, remark: "measured at rest" }
      : format("Same, gzipped", zipped, "measured: gzip of the masked kernels and biases"),
    withBiases(
      "Bitmask + values",
      sum((cost) => cost.bytes.bitmask),
      `${byLayer((cost) => `${count(cost.total)} / 8`)} (rounded up) + ${count(kept)} × ${valueBytes} B`,
    ),
    withBiases(
      `CSR, ${Math.max(...layers.map(({ indexBits }) => indexBits))}-bit index`,
      sum((cost) => cost.bytes.csr),
      byLayer(({ kept, indexBits, bytes }) => {
        const entry = valueBytes + indexBits / 8;
        return `${count(kept)} × ${entry} B + ${count((bytes.csr - kept * entry) / 4)} × 4 B`;
      }),
    ),
  ];
  if (group)
    rows.push(
      withBiases(
        `${group.size - prunedOfGroup(group.sparsity, group.size)}:${group.size} values + places`,
        groupBytes(kept, group.size, 8 * valueBytes),
        `${count(kept)} × (${8 * valueBytes} + ${Math.ceil(Math.log2(group.size))}) / 8`,
      ),
    );
  // The last, so that no other row makes room for it.
  if (smaller)
    rows.push(
      format(
        "Smaller dense network",
        (smaller.weights + smaller.biases) * valueBytes,
        `${leftOut(smaller)}; ${parameters(smaller.weights, smaller.biases)}`,
      ),
    );
  return rows;
}

/** "left out: 96 of 192 units". */
function leftOut({ units, layers }: SmallerSize): string {
  const parts = [
    ...(layers.out > 0 ? [`${count(layers.out)} of ${count(layers.all)} hidden layers`] : []),
    ...(units.out > 0 ? [`${count(units.out)} of ${count(units.all)} units`] : []),
  ];
  return `left out: ${parts.join(", ")}`;
}

/** One row a layer, biases included. */
export function costTable({ layers }: Costs, names: readonly string[]): (string | number)[][] {
  return layers.map(({ total, kept, biases, multiplyAdds, bytes: kernel }, l) => {
    const [dense, bitmask, csr] = [kernel.dense, kernel.bitmask, kernel.csr].map((size) => size + biases * valueBytes);
    return [
      names[l],
      `${percent(1 - kept / total)}\u202f%`,
      `${percent(kept / total)}\u202f%`,
      count(biases),
      count(multiplyAdds.masked),
      bytes(dense),
      bytes(bitmask),
      bytes(csr),
      `${(dense / Math.min(dense, bitmask, csr)).toFixed(1)}×`,
    ];
  });
}
