import type { Column, ColumnKind, ReadOptions, ReadSource, Report, TableOptions, TablePreview } from "../reading.ts";
import { build } from "./build.ts";
import type { ColumnFacts } from "./columns.ts";
import type { Dialect } from "./dialect.ts";
import { distinctOf, guessKind, guessLabel, guessWords } from "./guess.ts";
import { guessDialect } from "./guessDialect.ts";
import { twins } from "./lexicon.ts";
import { offerPixels } from "./pixels.ts";
import { type Grids, openTable, readGrids, type Table, type TableFile } from "./table.ts";
import { manyMissing } from "./warnings.ts";

/** A table of values with classes in one of its columns, in one file, or in several for training, validation and test; the first is
 *  the one to learn from. Throws DataFileError for what is no table. */
export function tableSource(files: readonly TableFile[], report: Report): ReadSource {
  const opened = createOpener(files, report);
  return {
    options: opened.guess({}),
    build: (wanted) => build(opened.table(asTable(wanted)), asTable(wanted), report),
    settle: (wanted, before) => opened.settle(asTable(wanted), asTable(before)),
    reread: (chosen) => opened.guess(chosen),
    table: (wanted) => preview(opened.grids(asTable(wanted).dialect), opened.table(asTable(wanted)), asTable(wanted)),
  };
}

function asTable(options: ReadOptions): TableOptions {
  if (options.kind !== "table") throw new Error(`a table cannot be read as ${options.kind}`);
  return options;
}

/** Reads files as they are asked for, and remembers what was read last: they may be large. */
function createOpener(files: readonly TableFile[], report: Report) {
  let read: { readonly key: string; readonly grids: Grids } | undefined;
  let opened: { readonly key: string; readonly table: Table } | undefined;
  const [main, ...others] = files;

  function grids(dialect: Dialect): Grids {
    const key = JSON.stringify(dialect);
    if (read?.key !== key) {
      const { encoding: _, above: __, ...alike } = dialect;
      const dialects = [dialect, ...others.map(({ name, bytes }) => guessDialect(name, bytes, alike))];
      read = { key, grids: readGrids([main, ...others], dialects, report) };
    }
    return read.grids;
  }

  function table({
    dialect,
    hasHeader,
    skipsUnits,
  }: Pick<TableOptions, "dialect" | "hasHeader" | "skipsUnits">): Table {
    const key = JSON.stringify([dialect, hasHeader, skipsUnits]);
    if (opened?.key !== key) opened = { key, table: openTable(grids(dialect), { hasHeader, skipsUnits }, report) };
    return opened.table;
  }

  function guess(chosen: Partial<Dialect>): TableOptions {
    const dialect = guessDialect(main.name, main.bytes, chosen);
    const { hasHeader, hasUnits } = grids(dialect);
    const reading = { dialect, hasHeader, skipsUnits: hasUnits };
    const found = table(reading);
    const { columns } = found;
    const words = guessWords(columns);
    const label = guessLabel(columns, words, hasHeader);
    const kinds = guessKinds(found, label, words);
    const pixels = offerPixels(columns, label);
    const isHalfEmpty = columns.some(
      (column, c) => kinds[c] !== "omit" && c !== label && missingIn(column, words) > manyMissing * countOf(column),
    );
    return {
      kind: "table",
      ...reading,
      label,
      columns: kinds,
      missing: isHalfEmpty ? "fill" : "omit",
      words,
      wrong: "fault",
      mergesCase: false,
      repeats: "keep",
      images: pixels?.isLikely ? { side: pixels.side, isTurned: false } : null,
    };
  }

  /** Columns that a person did not take otherwise go by the label that is chosen: a copy of the one before may be of use. */
  function settle(options: TableOptions, before: TableOptions): TableOptions {
    const { label, words } = options;
    if (label === before.label) return options;
    const found = table(options);
    const [wereMeant, areMeant] = [before.label, label].map((one) => guessKinds(found, one, words));
    const columns = options.columns.map((kind, c) => (kind === wereMeant[c] ? areMeant[c] : kind));
    return { ...options, columns };
  }

  return { grids, table, guess, settle };
}

function guessKinds(table: Table, label: number, words: readonly string[]): ColumnKind[] {
  const relations = table.relationsTo(label);
  return table.columns.map((column, c) => guessKind(column, words, relations.get(c)));
}

const countOf = ({ numbers, words, empty, marks }: ColumnFacts) =>
  [...marks.values()].reduce((sum, { count }) => sum + count, numbers + words + empty);

/** Values that are missing: empty ones, and marks that are not among the words. */
const missingIn = ({ empty, marks, isNumeric }: ColumnFacts, words: readonly string[]) =>
  [...marks].reduce((sum, [mark, { count }]) => sum + (isNumeric || !words.includes(mark) ? count : 0), empty);

/** What a person sees of the table, and can choose. */
function preview({ hasUnits }: Grids, table: Table, { label, columns: kinds, words }: TableOptions): TablePreview {
  const marks = new Map<string, { mark: string; text: string; count: number; columns: string[] }>();
  table.columns.forEach((column, c) => {
    if (column.isNumeric || (kinds[c] === "omit" && c !== label)) return;
    for (const [mark, { text, count }] of column.marks) {
      const { count: before = 0, columns = [] } = marks.get(mark) ?? {};
      marks.set(mark, { mark, text, count: before + count, columns: [...columns, column.name] });
    }
  });
  return {
    columns: table.columns.map((column): Column => {
      const values = [...column.values.values()];
      return {
        name: column.name,
        distinct: distinctOf(column, words),
        missing: missingIn(column, words),
        examples: values.slice(0, 4),
        reads: column.isNumeric ? readingOf(column) : null,
      };
    }),
    rows: table.shown,
    marks: [...marks.values()],
    hasUnits,
    hasWrong: table.columns.some((column, c) => c !== label && kinds[c] === "number" && column.words > 0),
    hasTwins: table.columns.some(
      (column, c) => (c === label || kinds[c] === "category") && twins([...column.values.values()]).length > 0,
    ),
    pixels: offerPixels(table.columns, label)?.side ?? null,
  };
}

/** What a number of a column means, where that is not what it reads. */
function readingOf({ values }: ColumnFacts): Column["reads"] {
  for (const [number, text] of values)
    if (typeof number === "number" && !(Number(text) === number)) return { text, number };
  return null;
}
