import type { DataKind } from "../data/dataset.ts";
import { count } from "./numbers.ts";

/** What is said on networks that read images or signals, and on what they read. */
export const pictures = {
  answer: "its answer",
  coming: "The network, before there is anything to read",
  group: "Followed sample",
  /** "Sample 4, a 3, read as 9, 64 % sure". */
  sample: (number: number, label: string, read: string | null, sure: number | null) =>
    [`Sample ${number}`, `a ${label}`, read && `read as ${read}`, sure !== null && `${sure}\u202f% sure`]
      .filter(Boolean)
      .join(", "),
  draw: "Draw a digit: yours",
  yours: "yours",
  showAll: (all: number, shown: number) => `+${all - shown}: show all ${all} units`,
  fewer: "fewer",
  /** How weights are drawn, and what is read; shorter where there is little room. */
  inGroups: (size: number) => ({ text: `weights in ${size}s`, short: `in ${size}s` }),
  reads: (read: number, all: number) => ({ text: `reads ${read} of ${all}`, short: `reads ${read}` }),
  weight: (layer: string | undefined, filter: number, value: number, isKept: boolean) =>
    `${layer}, filter ${filter}: w = ${value.toFixed(3).replace("-", "−")}, ${isKept ? "kept" : "pruned"}`,
  unit: (layer: string | undefined, isFilter: boolean, number: number, kept: number, all: number) =>
    `${layer}, ${isFilter ? "filter" : "unit"} ${number}: reads ${count(kept)} of ${count(all)}`,
} as const;

/** "this 7 flips at 83 %": at which sparsity, 0..1, what is followed is answered otherwise; a name that is long would hide the curve. */
export function flips(label: string | null, kind: DataKind, sparsity: number): string {
  const what =
    label !== null && label.length <= 12 ? label : kind === "points" ? "point" : kind === "table" ? "row" : "one";
  const percent = 100 * sparsity;
  return `this ${what} flips at ${percent.toFixed(percent > 99 ? 1 : 0)}\u202f%`;
}
