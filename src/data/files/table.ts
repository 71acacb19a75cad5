import type { Dataset, InputColumn } from "../dataset.ts";
import { maximumClasses } from "./fault.ts";
import type { Grid } from "./grid.ts";
import type { Built, Column, ColumnKind, ReadOptions, Source, TableOptions } from "./reading.ts";

/** What stands for no value. */
const missingMarks = new Set(["", "na", "n/a", "nan", "null", "none", "?", ".", "-"]);
/** Most values of a category, each of which becomes an input; most inputs; fewest rows. */
const mostValues = 32;
const mostInputs = 512;
const fewestRows = 10;
/** Share of numbers from which a column is meant to be one of numbers. */
const mostlyNumbers = 0.8;
/** Faults that are told one by one. */
const mostFaults = 5;
/** Columns that are likely to hold the classes. */
const labelName = /^(label|labels|class|classes|target|species|category|y|diagnosis|outcome)$/i;
/** Rows of the preview. */
const shownRows = 6;

const isMissing = (value: string) => missingMarks.has(value.toLowerCase());

/** A table of values with classes in one of its columns. */
export function tableSource(grid: Grid): Source {
  const numberIn = (value: string) => {
    const text = grid.hasDecimalComma ? value.replace(",", ".") : value;
    return text === "" ? Number.NaN : Number(text);
  };
  const isNumber = (value: string) => Number.isFinite(numberIn(value));
  const [first] = grid.rows;
  const hasHeader = first.every((value) => value !== "" && !isNumber(value)) && new Set(first).size === first.length;
  const described = new Map<boolean, readonly Described[]>();
  const columnsAt = (withHeader: boolean) => {
    const known = described.get(withHeader) ?? first.map((_, c) => describeColumn(grid, c, withHeader, isNumber));
    described.set(withHeader, known);
    return known;
  };
  const columns = columnsAt(hasHeader);
  const label = guessLabel(columns);
  const options: TableOptions = { kind: "table", hasHeader, label, columns: columns.map(guessKind), missing: "omit" };
  return {
    options,
    build: (wanted) => build(grid, asTable(wanted), columnsAt(asTable(wanted).hasHeader), numberIn),
    table: (wanted) => ({
      columns: columnsAt(asTable(wanted).hasHeader),
      rows: grid.rows.slice(asTable(wanted).hasHeader ? 1 : 0).slice(0, shownRows),
    }),
  };
}

function asTable(options: ReadOptions): TableOptions {
  if (options.kind !== "table") throw new Error(`a table cannot be read as ${options.kind}`);
  return options;
}

interface Described extends Column {
  /** Values in the order they first appear; not all, where there are more than anything can use. */
  readonly values: readonly string[];
  /** Share of the values that are numbers, 0..1. */
  readonly numbers: number;
}

function describeColumn(grid: Grid, c: number, hasHeader: boolean, isNumber: (value: string) => boolean): Described {
  const values = new Set<string>();
  let missing = 0;
  let numbers = 0;
  const body = hasHeader ? grid.rows.slice(1) : grid.rows;
  for (const row of body) {
    const value = row[c];
    if (isMissing(value)) missing++;
    else {
      if (isNumber(value)) numbers++;
      if (values.size <= maximumClasses) values.add(value);
    }
  }
  const name = hasHeader ? grid.rows[0][c] || `column ${c + 1}` : `column ${c + 1}`;
  const distinct = values.size;
  const known = [...values];
  return {
    name,
    distinct,
    missing,
    examples: known.slice(0, 4),
    values: known,
    numbers: numbers / (body.length - missing || 1),
  };
}

/** By its name, else the last column with few values, else the last. */
function guessLabel(columns: readonly Described[]): number {
  const canBe = ({ distinct }: Described) => distinct >= 2 && distinct <= maximumClasses;
  const named = columns.findIndex((column) => labelName.test(column.name) && canBe(column));
  if (named >= 0) return named;
  const ofText = columns.findLastIndex((column) => canBe(column) && column.numbers < mostlyNumbers);
  if (canBe(columns[columns.length - 1])) return columns.length - 1;
  return ofText >= 0 ? ofText : columns.length - 1;
}

function guessKind({ distinct, numbers }: Described): ColumnKind {
  if (distinct < 2) return "omit";
  if (numbers >= mostlyNumbers) return "number";
  return distinct <= mostValues ? "category" : "omit";
}

