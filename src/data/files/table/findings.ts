import { maximumClasses } from "../fault.ts";
import type { TableOptions } from "../reading.ts";
import type { FileSaid } from "../said.ts";
import type { ColumnFacts } from "./columns.ts";
import { distinctOf, knownOf, mostValues, reasonToOmit } from "./guess.ts";
import type { KeptRows } from "./keep.ts";
import { remarksOn } from "./say.ts";
import type { Table } from "./table.ts";

/** What cannot go on with these choices, whatever the rows hold. */
export function choiceFaults(
  { name, columns }: Pick<Table, "name" | "columns">,
  { label, columns: kinds, words, images }: TableOptions,
  used: readonly number[],
): FileSaid[] {
  const column = columns[label];
  const distinct = distinctOf(column, words);
  const faults: FileSaid[] = [];
  const of = { file: name, column: column.name, distinct, most: maximumClasses };
  if (distinct > 2 && column.isNumeric && (distinct > maximumClasses || distinct > knownOf(column) / 2))
    faults.push({ id: "label-measured", ...of, known: knownOf(column) });
  else if (distinct < 2 || distinct > maximumClasses) faults.push({ id: "label-classes", ...of });
  if (!images)
    for (const c of used)
      if (kinds[c] === "category" && distinctOf(columns[c], words) > mostValues)
        faults.push({ id: "column-values", file: name, column: columns[c].name, most: mostValues });
  if (used.length === 0) faults.push({ id: "no-input", file: name });
  return faults;
}

/** Values that are no numbers, one by one. */
export function wrongFaults({ wrong, wrongCount }: KeptRows, columns: readonly ColumnFacts[]): FileSaid[] {
  const faults = wrong.map(
    ({ file, row, column, text }): FileSaid => ({
      id: "not-a-number",
      file,
      row,
      column: columns[column].name,
      text: text.slice(0, 40),
    }),
  );
  const count = wrongCount - wrong.length;
  return count > 0 ? [...faults, { id: "more-not-numbers", count }] : faults;
}

/** Rows that are left out or filled. */
export function keptNotes({ count, unlabelled, incomplete }: KeptRows, { missing }: TableOptions): FileSaid[] {
  const notes: FileSaid[] = [];
  if (unlabelled > 0) notes.push({ id: "rows-unlabelled", rows: unlabelled, all: count });
  if (incomplete > 0) notes.push({ id: "rows-incomplete", rows: incomplete, all: count, missing });
  return notes;
}

/** Columns that are left out, with the reason. */
export function omitNotes(table: Table, { label, columns: kinds, words, images }: TableOptions): FileSaid[] {
  if (images) return [];
  const relations = table.relationsTo(label);
  return remarksOn(
    table.columns.flatMap((column, c) => {
      if (kinds[c] !== "omit" || c === label) return [];
      // That is told already.
      if (table.oneHot.includes(c) && label === table.columns.length - 1) return [];
      const remark = reasonToOmit(column, words, relations.get(c));
      if (remark === null) return [];
      const { name, isNumeric, values } = column;
      const [example] = values.values();
      const isWordy = !isNumeric && (remark.what === "tellsRows" || remark.what === "many");
      return [{ name, remark, ...(isWordy ? { example } : {}) }];
    }),
  );
}
