import { expect, it } from "vitest";
import { standardised } from "../../data/standardise.ts";
import { numbersOf } from "./rowsBy.ts";
import { columnValues, rowValues } from "./rowValues.ts";

/** Three rows of a number, a number that is the same in all of them, and a category. */
const inputs = Float64Array.from([3550, 7, 1, 5200.5, 7, 0, 4100, 7, 1]);
const dataset = standardised(
  {
    id: "file",
    label: "penguins",
    kind: "table",
    inputShape: [3],
    classes: ["a", "b"],
    inputs,
    labels: new Uint8Array(3),
    count: 3,
    columns: [
      { name: "mass", isNumber: true },
      { name: "year", isNumber: true },
      { name: "Dream", isNumber: false },
    ],
  },
  Uint32Array.of(0, 1),
);
const table = {
  shown: dataset.inputs,
  columns: dataset.columns,
  inputNames: dataset.columns!.map(({ name }) => name),
};

it("tells a row as it stands in the table, though the network reads it standardised", () => {
  expect(rowValues(table, 0)).toEqual(["3,550", "7", "yes"]);
  expect(rowValues(table, 2)).toEqual(["4,100", "7", "yes"]);
  expect(rowValues(table, 1)).toEqual(["5,201", "7", "no"]);
});

it("tells columns of numbers, to be drawn", () => {
  expect(numbersOf(table)).toEqual([0, 1]);
  const [first, second] = columnValues(table, 0);
  expect(first).toBeCloseTo(3550, 1);
  expect(second).toBeCloseTo(5200.5, 1);
});
