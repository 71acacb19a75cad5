import { dsvFormat } from "d3-dsv";
import { DataFileError } from "./fault.ts";
import type { Report } from "./reading.ts";

/** A text file as rows of values; blank lines are left out. */
export interface Grid {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Which row of the file each is, counted from 1. */
  readonly numbers: readonly number[];
  /** Whether numbers have a decimal comma, as where values are separated by semicolons. */
  readonly hasDecimalComma: boolean;
}

const delimiters = [",", ";", "\t", "|"];
const mostRows = 200_000;
const mostColumns = 1000;
/** Rows between two reports. */
const chunk = 20_000;

/** Reads comma-separated text, or text separated by semicolons, tabs or bars; throws DataFileError where rows differ in length. */
export function readGrid(name: string, bytes: Uint8Array, report: Report): Grid {
  const text = decode(name, bytes);
  const delimiter = delimiterOf(text);
  const rows: string[][] = [];
  const numbers: number[] = [];
  const total = text.split("\n").length;
  dsvFormat(delimiter).parseRows(text, (row, i) => {
    if (i % chunk === 0) report(`Reading ${name}`, i, total);
    if (row.length === 1 && row[0].trim() === "") return null;
    if (rows.length === mostRows)
      throw new DataFileError(
        "too-large",
        `${name}: more than ${english(mostRows)} rows. Open a smaller part of the data.`,
      );
    rows.push(row.map((value) => value.trim()));
    numbers.push(i + 1);
    return null;
  });
  if (rows.length === 0) throw new DataFileError("empty", `${name}: the file is empty.`);
  const width = rows[0].length;
  if (width < 2)
    throw new DataFileError(
      "ragged",
      `${name}: row ${numbers[0]} has one value. A table has at least an input and a label, separated by commas, semicolons or tabs.`,
    );
  if (width > mostColumns)
    throw new DataFileError(
      "too-large",
      `${name}: ${english(width)} columns; at most ${english(mostColumns)} can be opened.`,
    );
  const odd = rows.findIndex((row) => row.length !== width);
  if (odd >= 0)
    throw new DataFileError(
      "ragged",
      `${name}, row ${numbers[odd]}: ${counted(rows[odd].length)} where row ${numbers[0]} has ${width}. Look for a missing comma or quotation mark.`,
    );
  const hasDecimalComma = delimiter !== "," && !/\d\.\d/.test(text) && /\d,\d/.test(text);
  return { name, rows, numbers, hasDecimalComma };
}

const english = (n: number) => n.toLocaleString("en");
const counted = (n: number) => (n === 1 ? "1 value" : `${english(n)} values`);

function decode(name: string, bytes: Uint8Array): string {
  try {
    // The mark of the byte order is left out.
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    if (!text.includes("\0")) return text;
  } catch {
    // Told below.
  }
  throw new DataFileError("not-text", `${name}: not text in UTF-8. Save the table as CSV in UTF-8 and open that.`);
}

/** The one that splits the first lines into the same number of values, the more the better; a comma where none does. */
function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .slice(0, 20)
    .filter((line) => line.trim() !== "");
  const score = (delimiter: string) => {
    const counts = lines.map((line) => line.split(delimiter).length);
    const alike = counts.filter((count) => count === counts[0]).length / counts.length;
    return counts[0] > 1 ? alike * 1000 + counts[0] : 0;
  };
  return delimiters.reduce((best, one) => (score(one) > score(best) ? one : best));
}
