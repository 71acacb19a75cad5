import type { FileSaid } from "../said.ts";
import { namesOf } from "../told.ts";
import type { Remark } from "./said.ts";

/** What is said of a column, and an example of its values. */
export interface ColumnRemark {
  readonly name: string;
  readonly remark: Remark;
  readonly example?: string;
}

/** Columns of which the same is said are told one by one up to so many. */
const mostAlike = 3;

/** What is said of columns; many of which it is the same together. */
export function remarksOn(columns: readonly ColumnRemark[]): FileSaid[] {
  const alike = new Map<string, ColumnRemark[]>();
  for (const one of columns) {
    const key = JSON.stringify(one.remark);
    alike.set(key, [...(alike.get(key) ?? []), one]);
  }
  return [...alike.values()].flatMap((some): FileSaid[] => {
    const [{ remark }] = some;
    if (some.length > mostAlike) return [{ id: "columns-remark", ...namesOf(some.map(({ name }) => name)), remark }];
    return some.map(({ name, example = null }) => ({ id: "column-remark", column: name, remark, example }));
  });
}