/** Takes the rows as the options say; what is in the way comes as faults. */
function build(
  grid: Grid,
  { hasHeader, label, columns: kinds, missing }: TableOptions,
  columns: readonly Described[],
  numberIn: (value: string) => number,
): Built {
  const faults: string[] = [];
  const notes: string[] = [];
  const body = grid.rows.map((row, i) => ({ row, number: grid.numbers[i] })).slice(hasHeader ? 1 : 0);
  const classes = classesOf(columns[label], numberIn);
  if (columns[label].distinct < 2 || columns[label].distinct > maximumClasses)
    faults.push(
      `${grid.name}, column “${columns[label].name}”: ${columns[label].distinct > maximumClasses ? `more than ${maximumClasses}` : columns[label].distinct} different values. Choose a label column with 2 to ${maximumClasses}.`,
    );
  const used = kinds.flatMap((kind, c) => (kind === "omit" || c === label ? [] : [c]));
  for (const c of used)
    if (kinds[c] === "category" && columns[c].distinct > mostValues)
      faults.push(`${grid.name}, column “${columns[c].name}”: more than ${mostValues} different values. Leave it out.`);
  const inputs: InputColumn[] = [];
  const readers: ((row: readonly string[], to: Float32Array, at: number) => void)[] = [];
  for (const c of used) {
    const at0 = inputs.length;
    const { name, values } = columns[c];
    if (kinds[c] === "number") {
      inputs.push({ name, isNumber: true });
      readers.push((row, to, at) => {
        to[at + at0] = isMissing(row[c]) ? Number.NaN : numberIn(row[c]);
      });
    } else {
      const places = new Map(values.map((value, i) => [value, i]));
      for (const value of values) inputs.push({ name: `${name} = ${value}`, isNumber: false });
      readers.push((row, to, at) => {
        const place = places.get(row[c]);
        if (place !== undefined) to[at + at0 + place] = 1;
      });
    }
  }
  if (inputs.length === 0) faults.push(`${grid.name}: no input is left. Take at least one column beside the label.`);
  if (inputs.length > mostInputs)
    faults.push(`${grid.name}: ${inputs.length} inputs; at most ${mostInputs} can be opened. Leave columns out.`);
  const labelled = body.filter(({ row }) => !isMissing(row[label]));
  const rows = missing === "omit" ? labelled.filter(({ row }) => used.every((c) => !isMissing(row[c]))) : labelled;
  faults.push(
    ...noNumbers(
      grid.name,
      rows,
      used.filter((c) => kinds[c] === "number"),
      columns,
      numberIn,
    ),
  );
  if (faults.length === 0 && rows.length < fewestRows)
    faults.push(
      `${grid.name}: ${rows.length} ${rows.length === 1 ? "row" : "rows"} to learn from, of ${body.length}; at least ${fewestRows} are needed.${missing === "omit" && labelled.length >= fewestRows ? " Fill missing values instead of leaving their rows out." : ""}`,
    );
  const unlabelled = body.length - labelled.length;
  if (unlabelled > 0)
    notes.push(`${told(unlabelled, body.length)} no label and ${unlabelled === 1 ? "is" : "are"} left out.`);
  const incomplete = labelled.filter(({ row }) => used.some((c) => isMissing(row[c]))).length;
  if (incomplete > 0)
    notes.push(
      `${told(incomplete, body.length)} missing values and ${
        missing === "omit"
          ? incomplete === 1
            ? "is left out."
            : "are left out."
          : "the mean of the training rows stands in for numbers, none of the values for categories."
      }`,
    );
  kinds.forEach((kind, c) => {
    if (kind !== "omit" || c === label) return;
    const { name, distinct } = columns[c];
    if (distinct < 2) notes.push(`“${name}” is the same in every row and left out.`);
    else if (distinct > mostValues && columns[c].numbers < mostlyNumbers)
      notes.push(`“${name}” has more than ${mostValues} different values that are no numbers and is left out.`);
  });
  if (faults.length > 0) return { data: null, faults, notes };
  const values = new Float32Array(rows.length * inputs.length);
  const labels = new Uint8Array(rows.length);
  const places = new Map(classes.map((name, i) => [name, i]));
  rows.forEach(({ row }, i) => {
    for (const read of readers) read(row, values, i * inputs.length);
    labels[i] = places.get(row[label])!;
  });
  const dataset: Dataset = {
    id: "file",
    label: grid.name,
    kind: "table",
    inputShape: [inputs.length],
    classes,
    inputs: values,
    labels,
    count: rows.length,
    columns: inputs,
  };
  return { data: { dataset }, faults, notes };
}

/** Numbers in their order, other classes by the alphabet. */
function classesOf({ values, numbers }: Described, numberIn: (value: string) => number): string[] {
  const byNumber = numbers === 1;
  return [...values].sort((a, b) => (byNumber ? numberIn(a) - numberIn(b) : a < b ? -1 : 1));
}

function noNumbers(
  name: string,
  rows: readonly { readonly row: readonly string[]; readonly number: number }[],
  numeric: readonly number[],
  columns: readonly Described[],
  numberIn: (value: string) => number,
): string[] {
  const found: string[] = [];
  let more = 0;
  for (const { row, number } of rows)
    for (const c of numeric) {
      if (isMissing(row[c]) || Number.isFinite(numberIn(row[c]))) continue;
      if (found.length === mostFaults) more++;
      else
        found.push(
          `${name}, row ${number}, column “${columns[c].name}”: “${row[c].slice(0, 40)}” is no number. Correct it, take the column as a category, or leave it out.`,
        );
    }
  return more > 0 ? [...found, `… and ${more} more such values.`] : found;
}

const told = (some: number, all: number) =>
  `${some.toLocaleString("en")} of ${all.toLocaleString("en")} rows ${some === 1 ? "has" : "have"}`;
