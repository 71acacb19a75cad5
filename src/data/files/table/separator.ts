import { type Separator, separators } from "./dialect.ts";
import { parseNumber } from "./numbers.ts";
import { createScanner } from "./scan.ts";

/** Bytes, rows and values of a sample, and those that a separator is guessed from. */
const sampled = { bytes: 2 ** 18, rows: 1000, values: 30_000 };
const scored = { bytes: 2 ** 16, rows: 100, values: 5000 };
/** Rows that are looked at however long they are. */
const fewestRows = 8;
/** Values of a row that are looked at. */
const mostSampled = 5000;
/** Share of the rows that must have the same number of values. */
const fewestAlike = 0.5;

interface SampledRow {
  readonly values: readonly string[];
  readonly isQuoted: readonly boolean[];
}

function firstRows(bytes: Uint8Array, separator: Separator, most: typeof sampled): SampledRow[] {
  const head = bytes.subarray(0, most.bytes);
  const scanner = createScanner(head, separator, mostSampled);
  const rows: SampledRow[] = [];
  let values = 0;
  const isEnough = () => rows.length === most.rows || (values > most.values && rows.length >= fewestRows);
  for (let at = 0; at < head.length && !isEnough(); ) {
    at = scanner.row(at);
    values += scanner.count();
    const places = Array.from({ length: Math.min(scanner.count(), mostSampled) }, (_, c) => c);
    rows.push({ values: places.map(scanner.text), isQuoted: places.map(scanner.isQuoted) });
  }
  // The last one may be cut.
  return head.length < bytes.length && rows.length > 1 && !isEnough() ? rows.slice(0, -1) : rows;
}

/** The first rows of a table as text, blank ones too. */
export const sampleOf = (bytes: Uint8Array, separator: Separator): readonly (readonly string[])[] =>
  firstRows(bytes, separator, sampled).map(({ values }) => values);

/** What Excel's line "sep=;" says, or null. */
export function announced(bytes: Uint8Array): Separator | null {
  const [line = ""] = new TextDecoder().decode(bytes.subarray(0, 20)).split(/[\r\n]/);
  const [, sign] = /^"?sep=(.)"?$/i.exec(line.trimStart()) ?? [];
  return separators.find((one) => one === sign) ?? null;
}

/** The number of values that most rows have, and the share of rows that have it. */
export function usualWidth(widths: readonly number[]): { width: number; share: number } {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [width, count] = [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0]);
  return { width, share: count / (widths.length || 1) };
}

export const isEmptyRow = (row: readonly string[]) => row.every((value) => value === "");
export const isComment = ([first]: readonly string[]) => first.startsWith("#");

const isNumber = (value: string) =>
  !Number.isNaN(parseNumber(value, { decimal: ".", unit: "" })) ||
  !Number.isNaN(parseNumber(value, { decimal: ",", unit: "" }));

/** How well a separator divides the rows, 0..1: they are of one length, and nothing that separates is left in a value. */
function score(bytes: Uint8Array, separator: Separator): number {
  const rows = firstRows(bytes, separator, scored).filter(({ values }) => !isEmptyRow(values) && !isComment(values));
  const { width, share } = usualWidth(rows.map(({ values }) => values.length));
  if (width < 2 || share < fewestAlike) return 0;
  const values = rows.flatMap((row) => (row.values.length === width ? row.values : []));
  const bare = rows.flatMap((row) =>
    row.values.length === width ? row.values.filter((_, c) => !row.isQuoted[c]) : [],
  );
  const numbers = values.filter(isNumber).length;
  // Words are set apart by spaces too: only rows of numbers are meant so, before all where they are all of one length.
  if (separator === " ") {
    const figures = numbers / values.length;
    return figures >= 0.6 && share === 1 ? 0.99 : figures >= 0.4 ? share / 2 : 0;
  }
  const divided = bare.filter((value) => /[,;\t|]|\d\s+\d/.test(value) && !isNumber(value)).length;
  return share * (1 - divided / values.length) + Math.min(width, 50) * 1e-4;
}

/** The separator that divides the first rows best, text in quotation marks left alone; null where none does. */
export function guessSeparator(bytes: Uint8Array): Separator | null {
  const said = announced(bytes);
  if (said) return said;
  const scores = separators.map((separator) => [separator, score(bytes, separator)] as const);
  const [best, points] = scores.reduce((high, one) => (one[1] > high[1] ? one : high));
  return points > 0 ? best : null;
}
