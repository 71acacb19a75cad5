import type { RawDataset } from "../../dataset.ts";
import { fewestExamples } from "../fault.ts";
import type { Built, Report, TableOptions } from "../reading.ts";
import type { FileSaid } from "../said.ts";
import { namesOf } from "../told.ts";
import type { ColumnFacts } from "./columns.ts";
import { fillInputs, inputColumns } from "./fill.ts";
import { choiceFaults, keptNotes, omitNotes, wrongFaults } from "./findings.ts";
import { type KeptRows, keepRows } from "./keep.ts";
import { parseNumber } from "./numbers.ts";
import type { PartRows } from "./parts.ts";
import { fillPixels } from "./pixels.ts";
import type { Table } from "./table.ts";
import {
  classWarnings,
  columnWarnings,
  firstOfKind,
  isSortedByClass,
  missingWarnings,
  repeatWarning,
} from "./warnings.ts";

/** Most inputs, and most numbers of all rows. */
const mostInputs = 512;
const mostNumbers = 2 ** 25;

/** Takes the rows as the options say; what is in the way comes as faults. */
export function build(table: Table, options: TableOptions, report: Report): Built {
  const { columns, name } = table;
  const { label } = options;
  const used = options.columns.flatMap((kind, c) => (c !== label && (options.images || kind !== "omit") ? [c] : []));
  const faults: FileSaid[] = [...table.faults, ...choiceFaults(table, options, used)];
  const lackingIn = (place: readonly number[]) => [label, ...used].find((c) => place[c] < 0);
  const parts = table.parts.filter(({ place }) => lackingIn(place) === undefined);
  const partNotes = table.parts.flatMap(({ grid, place }): FileSaid[] => {
    const lacking = lackingIn(place);
    return lacking === undefined ? [] : [{ id: "part-lacks", file: grid.name, column: columns[lacking].name }];
  });
  const rowCount = parts.reduce((sum, { grid }) => sum + Math.max(0, grid.starts.length - table.firstRow), 0);
  if (rowCount < fewestExamples && table.faults.length === 0)
    faults.splice(0, Infinity, tooFew(name, rowCount, rowCount, false));
  if (faults.length > 0)
    return { data: null, faults, notes: [...table.notes, ...partNotes, ...omitNotes(table, options)] };
  const found = keepRows(table, parts, options, used, report);
  const trained = new Set(found.rows.flatMap(({ part, label: own }) => (part.role === "train" ? [own] : [])));
  const kept = { ...found, rows: found.rows.filter((row) => trained.has(row.label)) };
  const notes: FileSaid[] = [...table.notes, ...partNotes, ...keptNotes(kept, options), ...omitNotes(table, options)];
  faults.push(...wrongFaults(kept, columns));
  const learned = kept.rows.filter(({ part }) => part.role === "train").length;
  if (faults.length === 0 && learned < fewestExamples)
    faults.push(
      tooFew(name, learned, kept.count, options.missing === "omit" && kept.count - kept.unlabelled >= fewestExamples),
    );
  const classes = kept.classes.texts();
  const strange = classes.filter((_, i) => !trained.has(i));
  if (strange.length > 0)
    notes.push({ id: "rows-strange", ...namesOf(strange), rows: found.rows.length - kept.rows.length });
  if (faults.length === 0 && trained.size < 2)
    faults.push({ id: "class-alone", file: name, column: columns[label].name, name: classes[[...trained][0]] });
  const inputNames = options.images ? [] : inputColumns(kept, options, used, columns);
  const [rows, inputs] = [kept.rows.length, inputNames.length];
  if (inputs > mostInputs) faults.push({ id: "inputs-many", file: name, inputs, most: mostInputs });
  if (inputs * rows > mostNumbers) faults.push({ id: "numbers-many", file: name, rows, inputs, most: mostNumbers });
  if (faults.length > 0) return { data: null, faults, notes };
  const order = classOrder(kept, columns[label]).filter((i) => trained.has(i));
  const labels = Uint8Array.from(kept.rows, (row) => order.indexOf(row.label));
  const base = { id: "file", label: name, classes: order.map((i) => classes[i]), labels, count: labels.length };
  const whole = options.images
    ? imagesOf(base, kept, used, columns, options.images, report)
    : {
        ...base,
        kind: "table" as const,
        inputShape: [inputNames.length],
        columns: inputNames,
        inputs: fillInputs(kept, options, used, columns, inputNames.length, report),
      };
  const first = firstOfKind(whole);
  const repeats = whole.count - first.length;
  const dataset = options.repeats === "drop" ? rowsFrom(whole, first) : whole;
  const rolesOf = options.repeats === "drop" ? Array.from(first, (row) => kept.rows[row]) : kept.rows;
  const rowsOf = (role: PartRows["role"]) =>
    Uint32Array.from(rolesOf.flatMap(({ part }, i) => (part.role === role ? [i] : [])));
  const [validation, test] = [rowsOf("validation"), rowsOf("test")];
  const warnings = [
    ...columnWarnings(
      columns,
      options.images ? { ...options, columns: options.columns.map(() => "omit" as const) } : options,
      table.relationsTo(label),
      isSortedByClass(labels, order.length),
    ),
    ...classWarnings(dataset, kept, columns[label]),
    ...missingWarnings(kept, columns, options),
    ...(options.repeats === "drop" ? [] : repeatWarning(repeats, whole.count)),
  ];
  if (options.repeats === "drop" && repeats > 0) notes.push({ id: "repeats-dropped", count: repeats });
  const data = {
    dataset,
    ...(validation.length > 0 ? { validation } : {}),
    ...(test.length > 0 ? { test } : {}),
  };
  return { data, faults, notes, warnings, repeats };
}

const tooFew = (file: string, rows: number, all: number, mayFill: boolean): FileSaid => ({
  id: "rows-few",
  file,
  rows,
  all,
  least: fewestExamples,
  mayFill,
});

/** Numbers in their order, other classes by the alphabet: their places as they came, in that order. */
function classOrder({ classes }: KeptRows, { format, words }: ColumnFacts): number[] {
  const texts = classes.texts();
  const before = (a: string, b: string) =>
    words === 0 ? parseNumber(a, format) - parseNumber(b, format) : a < b ? -1 : 1;
  return [...texts.keys()].sort((a, b) => before(texts[a], texts[b]));
}

type Base = Omit<RawDataset, "kind" | "inputShape" | "inputs">;

function imagesOf(
  base: Base,
  kept: KeptRows,
  used: readonly number[],
  columns: readonly ColumnFacts[],
  images: NonNullable<TableOptions["images"]>,
  report: Report,
): RawDataset {
  const { side } = images;
  const inputs = fillPixels(kept, used, columns, images, report);
  return { ...base, kind: "images", inputShape: [side, side], inputs };
}

/** Some rows of a data set, in order. */
function rowsFrom(dataset: RawDataset, rows: Uint32Array): RawDataset {
  const size = dataset.inputs.length / dataset.count;
  const inputs = dataset.inputs.slice(0, rows.length * size);
  rows.forEach((row, i) => {
    inputs.set(dataset.inputs.subarray(row * size, (row + 1) * size), i * size);
  });
  return { ...dataset, inputs, labels: Uint8Array.from(rows, (row) => dataset.labels[row]), count: rows.length };
}
