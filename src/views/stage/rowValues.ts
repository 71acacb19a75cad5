import { asInTable } from "../../data/standardise.ts";
import { rowsText } from "../../text/rows.ts";
import type { DataSummary } from "../../worker/protocol/data.ts";

type Rows = Pick<DataSummary, "shown" | "columns" | "inputNames">;

const columnOf = ({ columns, inputNames }: Rows, c: number) => columns?.[c] ?? { name: inputNames[c], isNumber: true };

/** What a row of a table has in its inputs, as it stands there. */
export const rowValues = (table: Rows, row: number): string[] =>
  table.inputNames.map((_, c) => {
    const column = columnOf(table, c);
    return rowsText.value(asInTable(table.shown[row * table.inputNames.length + c], column), column.isNumber);
  });

/** An input of all rows, as it stands in the table. */
export const columnValues = (table: Rows, c: number): Float32Array => {
  const size = table.inputNames.length;
  return Float32Array.from({ length: table.shown.length / size }, (_, row) =>
    asInTable(table.shown[row * size + c], columnOf(table, c)),
  );
};
