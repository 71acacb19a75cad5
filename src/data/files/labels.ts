import { type DataFileInput, maximumClasses } from "./fault.ts";
import { plainName } from "./names.ts";
import { type DataPart, type ExamplePlace, partOf, partOfFile } from "./parts.ts";
import type { FileFigures, LabelColumns } from "./said.ts";
import { readRows } from "./table/rows.ts";
import { namesOf } from "./told.ts";

/** Columns that are likely to hold the classes of pictures. */
const labelName = /^(label|labels|class|classes|class_?name|target|category|species|breed|diagnosis|dx|tag|y)$/i;
/** Share of the pictures from which a table is sure to be about them. */
const nearlyAll = 0.9;

/** Classes of pictures out of a table beside them (labels.csv): one column names files, another classes, or several of 0 and 1 do. */
export interface PictureLabels {
  /** By place in the names given, with the part that the table gives; without a label where it does not have the file. */
  readonly places: readonly ExamplePlace[];
  /** Which tables and columns they come from. */
  readonly tables: FileFigures["classes-by-table"]["tables"];
  /** Whether their columns are called so and name nearly all pictures. */
  readonly isSure: boolean;
}

/** Rows, from all over the table, that tell which column names files. */
const looked = 5000;

/** Looks for tables that name the pictures, whose parts are given; undefined where none does. */
export function labelsFrom(
  tables: readonly DataFileInput[],
  names: readonly string[],
  parts: readonly (DataPart | undefined)[],
): PictureLabels | undefined {
  const found: ExamplePlace[] = names.map(() => ({ part: undefined, label: undefined }));
  const tablesUsed: PictureLabels["tables"][number][] = [];
  let isNamed = true;
  for (const table of tables) {
    const own = partOfFile(table.name);
    const wanted = own ?? "train";
    // Training and test may have pictures of the same name: train.csv means those of training.
    const order = [...names.keys()].sort(
      (a, b) => Number((parts[b] ?? "train") === wanted) - Number((parts[a] ?? "train") === wanted),
    );
    const places = new Map<string, number>();
    // Tables name files in full, without folders, or without endings.
    for (const i of order)
      for (const key of [...endsOf(names[i]), ...keysOf(names[i])]) if (!places.has(key)) places.set(key, i);
    const columns = columnsIn(rowsOf(table), places);
    if (!columns) continue;
    tablesUsed.push({ file: table.name, chosen: columns.chosen });
    isNamed &&= columns.isNamed;
    for (const [place, { label, part }] of columns.places)
      if (found[place].label === undefined) found[place] = { label, part: part ?? own };
  }
  if (tablesUsed.length === 0) return undefined;
  const isSure = isNamed && found.filter(({ label }) => label !== undefined).length >= nearlyAll * names.length;
  return { places: found, tables: tablesUsed, isSure };
}

/** A path from each of its folders on. */
function endsOf(name: string): string[] {
  const parts = plainName(name).toLowerCase().split("/");
  return parts.map((_, i) => parts.slice(i).join("/"));
}

function keysOf(name: string): string[] {
  const path = plainName(name).toLowerCase();
  const own = path.slice(path.lastIndexOf("/") + 1);
  return [path, own, own.replace(/\.[^.]*$/, "")];
}

/** A note is no table: that is not told. Lists of names and classes may be divided by blanks. */
function rowsOf({ name, bytes }: DataFileInput): readonly (readonly string[])[] | undefined {
  for (const description of [{}, { separator: " " }] as const)
    try {
      return readRows(name, bytes, description);
    } catch {
      // The next way.
    }
  return undefined;
}

interface FoundColumns {
  readonly chosen: LabelColumns;
  readonly isNamed: boolean;
  readonly places: ReadonlyMap<number, ExamplePlace>;
}

function columnsIn(
  all: readonly (readonly string[])[] | undefined,
  places: ReadonlyMap<string, number>,
): FoundColumns | undefined {
  if (!all) return undefined;
  const placeOf = (value: string) =>
    keysOf(value)
      .map((key) => places.get(key))
      .find((place) => place !== undefined);
  const columns = [...all[0].keys()];
  const step = Math.ceil(all.length / looked);
  const sample = all.filter((_, i) => i % step === 0);
  const matches = columns.map((c) => sample.filter((row) => placeOf(row[c]) !== undefined).length);
  const most = Math.max(...matches);
  if (most < 2) return undefined;
  const files = matches.indexOf(most);
  const rows = all.filter((row) => placeOf(row[files]) !== undefined && row.every((value) => value !== undefined));
  const hasHeader = placeOf(all[0][files]) === undefined;
  const others = columns.filter((c) => c !== files);
  const parts = others.find((c) => rows.every((row) => partOf(row[c]) !== undefined));
  const labels = (hasHeader ? oneHotOf(all[0], rows, others) : undefined) ?? labelOf(all[0], rows, others, hasHeader);
  if (!labels) return undefined;
  const { chosen, isNamed, of } = labels;
  const found = rows.flatMap((row) => {
    const part = parts === undefined ? undefined : partOf(row[parts]);
    return of(row) === "" ? [] : [[placeOf(row[files])!, { label: of(row), part }] as const];
  });
  return { chosen, isNamed, places: new Map(found) };
}

interface Labels {
  readonly chosen: LabelColumns;
  readonly isNamed: boolean;
  readonly of: (row: readonly string[]) => string;
}

/** The column that is called so, else the last that has few different values. */
function labelOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  others: readonly number[],
  hasHeader: boolean,
): Labels | undefined {
  const fitting = others.filter((c) => {
    const different = new Set(rows.map((row) => row[c])).size;
    return (
      different >= 2 &&
      different <= maximumClasses &&
      different <= Math.max(2, rows.length / 2) &&
      !rows.every((row) => partOf(row[c]))
    );
  });
  const named = fitting.find((c) => hasHeader && labelName.test(head[c]));
  const label = named ?? fitting.at(-1);
  if (label === undefined) return undefined;
  return {
    chosen: { column: hasHeader ? head[label] : label + 1 },
    isNamed: named !== undefined,
    of: (row) => row[label],
  };
}

/** Columns of 0 and 1, one of them 1 in every row: their names are the classes. */
function oneHotOf(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  others: readonly number[],
): Labels | undefined {
  const isSet = (text: string) => Number(text) === 1;
  const binary = others.filter(
    (c) => rows.every((row) => /^[01](\.0*)?$/.test(row[c])) && rows.some((row) => isSet(row[c])),
  );
  if (binary.length < 2 || !rows.every((row) => binary.filter((c) => isSet(row[c])).length === 1)) return undefined;
  return {
    chosen: { columns: namesOf(binary.map((c) => head[c])) },
    isNamed: true,
    of: (row) => head[binary.find((c) => isSet(row[c]))!],
  };
}
