import { asInTable } from "../../data/standardise.ts";
import { rowsText } from "../../text/rows.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";

type Table = Pick<DataSummary, "shown" | "columns" | "inputNames">;

const columnOf = ({ columns, inputNames }: Table, c: number) => columns?.[c] ?? { name: inputNames[c], isNumber: true };

/** What a row of a table has in its inputs, as it stands there. */
export const rowValues = (table: Table, row: number): string[] =>
  table.inputNames.map((_, c) => {
    const column = columnOf(table, c);
    return rowsText.value(asInTable(table.shown[row * table.inputNames.length + c], column), column.isNumber);
  });

/** The inputs of a table that are numbers, by their places. */
export const numbersOf = (table: Table): number[] =>
  [...table.inputNames.keys()].filter((c) => columnOf(table, c).isNumber);

/** An input of all rows, as it stands in the table. */
export const columnValues = (table: Table, c: number): Float32Array => {
  const size = table.inputNames.length;
  return Float32Array.from({ length: table.shown.length / size }, (_, row) =>
    asInTable(table.shown[row * size + c], columnOf(table, c)),
  );
};
