import { count } from "./numbers.ts";

/** A number of a table as it stands there, to four digits. */
const figure = (value: number): string => Number(value.toPrecision(4)).toLocaleString("en");

/** What stands around rows of a table. */
export const rowsText = {
  /** A value of a row; of a category whether the row is of it. */
  value: (value: number, isNumber: boolean): string => (isNumber ? figure(value) : value > 0.5 ? "yes" : "no"),
  summary: (rows: number, across: string, up: string, wrong: number) =>
    `${count(rows)} validation rows by ${across} and ${up}, ${count(wrong)} of them answered wrongly`,
  row: (row: number, label: string, at: readonly (readonly [name: string, value: string])[], answer: string | null) =>
    `row ${count(row + 1)}, ${label}, ${at.map(([name, value]) => `${name} ${value}`).join(", ")}${
      answer === null ? "" : `, read as ${answer}`
    }`,
} as const;
