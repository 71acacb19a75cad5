import type { Report } from "../reading.ts";
import type { ColumnFacts } from "./columns.ts";
import type { Grid } from "./grid.ts";
import { isIdName } from "./guess.ts";
import { type PartRows, readRow, scannerOf, visitRows } from "./parts.ts";
import type { Scanner } from "./scan.ts";

/** Columns that are one label together: in every row one of them is 1, or true, and the others are not. */
export interface OneHot {
  readonly columns: readonly number[];
  /** What the label and its classes are called. */
  readonly name: string;
  readonly classes: readonly string[];
}

const fewestClasses = 3;
const [comma, quote, lineFeed, carriageReturn] = [44, 34, 10, 13];

const isSet = (text: string) => Number(text) === 1 || text.toLowerCase() === "true";

/** Looks for such columns at the end of a table, then at its beginning, ids and empty columns aside; null where there are none. */
export function oneHotIn(
  parts: readonly PartRows[],
  columns: readonly ColumnFacts[],
  from: number,
  hasHeader: boolean,
  report: Report,
): OneHot | null {
  const forth = runOf(columns, [...columns.keys()]);
  const back = runOf(columns, [...columns.keys()].reverse());
  for (const run of [back, forth]) {
    const length = lengthIn(run, parts[0], from, report);
    if (length >= fewestClasses)
      return named(
        run.slice(0, length).toSorted((a, b) => a - b),
        columns,
        hasHeader,
      );
  }
  return null;
}

/** The first columns in an order that hold nothing but two values, no and yes. */
function runOf(columns: readonly ColumnFacts[], order: readonly number[]): number[] {
  const isAside = ({ name, isUnique, numbers, words }: ColumnFacts) =>
    numbers + words === 0 || isUnique || (isIdName(name) && numbers === 0);
  const isBinary = ({ values, empty, marks }: ColumnFacts) =>
    values.size === 2 &&
    empty + marks.size === 0 &&
    [...values.values()].every((text) => /^(0|1|true|false)(\.0*)?$/i.test(text));
  const first = order.findIndex((c) => !isAside(columns[c]));
  const rest = order.slice(Math.max(0, first));
  const end = rest.findIndex((c) => !isBinary(columns[c]));
  return end < 0 ? rest : rest.slice(0, end);
}

/** How many of a run, from its first on, have one that is set in every row; 0 for none. */
function lengthIn(run: readonly number[], part: PartRows, from: number, report: Report): number {
  let open = run.map((_, i) => i + 1).filter((length) => length >= fewestClasses);
  if (open.length === 0) return 0;
  visitRows(part, from, report, "looking-at", (scanner) => {
    const sums: number[] = [];
    run.forEach((c, i) => {
      sums.push((sums[i - 1] ?? 0) + Number(isSet(scanner.text(c))));
    });
    open = open.filter((length) => sums[length - 1] === 1);
    return open.length > 0;
  });
  return open[0] ?? 0;
}

/** By what the names have in common (kind_ash, kind_birch), or by place where there are none. */
function named(group: readonly number[], columns: readonly ColumnFacts[], hasHeader: boolean): OneHot {
  const names = group.map((c) => columns[c].name);
  const taken = new Set(columns.map(({ name }) => name.toLowerCase()));
  const free = (name: string) => (name === "" || taken.has(name.toLowerCase()) ? "one-hot class" : name);
  if (!hasHeader) return { columns: group, name: free("class"), classes: group.map((_, i) => String(i)) };
  const [first, ...others] = names;
  let common = first.length;
  while (!others.every((name) => name.startsWith(first.slice(0, common)))) common--;
  const prefix = /^.*[_ .:=-]/.exec(first.slice(0, common))?.[0] ?? "";
  return {
    columns: group,
    name: prefix === "" ? free("class") : free(prefix.slice(0, -1)),
    classes: names.map((name) => name.slice(prefix.length) || name),
  };
}

/** The same rows with one more column, the label; `place` tells where columns stand in this file, `head` how many rows come before values. */
export function withLabel<Read extends Grid>(
  grid: Read,
  { columns, name, classes }: OneHot,
  place: readonly number[],
  head: number,
): Read {
  const { bytes, starts, width, first, sample, dialect } = grid;
  const scanner = scannerOf(grid);
  const encoder = new TextEncoder();
  const quoted = (text: string) => (/^[\p{L}\d]+$/u.test(text) ? text : `"${text.replaceAll('"', '""')}"`);
  const classOf = (isAt: (c: number) => boolean) => {
    const set = columns.flatMap((c, i) => (place[c] >= 0 && isAt(place[c]) ? [classes[i]] : []));
    return set.length === 1 ? set[0] : "";
  };
  const labels = new Map([name, "", ...classes].map((text) => [text, encoder.encode(quoted(text))]));
  const longest = Math.max(...[...labels.values()].map(({ length }) => length));
  let to = new Uint8Array(bytes.length + starts.length * (longest + 2));
  const begins = new Uint32Array(starts.length);
  let at = 0;
  for (let row = 0; row < starts.length; row++) {
    begins[row] = at;
    const next = starts[row + 1] ?? bytes.length;
    readRow(scanner, grid, row);
    const most = 2 * (next - starts[row]) + 3 * width + longest + 2;
    if (at + most > to.length) to = grown(to, most);
    for (let c = 0; c < width; c++) at = copy(scanner, c, to, at);
    const text = row >= head ? classOf((c) => isSet(scanner.text(c))) : row === 0 ? name : "";
    to.set(labels.get(text)!, at);
    at += labels.get(text)!.length;
    to[at++] = lineFeed;
  }
  const extended = (row: readonly string[]) => (row.length === width ? [...row, classOf((c) => isSet(row[c]))] : row);
  return {
    ...grid,
    bytes: to.subarray(0, at),
    dialect: { ...dialect, separator: "," },
    width: width + 1,
    starts: begins,
    first: head > 0 ? [...first, name] : extended(first),
    sample: sample.map(extended),
  };
}

function grown(bytes: Uint8Array<ArrayBuffer>, more: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.ceil(1.5 * bytes.length) + more);
  larger.set(bytes);
  return larger;
}

/** Copies a value, in quotation marks where it needs them, and a comma; gives the next place. */
function copy({ bytes, starts, ends, isQuoted }: Scanner, c: number, to: Uint8Array, from: number): number {
  const value = bytes.subarray(starts[c], ends[c]);
  let at = from;
  if (value.some((byte) => byte === comma || byte === quote || byte === lineFeed || byte === carriageReturn)) {
    to[at++] = quote;
    const isEscaped = isQuoted(c);
    for (const byte of value) {
      if (byte === quote && !isEscaped) to[at++] = quote;
      to[at++] = byte;
    }
    to[at++] = quote;
  } else {
    to.set(value, at);
    at += value.length;
  }
  to[at++] = comma;
  return at;
}
