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
    if (filled > width / 2 && (!isComment(row) || isHeader(row, rows[i + 1]))) return i;
  }
  return first;
}

/** Whether a row that begins with # names the columns of the row after it. */
function isHeader(row: readonly string[], next: readonly string[] | undefined): boolean {
  return row.length === next?.length && !row.some(isFigure) && next.some(isFigure);
}

const isFigure = (value: string) => /^[-+]?[\d.,]+$/.test(value);
