import { markOf } from "./marks.ts";

/** Whether the first row holds the names of the columns. `isNumber` tells for a column whether a value is a number as the others in it are,
 *  and null where the column is of words. An empty, doubled or numeric cell among the names is no objection. */
export function hasNames(
  first: readonly string[],
  sample: readonly (readonly string[])[],
  isNumber: (column: number, value: string) => boolean | null,
): boolean {
  if (sample.length === 0) return false;
  let names = 0;
  let figures = 0;
  for (const [c, name] of first.entries()) {
    if (name === "" || markOf(name)) continue;
    const known = isNumber(c, name);
    if (known === true) figures++;
    else if (known === false) names++;
    else {
      const values = sample.map((row) => row[c]);
      // A word that comes again below is no name.
      if (values.includes(name)) return false;
      if (new Set(values).size < values.length / 2) names++;
    }
  }
  const numeric = first.filter((_, c) => isNumber(c, first[c]) === true);
  // Numbers may be names, such as 0 to 63 or years: whole ones, each of them once.
  const couldBeNames = numeric.every((name) => /^\d+$/.test(name)) && new Set(numeric).size === numeric.length;
  if (names > 0) return figures === 0 || couldBeNames;
  return couldBeNames && numeric.length > 2 && isCounted(numeric);
}

/** Whether names count from 0 or 1. */
const isCounted = (names: readonly string[]) =>
  names.every((name, i) => Number(name) === Number(names[0]) + i && Number(names[0]) <= 1);

/** The rows after the names without those that repeat them, as joined files have them. */
export const withoutNames = <Row extends readonly string[]>(first: readonly string[], rows: readonly Row[]): Row[] =>
  rows.filter((row) => row.length !== first.length || row.some((value, c) => value !== first[c]));

/** The names of the columns: those of the first row, a number for an empty one, and a second of the same name told apart. */
export function columnNames(first: readonly string[], width: number, hasHeader: boolean): string[] {
  const seen = new Map<string, number>();
  return Array.from({ length: width }, (_, c) => {
    const name = (hasHeader ? (first[c] ?? "").replace(/^#\s*/, "").replace(/\s+/g, " ") : "") || `column ${c + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
