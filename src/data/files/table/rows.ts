import type { Dialect } from "./dialect.ts";
import { readGrid } from "./grid.ts";
import { guessDialect } from "./guessDialect.ts";
import { readRow, scannerOf } from "./parts.ts";

/** All rows of a small table as text, names included; throws DataFileError for what is no table. */
export function readRows(name: string, bytes: Uint8Array, chosen: Partial<Dialect> = {}): string[][] {
  const grid = readGrid(name, bytes, guessDialect(name, bytes, chosen), () => undefined);
  const scanner = scannerOf(grid);
  return Array.from(grid.starts, (_, row) => {
    readRow(scanner, grid, row);
    return Array.from({ length: grid.width }, (__, c) => scanner.text(c));
  });
}
