import type { CostRow } from "../charts/cost/CostTable.tsx";
import { groupBytes, type LayerCost, valueBytes } from "../pruning/cost.ts";
import { prunedOfGroup } from "../pruning/cut.ts";
import type { Costs } from "../pruning/networkCost.ts";
import { comparedWith, countTexts, sizeTexts, timesSmall } from "../text/costs.ts";
import { bytes, count, percentSign } from "../text/numbers.ts";

/** Weights and multiply-adds. */
export function countRows({ layers, total, kept, smaller }: Costs): CostRow[] {
  const sum = (pick: (cost: LayerCost) => number) => layers.reduce((all, cost) => all + pick(cost), 0);
  const [masked, dense] = [sum((one) => one.multiplyAdds.masked), sum((one) => one.multiplyAdds.dense)];
  // Constants are worked out once in a smaller network: it may do fewer.
  const stored = smaller?.multiplyAdds ?? dense;
  const places = layers.map(({ kept, total, multiplyAdds }) => [kept, multiplyAdds.dense / total] as const);
  return [
    {
      label: countTexts.kept.label,
      value: count(kept),
      share: kept / total,
      remark: countTexts.kept.remark(kept, total),
      how: countTexts.kept.how(
        layers.map((cost) => cost.kept),
        kept,
      ),
    },
    {
      label: countTexts.work.label,
      value: count(masked),
      share: masked / dense,
      remark: countTexts.work.remark(masked, stored, dense),
      how: countTexts.work.how(places, stored, smaller !== null),
    },
  ];
}

/** Bytes in formats of storage; `zipped` is null while it is not measured. */
export function sizeRows(costs: Costs, zipped: number | null, group: { size: number; sparsity: number } | null) {
  const { layers, total, kept, biases, dense, smaller } = costs;
  const sum = (pick: (cost: LayerCost) => number) => layers.reduce((all, cost) => all + pick(cost), 0);
  const format = (label: string, size: number, terms: string): CostRow => ({
    label,
    how: sizeTexts.how(terms, size),
    value: bytes(size),
    share: size / dense,
    remark: comparedWith(dense, size),
  });
  const withBiases = (label: string, size: number, terms: string) =>
    format(label, size + biases * valueBytes, sizeTexts.withBiases(biases, valueBytes, terms));
  const rows: CostRow[] = [
    {
      label: sizeTexts.dense.label,
      value: bytes(dense),
      share: (kept + biases) / (total + biases),
      remark: sizeTexts.dense.remark(kept < total),
      how: sizeTexts.how(sizeTexts.dense.how(total, biases, valueBytes), dense),
      hollow: 1,
    },
    zipped === null
      ? { label: sizeTexts.zipped.label, value: sizeTexts.zipped.waits, share: 0, remark: sizeTexts.zipped.remark }
      : format(sizeTexts.zipped.label, zipped, sizeTexts.zipped.how),
    withBiases(
      sizeTexts.bitmask.label,
      sum((cost) => cost.bytes.bitmask),
      sizeTexts.bitmask.how(
        layers.map((cost) => cost.total),
        kept,
        valueBytes,
      ),
    ),
    withBiases(
      sizeTexts.csr.label(Math.max(...layers.map(({ indexBits }) => indexBits))),
      sum((cost) => cost.bytes.csr),
      sizeTexts.csr.how(
        layers.map(({ kept, indexBits, bytes }) => {
          const entry = valueBytes + indexBits / 8;
          return { kept, entry, pointers: (bytes.csr - kept * entry) / 4 };
        }),
      ),
    ),
  ];
  if (group)
    rows.push(
      withBiases(
        sizeTexts.group.label(group.size - prunedOfGroup(group.sparsity, group.size), group.size),
        groupBytes(kept, group.size, 8 * valueBytes),
        sizeTexts.group.how(kept, 8 * valueBytes, Math.ceil(Math.log2(group.size))),
      ),
    );
  // The last, so that no other row makes room for it.
  if (smaller) {
    const { weights, biases } = smaller;
    const terms = sizeTexts.smaller.how(smaller, weights, biases, valueBytes);
    rows.push(format(sizeTexts.smaller.label, (weights + biases) * valueBytes, terms));
  }
  return rows;
}

/** One row a layer, biases included. */
export function costTable({ layers }: Costs, names: readonly string[]): (string | number)[][] {
  return layers.map(({ total, kept, biases, multiplyAdds, bytes: kernel }, l) => {
    const [dense, bitmask, csr] = [kernel.dense, kernel.bitmask, kernel.csr].map((size) => size + biases * valueBytes);
    return [
      names[l],
      percentSign(1 - kept / total),
      percentSign(kept / total),
      count(biases),
      count(multiplyAdds.masked),
      bytes(dense),
      bytes(bitmask),
      bytes(csr),
      timesSmall(dense / Math.min(dense, bitmask, csr)),
    ];
  });
}
