import type { RawDataset } from "../../dataset.ts";
import type { TableOptions } from "../reading.ts";
import type { ColumnFacts } from "./columns.ts";
import { isMeasure, reasonToOmit } from "./guess.ts";
import type { KeptRows } from "./keep.ts";
import { twins } from "./lexicon.ts";
import type { Relation } from "./relations.ts";
import { describeColumns, english, named, percent, type Remark } from "./say.ts";

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
): string[] {
  const textOf = (column: ColumnFacts, c: number): string | null => {
    const relation = relations.get(c);
    const reason = reasonToOmit(column, words, relation);
    if (reason !== null && /row|label/.test(reason))
      return `${reason.split(" and ")[0]}: what is learned from it is worth nothing`;
    if (relation === "tells") return "alone tells the class of every row. Is it known before the label is?";
    const { isNumeric, least, order } = column;
    if (isNumeric && standIns.includes(least)) return `holds ${least}, which often stands for no value`;
    if (isNumeric && order && isSorted)
      return `${order} from row to row, and the rows are sorted by class: it may give the class away. Leave it out if it only numbers or dates the rows`;
    return relation === "apart" ? "has a range of its own for every class. Was the label made from it?" : null;
  };
  return describeColumns(
    columns.flatMap((column, c): Remark[] => {
      const text = kinds[c] === "omit" || c === label ? null : textOf(column, c);
      return text === null ? [] : [{ name: column.name, text }];
    }),
  );
}

/** What should be known of the classes. */
export function classWarnings(
  { classes, labels }: Pick<RawDataset, "classes" | "labels">,
  kept: KeptRows,
  label: ColumnFacts,
): string[] {
  const counts = classes.map(() => 0);
  for (const one of labels) counts[one]++;
  const warnings: string[] = [];
  for (const group of twins(classes))
    warnings.push(`The classes ${named(group)} differ in capitals or blanks alone: are they one?`);
  for (const group of kept.classes.spellings().slice(0, 3)) warnings.push(`${named(group)} are taken as one class.`);
  const single = classes.filter((_, i) => counts[i] === 1);
  const few = classes.filter((_, i) => counts[i] > 1 && counts[i] < fewestPerClass);
  if (single.length > 0)
    warnings.push(
      `${single.length === 1 ? "Class" : "Classes"} ${named(single)} ${single.length === 1 ? "has" : "have"} one row: it can be learned or validated, not both.`,
    );
  if (few.length > 0)
    warnings.push(
      `${few.length === 1 ? "Class" : "Classes"} ${named(few)} ${few.length === 1 ? "has" : "have"} fewer than ${fewestPerClass} rows: what is said of ${few.length === 1 ? "it" : "them"} rests on one or two.`,
    );
  const largest = Math.max(...counts);
  if (largest >= largeClass * labels.length)
    warnings.push(
      `${percent(largest / labels.length)} of the rows are “${classes[counts.indexOf(largest)]}”: to say so every time is right as often. That is the accuracy to beat.`,
    );
  if (isMeasure(label))
    warnings.push(`The label “${label.name}” has ${english(classes.length)} different numbers. Is it a measurement?`);
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

export function repeatWarning(repeats: number, count: number, noun = "rows"): string[] {
  if (repeats < manyRepeats * count) return [];
  return [
    `${english(repeats)} of ${english(count)} ${noun} are the same as another, label included: the same examples are learned and validated, and accuracy looks better than it is.`,
  ];
}

/** Columns that many rows lack, with what that costs. */
export function missingWarnings(kept: KeptRows, columns: readonly ColumnFacts[], { missing }: TableOptions): string[] {
  const labelled = kept.count - kept.unlabelled;
  return [...kept.lacking].flatMap(([c, count]) =>
    count < manyMissing * labelled
      ? []
      : [
          `“${columns[c].name}” alone lacks a value in ${english(count)} of ${english(labelled)} rows${missing === "omit" ? ": leave the column out, or fill missing values, to keep them." : ", which are filled: leave the column out if that says nothing."}`,
        ],
  );
}
