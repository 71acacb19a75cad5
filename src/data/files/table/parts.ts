import type { Report } from "../reading.ts";
import type { Grid } from "./grid.ts";
import { createScanner, type Scanner } from "./scan.ts";

/** One file of a table that may come in several: what its rows are for, and where the table's columns stand in them, -1 for nowhere. */
export interface PartRows {
  readonly grid: Grid;
  readonly role: "train" | "validation" | "test";
  readonly place: readonly number[];
}

/** Rows between two reports. */
const chunk = 5000;

/** Goes through the rows of a part that hold values, those from `from` on, in order, until `visit` says false. */
export function visitRows(
  { grid }: PartRows,
  from: number,
  report: Report,
  what: "reading-table" | "looking-at" | "comparing-columns",
  visit: (scanner: Scanner, row: number) => unknown,
): void {
  const scanner = scannerOf(grid);
  const { length } = grid.starts;
  for (let row = from; row < length; row++) {
    if (row % chunk === 0) report({ id: what, file: grid.name }, row, length);
    readRow(scanner, grid, row);
    if (visit(scanner, row) === false) return;
  }
}

export const scannerOf = ({ bytes, dialect, width }: Grid) => createScanner(bytes, dialect.separator, width + 1);

/** Reads one row; what it is too short for is empty. */
export function readRow(scanner: Scanner, { starts, width }: Grid, row: number): void {
  scanner.row(starts[row]);
  for (let c = scanner.count(); c < width; c++) scanner.starts[c] = scanner.ends[c] = 0;
}

/** Where columns of these names stand among others, capitals aside; -1 for nowhere. */
export function placesOf(names: readonly string[], others: readonly string[]): number[] {
  const places = new Map(others.map((name, i) => [name.toLowerCase(), i]));
  return names.map((name) => places.get(name.toLowerCase()) ?? -1);
}
