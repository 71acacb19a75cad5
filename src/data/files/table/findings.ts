import { maximumClasses } from "../fault.ts";
import type { TableOptions } from "../reading.ts";
import type { ColumnFacts } from "./columns.ts";
import { distinctOf, knownOf, mostValues, reasonToOmit } from "./guess.ts";
import type { KeptRows } from "./keep.ts";
import { describeColumns, english, rowsHave } from "./say.ts";
import type { Table } from "./table.ts";

/** What cannot go on with these choices, whatever the rows hold. */
export function choiceFaults(
  { name, columns }: Pick<Table, "name" | "columns">,
  { label, columns: kinds, words, images }: TableOptions,
  used: readonly number[],
): string[] {
  const column = columns[label];
  const distinct = distinctOf(column, words);
  const faults: string[] = [];
  if (distinct > 2 && column.isNumeric && (distinct > maximumClasses || distinct > knownOf(column) / 2))
    faults.push(
      `${name}, column “${column.name}”: ${distinct > maximumClasses ? `more than ${maximumClasses}` : distinct} different numbers in ${english(knownOf(column))} rows are a measurement, but classes are needed. Choose a label column with 2 to ${maximumClasses} different values, or put these numbers into classes (such as low, middle, high) and open that.`,
    );
  else if (distinct < 2 || distinct > maximumClasses)
    faults.push(
      `${name}, column “${column.name}”: ${distinct > maximumClasses ? `more than ${maximumClasses}` : distinct} different ${distinct === 1 ? "value" : "values"}. Choose a label column with 2 to ${maximumClasses}.`,
    );
  if (!images)
    for (const c of used)
      if (kinds[c] === "category" && distinctOf(columns[c], words) > mostValues)
        faults.push(`${name}, column “${columns[c].name}”: more than ${mostValues} different values. Leave it out.`);
  if (used.length === 0) faults.push(`${name}: no input is left. Take at least one column beside the label.`);
  return faults;
}

/** Values that are no numbers, one by one. */
export function wrongFaults({ wrong, wrongCount }: KeptRows, columns: readonly ColumnFacts[]): string[] {
  const sentences = wrong.map(
    ({ file, row, column, text }) =>
      `${file}, row ${english(row)}, column “${columns[column].name}”: “${text.slice(0, 40)}” is no number. Correct it, take the column as a category, or leave it out.`,
  );
  const more = wrongCount - wrong.length;
  return more > 0 ? [...sentences, `… and ${english(more)} more such values.`] : sentences;
}

/** Rows that are left out or filled. */
export function keptNotes({ count, unlabelled, incomplete }: KeptRows, { missing }: TableOptions): string[] {
  const notes: string[] = [];
  if (unlabelled > 0)
    notes.push(`${rowsHave(unlabelled, count)} no label and ${unlabelled === 1 ? "is" : "are"} left out.`);
  if (incomplete > 0)
    notes.push(
      `${rowsHave(incomplete, count)} missing values and ${
        missing === "omit"
          ? incomplete === 1
            ? "is left out."
            : "are left out."
          : "the mean of the training rows stands in for numbers, none of the values for categories."
      }`,
    );
  return notes;
}

/** Columns that are left out, with the reason. */
export function omitNotes(table: Table, { label, columns: kinds, words, images }: TableOptions): string[] {
  if (images) return [];
  const relations = table.relationsTo(label);
  return describeColumns(
    table.columns.flatMap((column, c) => {
      if (kinds[c] !== "omit" || c === label) return [];
      // That is told already.
      if (table.oneHot.includes(c) && label === table.columns.length - 1) return [];
      const text = reasonToOmit(column, words, relations.get(c));
      if (text === null) return [];
      const { name, isNumeric, values } = column;
      const [example] = values.values();
      return [{ name, text, ...(!isNumeric && /apart|more than/.test(text) ? { example } : {}) }];
    }),
  );
}
