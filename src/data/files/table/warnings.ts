import type { RawDataset } from "../../dataset.ts";
import type { TableOptions } from "../reading.ts";
import type { FileSaid } from "../said.ts";
import { namesOf } from "../told.ts";
import type { ColumnFacts } from "./columns.ts";
import { isMeasure, reasonToOmit } from "./guess.ts";
import type { KeptRows } from "./keep.ts";
import { twins } from "./lexicon.ts";
import type { Relation } from "./relations.ts";
import type { Remark } from "./said.ts";
import { type ColumnRemark, remarksOn } from "./say.ts";

/** Shares from which the largest class, repeated rows and a column without values are worth a word. */
const largeClass = 0.75;
const manyRepeats = 0.1;
export const manyMissing = 0.2;
/** Rows a class needs so that training, validation and test have some. */
const fewestPerClass = 5;

/** Numbers that stand for no value in many files. */
const standIns: readonly number[] = [-999, -9999, -99999];

/** What columns that are used would give away. */
export function columnWarnings(
  columns: readonly ColumnFacts[],
  { columns: kinds, label, words }: TableOptions,
  relations: ReadonlyMap<number, Relation>,
  isSorted: boolean,
): FileSaid[] {
  const remarkOn = (column: ColumnFacts, c: number): Remark | null => {
    const relation = relations.get(c);
    const reason = reasonToOmit(column, words, relation);
    if (reason !== null && reason.what !== "empty" && reason.what !== "many")
      return { what: "worthless", why: reason.what };
    if (relation === "tells") return { what: "tells" };
    const { isNumeric, least, order } = column;
    if (isNumeric && standIns.includes(least)) return { what: "standIn", value: least };
    if (isNumeric && order && isSorted) return { what: "order", order };
    return relation === "apart" ? { what: "apart" } : null;
  };
  return remarksOn(
    columns.flatMap((column, c): ColumnRemark[] => {
      const remark = kinds[c] === "omit" || c === label ? null : remarkOn(column, c);
      return remark === null ? [] : [{ name: column.name, remark }];
    }),
  );
}

/** What should be known of the classes. */
export function classWarnings(
  { classes, labels }: Pick<RawDataset, "classes" | "labels">,
  kept: KeptRows,
  label: ColumnFacts,
): FileSaid[] {
  const counts = classes.map(() => 0);
  for (const one of labels) counts[one]++;
  const warnings: FileSaid[] = [];
  for (const group of twins(classes)) warnings.push({ id: "classes-alike", ...namesOf(group) });
  for (const group of kept.classes.spellings().slice(0, 3)) warnings.push({ id: "classes-merged", ...namesOf(group) });
  const single = classes.filter((_, i) => counts[i] === 1);
  const few = classes.filter((_, i) => counts[i] > 1 && counts[i] < fewestPerClass);
  if (single.length > 0) warnings.push({ id: "classes-single", ...namesOf(single) });
  if (few.length > 0) warnings.push({ id: "classes-rare", ...namesOf(few), least: fewestPerClass });
  const largest = Math.max(...counts);
  if (largest >= largeClass * labels.length)
    warnings.push({ id: "class-large", share: largest / labels.length, name: classes[counts.indexOf(largest)] });
  if (isMeasure(label)) warnings.push({ id: "label-numbers", label: label.name, count: classes.length });
  return warnings;
}

/** Whether the rows stand class by class. */
export function isSortedByClass(labels: Uint8Array, classes: number): boolean {
  let changes = 0;
  for (let i = 1; i < labels.length; i++) if (labels[i] !== labels[i - 1]) changes++;
  return changes < 2 * classes && changes < labels.length / 4;
}

/** Rows that are the same as one before them: the places of the first of each kind. */
export function firstOfKind({ inputs, labels, count }: Pick<RawDataset, "inputs" | "labels" | "count">): Uint32Array {
  const size = inputs.length / count;
  const numbers = new Float64Array(size);
  const words = new Uint32Array(numbers.buffer);
  const seen = new Set<number>();
  const first: number[] = [];
  for (let row = 0; row < count; row++) {
    let [a, b] = [labels[row] + 1, 0x9e3779b9];
    numbers.set(inputs.subarray(row * size, (row + 1) * size));
    for (let i = 0; i < words.length; i++) {
      a = Math.imul(a ^ words[i], 0x85ebca6b);
      a ^= a >>> 13;
      b = Math.imul(b + words[i], 0xc2b2ae35);
      b ^= b >>> 16;
    }
    // 53 bits: two different rows of 200,000 meet in one of 400,000 tables.
    const hash = (a >>> 0) * 2 ** 21 + (b >>> 11);
    if (seen.has(hash)) continue;
    seen.add(hash);
    first.push(row);
  }
  return Uint32Array.from(first);
}

export const repeatWarning = (repeats: number, count: number, of: "rows" | "pictures" = "rows"): FileSaid[] =>
  repeats < manyRepeats * count ? [] : [{ id: "rows-repeated", repeats, count, of }];

/** Columns that many rows lack, with what that costs. */
export function missingWarnings(
  kept: KeptRows,
  columns: readonly ColumnFacts[],
  { missing }: TableOptions,
): FileSaid[] {
  const labelled = kept.count - kept.unlabelled;
  return [...kept.lacking].flatMap(([c, rows]): FileSaid[] =>
    rows < manyMissing * labelled
      ? []
      : [{ id: "column-lacks", column: columns[c].name, rows, all: labelled, missing }],
  );
}
