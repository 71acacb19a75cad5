import type { Scanner } from "./scan.ts";

/** Rows below the table, such as the source of the figures or their sum, that are left out. */
const mostBelow = 5;
const summary =
  /^(grand )?(totals?|sum|subtotal|mean|average|avg|median|std|sd|min(imum)?|max(imum)?|count|summe|gesamt|insgesamt|mittelwert|durchschnitt|somme|moyenne|suma|promedio|totale|media)\.?:?$/i;

/** How many of the last rows are no part of the table: one value alone, sums and means, or what stands below a blank row and is of
 *  another length. */
export function below(grid: {
  readonly scanner: Scanner;
  readonly starts: readonly number[];
  readonly numbers: readonly number[];
  readonly widths: readonly number[];
  readonly filled: readonly number[];
  readonly width: number;
  readonly table: readonly (readonly string[])[];
}): number {
  const { scanner, starts, numbers, widths, filled, width, table } = grid;
  const { length } = starts;
  const first = Math.max(1, length - mostBelow);
  const isOdd = (i: number) => widths[i] !== width && filled[i] !== width;
  const texts = (i: number) => {
    scanner.row(starts[i]);
    return Array.from({ length: Math.min(widths[i], width) }, (_, c) => scanner.text(c));
  };
  // A word that stands in other rows too is a value.
  const isSum = (i: number) =>
    texts(i).some((text) => summary.test(text) && table.filter((row) => row.includes(text)).length < 2);
  let kept = length;
  while (kept > first && ((widths[kept - 1] === 1 && width > 2) || isSum(kept - 1))) kept--;
  for (let i = kept - 1; i >= first && (isOdd(i) || isSum(i)); i--) if (numbers[i] > numbers[i - 1] + 1) kept = i;
  return length - kept;
}

/** Whether a row is a line drawn of signs, as databases print them. */
export function isRule(bytes: Uint8Array, from: number, to: number): boolean {
  let [drawn, longest] = [0, 0];
  for (let i = from; i < to; i++) {
    if (bytes[i] === 45 || bytes[i] === 61) drawn++;
    else if (" +|:\t\r\n".includes(String.fromCharCode(bytes[i]))) drawn = 0;
    else return false;
    longest = Math.max(longest, drawn);
  }
  return longest > 2;
}
