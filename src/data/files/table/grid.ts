import { DataFileError } from "../fault.ts";
import type { Report } from "../reading.ts";
import { below, isRule } from "./below.ts";
import { type Dialect, encodings } from "./dialect.ts";
import { toUtf8 } from "./encoding.ts";
import { english } from "./say.ts";
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
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

/** Caps: rows, columns, and values of all. */
export const mostRows = 200_000;
export const mostColumns = 5000;
export const mostValues = 2 ** 26;
/** Rows between two reports. */
const chunk = 10_000;
const counted = (n: number) => (n === 1 ? "1 value" : `${english(n)} values`);

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
    if (number % chunk === 0) report(`Reading ${name}`, at, text.length);
    const from = at;
    at = scanner.row(from);
    number++;
    if (number <= dialect.above || isBlankRow(scanner)) continue;
    const count = scanner.count();
    if (count > mostColumns)
      throw new DataFileError(
        "too-large",
        `${name}: ${english(count)} columns; at most ${english(mostColumns)} can be opened. Leave columns out, and open the smaller table.`,
      );
    if (starts.length > mostRows)
      throw new DataFileError(
        "too-large",
        `${name}: more than ${english(mostRows)} rows. Open a smaller part of the data, such as ${english(mostRows)} rows drawn at random.`,
      );
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
      "empty",
      dialect.above > 0
        ? `${name}: no row is left below the ${dialect.above} that are left out. Leave out fewer.`
        : `${name}: the file is empty.`,
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
  if (starts.length * width > mostValues)
    throw new DataFileError(
      "too-large",
      `${name}: ${english(starts.length)} rows of ${english(width)} columns; at most ${english(mostValues)} values can be opened. Open fewer rows or columns.`,
    );
  const kept = starts.length - below({ scanner, starts, numbers, widths, filled, width, table });
  const notes: string[] = [];
  // What announces the separator is no title.
  const titles = sample.slice(0, dialect.above).filter((row) => !/^("?sep=|[-+=|]+$)/i.test(row.join("")));
  if (titles.length > 0) notes.push(describeAbove(titles, dialect.separator));
  if (!dialect.encoding.startsWith("utf"))
    notes.push(
      `It is not in UTF-8 and is read as ${encodings[dialect.encoding].replace(/ \(.*/, "")}: where letters look wrong, choose another encoding.`,
    );
  if (comments.length > 0) notes.push(`${describeRows(comments)} a comment (#) and left out.`);
  if (kept < starts.length) notes.push(`${describeRows(numbers.slice(kept))} below the table and left out.`);
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
      ...(unclosed > 0 ? [`${name}, row ${unclosed}: a quotation mark that is never closed.`] : []),
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
): string[] {
  if (width < 2) return [`${name}: one value a row. Choose what separates the values.`];
  const isOdd = (i: number) => widths[i] !== width && filled[i] !== width && !(i === 0 && isNamedOtherwise);
  const odd = numbers.flatMap((number, i) => (isOdd(i) ? [{ number, count: widths[i] }] : []));
  if (odd.length === 0) return [];
  const [{ number, count }] = odd;
  // As decimal commas divide numbers in a table that commas separate.
  const hint =
    number === numbers[0] && count < width
      ? " Numbers with commas need quotation marks, or semicolons between them."
      : "";
  const others = odd.length > 1 ? ` So it is in ${english(odd.length)} rows.` : "";
  const usual =
    number === numbers[0] ? "the other rows have" : widths[0] === width ? `row ${numbers[0]} has` : "most rows have";
  return [
    `${name}, row ${number}: ${counted(count)} where ${usual} ${english(width)}. Look for a missing separator or quotation mark.${hint}${others}`,
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
function describeAbove(rows: readonly (readonly string[])[], separator: string): string {
  const texts = rows
    .filter((row) => !isEmptyRow(row))
    .map((row) =>
      row.slice(0, row.findLastIndex((value) => value !== "") + 1).join(separator === "," ? ", " : separator),
    );
  const shown = texts.slice(0, 2).map((text) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`);
  return `${rows.length === 1 ? "The row" : `${rows.length} rows`} above the table ${rows.length === 1 ? "is" : "are"} left out${shown.length > 0 ? `: ${shown.join(", ")}${texts.length > 2 ? ", …" : ""}` : ""}.`;
}

/** "Rows 3, 5 and 7 are". */
export function describeRows(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Row ${numbers[0]} is`;
  const shown = numbers.slice(0, 3).join(", ");
  return `Rows ${shown}${numbers.length > 3 ? ` and ${english(numbers.length - 3)} more` : ""} are`;
}
