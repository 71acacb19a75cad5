import { useMemo } from "react";
import { create } from "zustand";
import type { DataSummary } from "../../worker/protocol/data.ts";

/** How rows of a table are looked at: by two of their inputs (null: the first two numbers), or class by class. */
interface RowsBy {
  readonly columns: readonly [across: number, up: number] | null;
  readonly isByClass: boolean;
}

const useChosen = create<RowsBy>(() => ({ columns: null, isByClass: false }));

/** The inputs of a table that are numbers, by their places. */
export const numbersOf = ({ inputNames, columns }: Pick<DataSummary, "inputNames" | "columns">): number[] =>
  [...inputNames.keys()].filter((c) => columns?.[c]?.isNumber ?? true);

/** Chosen under the picture, and on the page of mistakes. */
export const showRows = (change: Partial<RowsBy>) => useChosen.setState(change);

/** The inputs that rows can stand by, the two that they do, and whether classes are shown in their place; null where a table has
 *  no two numbers. */
export function useRowsBy(data: DataSummary) {
  const numbers = useMemo(() => numbersOf(data), [data]);
  const { columns, isByClass } = useChosen();
  const [across, up] = columns?.every((c) => numbers.includes(c)) ? columns : numbers;
  return up === undefined ? null : { numbers, across, up, isByClass };
}
