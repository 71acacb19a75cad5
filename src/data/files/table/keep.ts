import type { Report, TableOptions } from "../reading.ts";
import type { ColumnFacts } from "./columns.ts";
import { createLexicon, type Lexicon } from "./lexicon.ts";
import { markOf } from "./marks.ts";
import { type PartRows, visitRows } from "./parts.ts";
import type { Scanner } from "./scan.ts";
import type { Table } from "./table.ts";
import { numberReader } from "./values.ts";

/** A row that data is made of. */
export interface KeptRow {
  readonly part: PartRows;
  readonly row: number;
  /** Place of its class among those in the order they come. */
  readonly label: number;
}

/** A value that is no number in a column of numbers. */
export interface Wrong {
  readonly file: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

export interface KeptRows {
  readonly rows: readonly KeptRow[];
  readonly classes: Lexicon;
  /** By column: the values of those that are categories. */
  readonly categories: ReadonlyMap<number, Lexicon>;
  /** Rows that were looked at, those that have no label, and those that lack another value. */
  readonly count: number;
  readonly unlabelled: number;
  readonly incomplete: number;
  /** By column: rows with a label that lack its value. */
  readonly lacking: ReadonlyMap<number, number>;
  /** The first ones, and how many there are in kept rows. */
  readonly wrong: readonly Wrong[];
  readonly wrongCount: number;
}

/** Values that are no numbers and are remembered one by one. */
const mostWrong = 5;

/** Goes through all rows of some parts and decides which are kept. */
export function keepRows(
  { columns, firstRow }: Pick<Table, "columns" | "firstRow">,
  parts: readonly PartRows[],
  options: TableOptions,
  used: readonly number[],
  report: Report,
): KeptRows {
  const { label, missing, words, mergesCase, wrong: wrongAs } = options;
  const read = columns.map(({ format }) => numberReader(format));
  const classes = createLexicon(mergesCase);
  const isNumber = (c: number) => options.images !== null || options.columns[c] === "number";
  // Where all values are numbers, there is nothing to look for.
  const isAllNumbers = ({ empty, marks, words: texts }: ColumnFacts) => empty === 0 && marks.size === 0 && texts === 0;
  const numeric = used.filter((c) => isNumber(c) && !isAllNumbers(columns[c]));
  const nominal = used.filter((c) => !isNumber(c));
  const categories = new Map(nominal.map((c) => [c, createLexicon(mergesCase)]));
  const lacking = new Map(used.map((c) => [c, 0]));
  const rows: KeptRow[] = [];
  const wrong: Wrong[] = [];
  let [count, unlabelled, incomplete, wrongCount] = [0, 0, 0, 0];
  const isMissing = (text: string) => {
    const mark = markOf(text);
    return text === "" || (mark !== null && !words.includes(mark));
  };
  const keyIn = (scanner: Scanner, c: number, at: number, text: string) => {
    const number = read[c](scanner, at);
    return Number.isNaN(number) ? text : number;
  };
  // UCI's adult.test ends its classes with a full stop.
  const knownAs = (key: number | string) => {
    const bare = typeof key === "string" ? key.replace(/\.$/, "") : key;
    return classes.find(key) === undefined && classes.find(bare) !== undefined ? bare : key;
  };
  for (const part of parts)
    visitRows(part, firstRow, report, "reading-table", (scanner, row) => {
      count++;
      const labelText = scanner.text(part.place[label]);
      if (isMissing(labelText)) {
        unlabelled++;
        return;
      }
      let isComplete = true;
      const lack = (c: number) => {
        isComplete = false;
        lacking.set(c, lacking.get(c)! + 1);
      };
      const odd: Wrong[] = [];
      for (const c of numeric) {
        const at = part.place[c];
        if (!Number.isNaN(read[c](scanner, at))) continue;
        const text = scanner.text(at);
        if (text === "" || markOf(text) || wrongAs === "missing") lack(c);
        else odd.push({ file: part.grid.name, row: part.grid.numbers[row], column: c, text });
      }
      const values = nominal.map((c) => {
        const text = scanner.text(part.place[c]);
        if (isMissing(text)) lack(c);
        return text;
      });
      if (!isComplete) incomplete++;
      if (!isComplete && missing === "omit") return;
      wrongCount += odd.length;
      wrong.push(...odd.slice(0, mostWrong - wrong.length));
      nominal.forEach((c, i) => {
        if (!isMissing(values[i])) categories.get(c)!.add(keyIn(scanner, c, part.place[c], values[i]), values[i]);
      });
      const key = keyIn(scanner, label, part.place[label], labelText);
      rows.push({ part, row, label: classes.add(part.role === "train" ? key : knownAs(key), labelText) });
    });
  return { rows, classes, categories, count, unlabelled, incomplete, lacking, wrong, wrongCount };
}
