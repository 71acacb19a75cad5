import { DataFileError } from "../fault.ts";
import type { Report } from "../reading.ts";
import type { FileSaid } from "../said.ts";
import { below, isRule } from "./below.ts";
import type { Dialect } from "./dialect.ts";
import { toUtf8 } from "./encoding.ts";
import type { RowNumbers } from "./said.ts";
import { createScanner, type Scanner } from "./scan.ts";
import { isComment, isEmptyRow, sampleOf, usualWidth } from "./separator.ts";

/** A table in UTF-8 of which nothing but the rows' places is known; blank rows are left out. */
export interface Grid {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly dialect: Dialect;
  readonly width: number;
  /** Byte at which each row begins, and which row of the file it is, counted from 1. */
  readonly starts: Uint32Array;
  readonly numbers: Uint32Array;
  /** Values of the first row, which may be one fewer than those of the others. */
  readonly first: readonly string[];
  /** The first rows after it. */
  readonly sample: readonly (readonly string[])[];
  /** What is in the way: rows of another length. */
  readonly faults: readonly FileSaid[];
  readonly notes: readonly FileSaid[];
}

/** Caps: rows, columns, and values of all. */
export const mostRows = 200_000;
export const mostColumns = 5000;
export const mostValues = 2 ** 26;
/** Rows between two reports. */
const chunk = 10_000;

/** Finds the rows of a table; throws DataFileError where there are too many of anything. */
export function readGrid(name: string, bytes: Uint8Array, dialect: Dialect, report: Report): Grid {
  const text = toUtf8(name, bytes, dialect.encoding);
  const sample = sampleOf(text, dialect.separator);
  const scanner = createScanner(text, dialect.separator, mostColumns + 1);
  const starts: number[] = [];
  const numbers: number[] = [];
  const widths: number[] = [];
  /** Widths without an empty value at the end. */
  const filled: number[] = [];
  const comments: number[] = [];
  let unclosed = 0;
  let number = 0;
  for (let at = 0; at < text.length; ) {
    if (number % chunk === 0) report({ id: "reading-table", file: name }, at, text.length);
    const from = at;
    at = scanner.row(from);
    number++;
    if (number <= dialect.above || isBlankRow(scanner)) continue;
    const count = scanner.count();
    if (count > mostColumns) throw new DataFileError({ id: "table-columns", file: name, count, most: mostColumns });
    if (starts.length > mostRows) throw new DataFileError({ id: "table-rows", file: name, most: mostRows });
    if (scanner.isUnclosed()) unclosed = number;
    // A comment in between; one of the table's own length is a row.
    if (starts.length > 0 && count !== widths[0] && isComment([scanner.text(0)])) comments.push(number);
    else if (starts.length === 0 || !isRule(text, from, at)) {
      starts.push(from);
      numbers.push(number);
      widths.push(count);
      filled.push(count > 1 && isEmptyAt(scanner, count - 1) ? count - 1 : count);
    }
  }
  if (starts.length === 0)
    throw new DataFileError(
      dialect.above > 0 ? { id: "table-above", file: name, above: dialect.above } : { id: "file-empty", file: name },
    );
  const usual = usualWidth(widths.length > 1 ? widths.slice(1) : widths).width;
  const table = sample.slice(dialect.above).filter((row) => !isEmptyRow(row));
  // Every row may end with a separator, or the names alone.
  const endsEmpty = filled.every((count) => count < usual) && usual > 2;
  const width = endsEmpty ? usual - 1 : usual;
  const body = table.slice(1).filter((row) => row.length === width);
  // R names no column for the names of rows.
  const isShort = widths[0] === width - 1 && widths.length > 1 && isOfNames(body.map(([first]) => first));
  // As numpy writes names: "# a b", between blanks.
  const isMarked = widths[0] === width + 1 && table[0][0] === "#";
  if (starts.length * width > mostValues) {
    const { length: rows } = starts;
    throw new DataFileError({ id: "table-values", file: name, rows, columns: width, most: mostValues });
  }
  const kept = starts.length - below({ scanner, starts, numbers, widths, filled, width, table });
  const notes: FileSaid[] = [];
  // What announces the separator is no title.
  const titles = sample.slice(0, dialect.above).filter((row) => !/^("?sep=|[-+=|]+$)/i.test(row.join("")));
  if (titles.length > 0) notes.push(saidAbove(titles, dialect.separator));
  if (!dialect.encoding.startsWith("utf")) notes.push({ id: "encoding-old", encoding: dialect.encoding });
  if (comments.length > 0) notes.push({ id: "rows-comments", ...rowNumbers(comments) });
  if (kept < starts.length) notes.push({ id: "rows-below", ...rowNumbers(numbers.slice(kept)) });
  return {
    name,
    bytes: text,
    dialect,
    width,
    starts: Uint32Array.from(starts.slice(0, kept)),
    numbers: Uint32Array.from(numbers.slice(0, kept)),
    first: [...(isShort ? [""] : []), ...table[0].slice(isMarked ? 1 : 0)].slice(0, width),
    sample: table.slice(1),
    faults: [
      ...(unclosed > 0 ? [{ id: "quote-open", file: name, row: unclosed } as const] : []),
      ...lengthFaults(name, numbers.slice(0, kept), widths, filled, width, isShort || isMarked),
    ],
    notes,
  };
}

function lengthFaults(
  name: string,
  numbers: readonly number[],
  widths: readonly number[],
  filled: readonly number[],
  width: number,
  isNamedOtherwise: boolean,
): FileSaid[] {
  if (width < 2) return [{ id: "row-single", file: name }];
  const isOdd = (i: number) => widths[i] !== width && filled[i] !== width && !(i === 0 && isNamedOtherwise);
  const odd = numbers.flatMap((number, i) => (isOdd(i) ? [{ number, count: widths[i] }] : []));
  if (odd.length === 0) return [];
  const [{ number, count }] = odd;
  return [
    {
      id: "row-length",
      file: name,
      row: number,
      values: count,
      width,
      as: number === numbers[0] ? "others" : widths[0] === width ? numbers[0] : "most",
      // As decimal commas divide numbers in a table that commas separate.
      isShortHead: number === numbers[0] && count < width,
      count: odd.length,
    },
  ];
}

/** Whether some values may be the names of rows: each once, and no measures. */
function isOfNames(values: readonly string[]): boolean {
  const numbers = values.filter((value) => /^[-+]?[\d.,]+$/.test(value));
  return (
    new Set(values).size === values.length &&
    (numbers.length === 0 || (numbers.length === values.length && numbers.every((value) => /^\d+$/.test(value))))
  );
}

const isEmptyAt = ({ starts, ends }: Scanner, c: number) => ends[c] <= starts[c];

function isBlankRow(scanner: Scanner): boolean {
  const length = Math.min(scanner.count(), mostColumns);
  for (let c = 0; c < length; c++) if (!isEmptyAt(scanner, c)) return false;
  return true;
}

/** Titles are quoted in short. */
function saidAbove(rows: readonly (readonly string[])[], separator: string): FileSaid {
  const texts = rows
    .filter((row) => !isEmptyRow(row))
    .map((row) =>
      row.slice(0, row.findLastIndex((value) => value !== "") + 1).join(separator === "," ? ", " : separator),
    );
  return { id: "rows-above", rows: rows.length, titles: texts.slice(0, 2), count: texts.length };
}

/** The first of them, and how many there are. */
export const rowNumbers = (numbers: readonly number[]): RowNumbers => ({
  rows: numbers.slice(0, 3),
  count: numbers.length,
});
