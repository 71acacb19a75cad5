import type { DataFileInput } from "../fault.ts";
import type { Report } from "../reading.ts";
import type { FileSaid } from "../said.ts";
import { namesOf } from "../told.ts";
import { type ColumnFacts, describeColumns, guessFormats } from "./columns.ts";
import type { Dialect } from "./dialect.ts";
import { type Grid, readGrid, rowNumbers } from "./grid.ts";
import { canBeLabel, guessLabel, guessWords } from "./guess.ts";
import { columnNames, hasNames, withoutNames } from "./header.ts";
import { markOf } from "./marks.ts";
import { type NumberFormat, parseNumber } from "./numbers.ts";
import { type OneHot, oneHotIn, withLabel } from "./oneHot.ts";
import { type PartRows, placesOf } from "./parts.ts";
import { type Relation, relationsTo } from "./relations.ts";

/** A file of a table and what its rows are for. */
export interface TableFile extends DataFileInput {
  readonly role: PartRows["role"];
}

/** A table whose columns are known: one file, or several with the same columns. */
export interface Table {
  readonly name: string;
  readonly parts: readonly PartRows[];
  /** The first row of each part that holds values. */
  readonly firstRow: number;
  readonly columns: readonly ColumnFacts[];
  /** The first rows as they stand. */
  readonly shown: readonly (readonly string[])[];
  readonly faults: readonly FileSaid[];
  readonly notes: readonly FileSaid[];
  /** Columns that are one label together, which the last column is. */
  readonly oneHot: readonly number[];
  readonly relationsTo: (label: number) => ReadonlyMap<number, Relation>;
}

/** Rows of the preview. */
const shownRows = 6;

/** Files read as rows, with what is known before it is decided whether the first holds names. */
export interface Grids {
  readonly grids: readonly (Grid & { readonly role: PartRows["role"] })[];
  readonly formats: readonly NumberFormat[];
  readonly hasHeader: boolean;
  /** Whether the row after the names holds units. */
  readonly hasUnits: boolean;
}

export function readGrids(files: readonly TableFile[], dialects: readonly Dialect[], report: Report): Grids {
  const grids = files.map((file, i) => ({ ...readGrid(file.name, file.bytes, dialects[i], report), role: file.role }));
  const [{ first, width, dialect }] = grids;
  const sample = withoutNames(first, grids[0].sample);
  const formats = guessFormats(sample, width, dialect.decimal, dialect.separator);
  const isNumeric = formats.map((format, c) => isMostlyNumbers(sample.slice(1), c, format));
  const isNumber = (c: number, value: string) => (isNumeric[c] ? !Number.isNaN(parseNumber(value, formats[c])) : null);
  const hasHeader = hasNames(first, sample, isNumber);
  return { grids, formats, hasHeader, hasUnits: hasHeader && holdsUnits(sample, isNumeric) };
}

/** Whether the first row after the names tells what the numbers are: no number where numbers are, and no value that comes again. */
function holdsUnits([second = [], ...others]: readonly (readonly string[])[], isNumeric: readonly boolean[]): boolean {
  const units = second.filter((_, c) => isNumeric[c]);
  const isUnit = (value: string) => /^[^-+.,\d]/.test(value) && /[\p{L}%°$€£]|^\W+$/u.test(value);
  const isValue = second.some((value, c) => value !== "" && !markOf(value) && others.some((row) => row[c] === value));
  return (
    !isValue &&
    units.every((value) => isUnit(value) || markOf(value) !== null) &&
    units.some((value) => value !== "" && markOf(value) === null)
  );
}

function isMostlyNumbers(sample: readonly (readonly string[])[], c: number, format: NumberFormat): boolean {
  const values = sample.flatMap((row) => (row[c] && !markOf(row[c]) ? [row[c]] : []));
  const numbers = values.filter((value) => !Number.isNaN(parseNumber(value, format)));
  return numbers.length > 0 && numbers.length >= 0.8 * values.length;
}

interface Heads {
  readonly hasHeader: boolean;
  readonly skipsUnits: boolean;
}

/** The table that files make with or without names in their first rows, and units in their second. Where its label is spread over columns
 *  of 0 and 1, there is one more that holds it. */
