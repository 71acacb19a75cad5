import { maximumClasses } from "../fault.ts";
import type { Report } from "../reading.ts";
import { markOf } from "./marks.ts";
import { guessFormat, mostlyNumbers, type NumberFormat, parseNumber, plainNumber } from "./numbers.ts";
import { type PartRows, visitRows } from "./parts.ts";
import type { Scanner } from "./scan.ts";
import { numberReader } from "./values.ts";

/** What is known of a column after looking at all of its values. */
export interface ColumnFacts {
  readonly name: string;
  readonly format: NumberFormat;
  /** Whether most of its values are numbers. */
  readonly isNumeric: boolean;
  readonly empty: number;
  /** Marks such as NA, in small letters: how the first reads, and how many there are. */
  readonly marks: ReadonlyMap<string, { readonly text: string; readonly count: number }>;
  readonly numbers: number;
  readonly words: number;
  /** Different values, numbers by what they mean, and how the first of each reads; one more than can be classes where there are more. */
  readonly values: ReadonlyMap<number | string, string>;
  /** Of its numbers. */
  readonly isWhole: boolean;
  readonly least: number;
  readonly most: number;
  /** Each is the one before and 1, or each less 1; each is larger than the one before, or each smaller. */
  readonly isCounting: boolean;
  readonly order: "rises" | "falls" | null;
  /** Whether they are whole and none comes twice. */
  readonly isUnique: boolean;
}

/** How each column's numbers are written: by its own values, and where those leave it open by the other columns. */
export function guessFormats(
  sample: readonly (readonly string[])[],
  width: number,
  decimal: "." | "," | null,
  separator: string,
): NumberFormat[] {
  const guesses = Array.from({ length: width }, (_, c) => {
    const values = sample.flatMap((row) => (row[c] && !markOf(row[c]) ? [row[c]] : []));
    return guessFormat(values);
  });
  const isSigned = (c: number) => sample.some((row) => /\d[.,]\d/.test(row[c] ?? ""));
  const votes = (sign: string) =>
    guesses.filter((guess, c) => guess.decimal === sign && guess.share >= mostlyNumbers && isSigned(c)).length;
  const lead = votes(",") - votes(".");
  // Where commas do not separate, they are left to numbers.
  const usual = lead > 0 || (lead === 0 && separator === ";") ? "," : ".";
  return guesses.map((guess) => ({ decimal: decimal ?? guess.decimal ?? usual, unit: guess.unit }));
}

/** Looks at every value of a table once. */
export function describeColumns(
  parts: readonly PartRows[],
  names: readonly string[],
  formats: readonly NumberFormat[],
  from: number,
  report: Report,
): ColumnFacts[] {
  const tallies = names.map((_, c) => createTally(formats[c]));
  for (const part of parts)
    visitRows(part, from, report, "looking-at", (scanner) => {
      const { starts, ends, bytes } = scanner;
      for (let c = 0; c < tallies.length; c++) {
        const at = part.place[c];
        if (at < 0) continue;
        if (ends[at] <= starts[at]) tallies[c].empty++;
        else {
          const number = plainNumber(bytes, starts[at], ends[at], tallies[c].decimal);
          if (Number.isNaN(number)) addText(tallies[c], scanner, at);
          else addNumber(tallies[c], number, scanner, at);
        }
      }
    });
  const unique = uniqueAmong(tallies, parts, from, report);
  return tallies.map((tally, c) => {
    const { decimal: _, last: __, step, ...facts } = tally;
    const isNumeric = tally.numbers > 0 && tally.numbers >= mostlyNumbers * (tally.numbers + tally.words);
    const order = step > 0 ? "rises" : step < 0 ? "falls" : null;
    return { ...facts, name: names[c], isNumeric, isUnique: unique.has(c), order };
  });
}

/** Columns that are looked at for numbers that come twice. */
const mostSuspects = 20;

/** The columns of whole numbers, none of them twice. */
function uniqueAmong(
  tallies: readonly ColumnTally[],
  parts: readonly PartRows[],
  from: number,
  report: Report,
): Set<number> {
  const whole = tallies.flatMap(({ isWhole, numbers, words }, c) => (isWhole && numbers > 1 && words === 0 ? [c] : []));
  const unique = new Set(whole.filter((c) => tallies[c].values.size === tallies[c].numbers || tallies[c].isCounting));
  const open = whole.filter((c) => tallies[c].values.size > maximumClasses && !tallies[c].isCounting);
  const seen = new Map(open.slice(0, mostSuspects).map((c) => [c, new Set<number>()]));
  if (seen.size === 0) return unique;
  const readers = tallies.map(({ format }) => numberReader(format));
  for (const part of parts)
    visitRows(part, from, report, "looking-at", (scanner) => {
      for (const [c, numbers] of seen) {
        const number = part.place[c] < 0 ? Number.NaN : readers[c](scanner, part.place[c]);
        if (Number.isNaN(number)) continue;
        if (numbers.has(number)) seen.delete(c);
        else numbers.add(number);
      }
      return seen.size > 0;
    });
  for (const c of seen.keys()) unique.add(c);
  return unique;
}

type ColumnTally = ReturnType<typeof createTally>;

function createTally(format: NumberFormat) {
  return {
    format,
    decimal: format.decimal.charCodeAt(0),
    empty: 0,
    marks: new Map<string, { text: string; count: number }>(),
    numbers: 0,
    words: 0,
    values: new Map<number | string, string>(),
    isWhole: true,
    least: Infinity,
    most: -Infinity,
    isCounting: true,
    last: Number.NaN,
    /** From the first to the second; 0 where they do not go on that way. */
    step: Number.NaN,
  };
}

function addText(tally: ColumnTally, scanner: Scanner, at: number): void {
  const text = scanner.text(at);
  const mark = text === "" ? null : markOf(text);
  if (text === "") tally.empty++;
  else if (mark) {
    const { count = 0, text: first = text } = tally.marks.get(mark) ?? {};
    tally.marks.set(mark, { text: first, count: count + 1 });
  } else {
    const number = parseNumber(text, tally.format);
    if (!Number.isNaN(number)) addNumber(tally, number, scanner, at);
    else {
      tally.words++;
      if (tally.values.size <= maximumClasses && !tally.values.has(text)) tally.values.set(text, text);
    }
  }
}

function addNumber(tally: ColumnTally, number: number, scanner: Scanner, at: number): void {
  const { numbers, last } = tally;
  tally.numbers = numbers + 1;
  // Runs of the same number are most of what pixels have.
  if (number === last) {
    tally.isCounting = false;
    tally.step = 0;
    return;
  }
  tally.last = number;
  if (numbers > 0) {
    const step = number - last;
    if (numbers === 1) tally.step = step;
    if (step !== tally.step || (step !== 1 && step !== -1)) tally.isCounting = false;
    if (step > 0 !== tally.step > 0) tally.step = 0;
  }
  if (tally.isWhole && !Number.isInteger(number)) tally.isWhole = false;
  if (number < tally.least) tally.least = number;
  if (number > tally.most) tally.most = number;
  if (tally.values.size <= maximumClasses && !tally.values.has(number)) tally.values.set(number, scanner.text(at));
}
