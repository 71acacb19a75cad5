import { type DataFileInput, maximumClasses } from "./fault.ts";
import { plainName } from "./names.ts";
import { type Part, partOfFile } from "./parts.ts";
import { readRows } from "./table/rows.ts";

/** Columns that are likely to hold the classes of pictures. */
const labelName = /^(label|labels|class|classes|class_?name|target|category|species|breed|diagnosis|dx|tag|y)$/i;
/** Share of the pictures from which a table is sure to be about them. */
const nearlyAll = 0.9;

/** Classes of pictures out of a table beside them (labels.csv): one column names files, another classes. */
export interface PictureLabels {
  /** By place in the names given; undefined where the table does not have the file. */
  readonly labels: readonly (string | undefined)[];
  /** Which tables and columns they come from. */
  readonly told: string;
  /** Whether their columns are called so and name nearly all pictures. */
  readonly isSure: boolean;
}

/** Rows that tell which column names files. */
const looked = 500;

/** Looks for tables that name the pictures, whose parts are given; undefined where none does. */
export function labelsFrom(
  tables: readonly DataFileInput[],
  names: readonly string[],
  parts: readonly (Part | undefined)[],
): PictureLabels | undefined {
  const labels: (string | undefined)[] = names.map(() => undefined);
  const used: string[] = [];
  let isNamed = true;
  for (const table of tables) {
    const wanted = partOfFile(table.name) ?? "train";
    // Training and test may have pictures of the same name: train.csv means those of training.
    const order = [...names.keys()].sort(
      (a, b) => Number((parts[b] ?? "train") === wanted) - Number((parts[a] ?? "train") === wanted),
    );
    const places = new Map<string, number>();
    // Tables name files in full, without folders, or without endings.
    for (const i of order)
      for (const key of [...endsOf(names[i]), ...keysOf(names[i])]) if (!places.has(key)) places.set(key, i);
    const found = columnsIn(rowsOf(table), places);
    if (!found) continue;
    used.push(`${table.name}, column “${found.name}”`);
    isNamed &&= found.isNamed;
    for (const [place, label] of found.labels) labels[place] ??= label;
  }
  if (used.length === 0) return undefined;
  const isSure = isNamed && labels.filter((label) => label !== undefined).length >= nearlyAll * names.length;
  return { labels, told: `Classes come from ${used.join(" and ")}.`, isSure };
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

/** A note is no table: that is not told. */
function rowsOf(file: DataFileInput): readonly (readonly string[])[] | undefined {
  try {
    return readRows(file.name, file.bytes);
  } catch {
    return undefined;
  }
}

function columnsIn(
  all: readonly (readonly string[])[] | undefined,
  places: ReadonlyMap<string, number>,
): { name: string; isNamed: boolean; labels: ReadonlyMap<number, string> } | undefined {
  if (!all) return undefined;
  const placeOf = (value: string) =>
    keysOf(value)
      .map((key) => places.get(key))
      .find((place) => place !== undefined);
  const columns = [...all[0].keys()];
  const sample = all.slice(0, looked);
  const matches = columns.map((c) => sample.filter((row) => placeOf(row[c]) !== undefined).length);
  const most = Math.max(...matches);
  if (most < 2) return undefined;
  const files = matches.indexOf(most);
  const rows = all.filter((row) => placeOf(row[files]) !== undefined && row.every((value) => value !== undefined));
  const fitting = columns.filter((c) => {
    const different = new Set(rows.map((row) => row[c])).size;
    return c !== files && different >= 2 && different <= maximumClasses;
  });
  const hasHeader = placeOf(all[0][files]) === undefined;
  const named = fitting.find((c) => hasHeader && labelName.test(all[0][c]));
  const label = named ?? fitting.at(-1);
  if (label === undefined) return undefined;
  return {
    isNamed: named !== undefined,
    name: hasHeader ? all[0][label] : String(label + 1),
    labels: new Map(rows.filter((row) => row[label] !== "").map((row) => [placeOf(row[files])!, row[label]])),
  };
}