export function openTable(read: Grids, heads: Heads, report: Report): Table {
  const grids = heads.hasHeader ? read.grids.map(withNamesOnce) : read.grids;
  const { table, parts } = described(grids, read.formats, heads, null, report);
  const { columns, firstRow } = table;
  const words = guessWords(columns);
  const label = guessLabel(columns, words, heads.hasHeader);
  const oneHot = oneHotIn(parts, columns, firstRow, heads.hasHeader, report);
  if (!oneHot || (canBeLabel(columns[label], words) && !oneHot.columns.includes(label))) return table;
  const labelled = parts.map(({ grid, role, place }) => ({ ...withLabel(grid, oneHot, place, firstRow), role }));
  return described(labelled, [...read.formats, { decimal: ".", unit: "" }], heads, oneHot, report).table;
}

function described(
  grids: Grids["grids"],
  formats: readonly NumberFormat[],
  { hasHeader, skipsUnits }: Heads,
  oneHot: OneHot | null,
  report: Report,
): { table: Table; parts: readonly PartRows[] } {
  const [main, ...others] = grids;
  const firstRow = hasHeader ? (skipsUnits ? 2 : 1) : 0;
  const names = columnNames(main.first, main.width, hasHeader);
  const parts = grids.map((grid): PartRows => {
    const { role, width, first } = grid;
    const place =
      grid !== main && hasHeader
        ? placesOf(names, columnNames(first, width, true))
        : names.map((_, c) => (c < width ? c : -1));
    return { grid, role, place };
  });
  const columns = describeColumns(parts, names, formats, firstRow, report);
  const relations = new Map<number, ReadonlyMap<number, Relation>>();
  const tables = grids.map(({ name, role }) => ({ file: name, role }));
  const partNotes: readonly FileSaid[] = others.length > 0 ? [{ id: "tables-taken", tables }] : [];
  const units = (main.sample[0] ?? []).flatMap((value, c) =>
    value === "" || markOf(value) ? [] : [`${names[c]}: ${value}`],
  );
  const isLine = main.sample[0]?.every((value) => /^[-:=\s]*$/.test(value));
  const isLong = (main.sample[0] ?? []).some((value) => value.length >= 20);
  const unitNotes: readonly FileSaid[] =
    firstRow === 2 && !isLine ? [{ id: "units-row", ...namesOf(units), row: main.numbers[1], isLong }] : [];
  const oneHotNotes: readonly FileSaid[] = oneHot
    ? [
        {
          id: "one-hot-read",
          ...namesOf(oneHot.columns.map((c) => columns[c].name)),
          label: columns[columns.length - 1].name,
        },
      ]
    : [];
  const table: Table = {
    name: main.name,
    parts,
    firstRow,
    columns,
    shown: (firstRow === 0 ? [main.first, ...main.sample] : main.sample.slice(firstRow - 1)).slice(0, shownRows),
    faults: grids.flatMap(({ faults }) => faults),
    notes: [...partNotes, ...grids.flatMap(({ notes }) => notes), ...unitNotes, ...oneHotNotes],
    oneHot: oneHot?.columns ?? [],
    relationsTo(label) {
      const known = relations.get(label) ?? relationsTo(label, parts, columns, firstRow, report);
      const members = oneHot ? [...oneHot.columns, columns.length - 1] : [];
      const all = members.includes(label) ? new Map([...known, ...members.map((c) => [c, "part"] as const)]) : known;
      relations.set(label, all);
      return all;
    },
  };
  return { table, parts };
}

/** Without the rows that repeat the first one, which holds the names. */
function withNamesOnce<Read extends Grid>(grid: Read): Read {
  const { bytes, starts, numbers, first, sample, notes } = grid;
  const [from] = starts;
  const isEnd = (byte: number | undefined) => byte === undefined || byte === 10 || byte === 13;
  let to = from;
  while (!isEnd(bytes[to])) to++;
  const isSame = (start: number) => {
    for (let i = from; i < to; i++) if (bytes[i] !== bytes[start + i - from]) return false;
    return isEnd(bytes[start + to - from]);
  };
  const isKept = Array.from(starts, (start, row) => row === 0 || !isSame(start));
  const again = [...numbers].filter((_, row) => !isKept[row]);
  if (again.length === 0) return grid;
  return {
    ...grid,
    starts: starts.filter((_, row) => isKept[row]),
    numbers: numbers.filter((_, row) => isKept[row]),
    sample: withoutNames(first, sample),
    notes: [...notes, { id: "names-again", ...rowNumbers(again) }],
  };
}
