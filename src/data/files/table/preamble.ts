import { mostAbove } from "./dialect.ts";
import { announced, isComment, isEmptyRow, usualWidth } from "./separator.ts";

/** How many rows stand above a table: a line that tells the separator, titles, comments, blank ones. The table begins with the first row
 *  that is as long as most are and filled for more than a half. */
export function guessAbove(rows: readonly (readonly string[])[], bytes: Uint8Array): number {
  const { width } = usualWidth(rows.filter((row) => row.length > 1 && !isEmptyRow(row)).map(({ length }) => length));
  const first = announced(bytes) ? 1 : 0;
  for (let i = first; i < Math.min(mostAbove, rows.length); i++) {
    const row = rows[i];
    const filled = row.filter((value) => value !== "").length;
    // Names that are too few are no title: the rows may be divided too often.
    const isTable = filled > width / 2 && (!isComment(row) || isHeader(row, rows[i + 1]));
    if (isTable) return isOfGroups(rows, i) ? i + 1 : i;
    if (row.length === width && isSparse(row, rows[i + 1])) return i;
  }
  return first;
}

/** Whether a row that begins with # names the columns of the row after it. */
function isHeader(row: readonly string[], next: readonly string[] | undefined): boolean {
  const names = row[0] === "#" ? row.slice(1) : row;
  return names.length === next?.length && !names.some(isFigure) && next.some(isFigure);
}

/** Whether a row names a few of the columns of the row after it; a title stands alone in the first. */
function isSparse(row: readonly string[], next: readonly string[] | undefined): boolean {
  const filled = row.filter((value) => value !== "").length;
  const isTitle = row[0] !== "" && filled < 2;
  return filled > 0 && !isTitle && !isEmptyRow(next ?? []) && isHeader(row, next);
}

/** Whether a row names groups of columns (size, , count), and the one after it the columns themselves. */
function isOfGroups(rows: readonly (readonly string[])[], i: number): boolean {
  const [groups, names, values] = rows.slice(i, i + 3);
  if (!values || groups.length !== names.length || [...groups, ...names].some(isFigure) || !values.some(isFigure))
    return false;
  const said = groups.filter((group) => group !== "");
  const isName = (name: string, c: number) =>
    name === "" ? groups[c] === "" : /^[^[(<]/.test(name) && /\p{L}/u.test(name);
  const named = names.filter((name) => name !== "");
  const lengthOf = (texts: readonly string[]) => texts.join("").length / texts.length;
  return (
    new Set(said).size < groups.length &&
    names.every(isName) &&
    new Set(named).size === named.length &&
    // Units are short.
    lengthOf(named) > 2.5 &&
    lengthOf(named) >= 0.6 * lengthOf(said)
  );
}

const isFigure = (value: string) => /^[-+]?[\d.,]+(e[-+]?\d+)?$/i.test(value);
