import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sentenceOf } from "../../../text/faults/catalogue.ts";
import { toldWhere } from "../../../text/faults/told.test.support.ts";
import { standardised } from "../../standardise.ts";
import { DataFileError } from "../fault.ts";
import type { ReadSource, TableOptions } from "../reading.ts";
import { tableSource } from "./source.ts";

const source = (text: string, name = "t.csv"): ReadSource =>
  tableSource([{ name, bytes: new TextEncoder().encode(text), role: "train" }], () => undefined);
const optionsOf = (of: ReadSource) => of.options as TableOptions;
const built = (of: ReadSource, change: Partial<TableOptions> = {}) => {
  const { data, faults, notes } = of.build({ ...optionsOf(of), ...change });
  return { data, faults: faults.map(sentenceOf), notes: notes.map(sentenceOf) };
};

/** Twelve rows of two numbers, a category and a class. */
const rows = Array.from({ length: 12 }, (_, i) => [
  (7 * i) % 11,
  (i % 7) / 10,
  i % 3 === 0 ? "red" : "blue",
  i % 2 ? "yes" : "no",
]);
const plain = rows.map((row) => row.join(",")).join("\n");
const headed = `length,width,colour,class\n${plain}\n`;

describe("a table", () => {
  it("with names: numbers are numbers, few words a category, one input a value; classes stand by the alphabet", () => {
    const { data, faults, notes } = built(source(headed));
    expect([faults, notes]).toEqual([[], []]);
    const { dataset } = data!;
    expect(dataset.columns!.map(({ name }) => name)).toEqual(["length", "width", "colour = red", "colour = blue"]);
    expect(dataset.classes).toEqual(["no", "yes"]);
    expect(dataset.count).toBe(12);
    expect([...dataset.inputs.subarray(4, 8)]).toEqual([7, 0.1, 0, 1]);
    expect([...dataset.labels.subarray(0, 3)]).toEqual([0, 1, 0]);
  });

  it("without names gets them, and the first row counts", () => {
    const { data } = built(source(plain));
    expect(data!.dataset.count).toBe(12);
    expect(data!.dataset.columns![0].name).toBe("column 1");
  });

  it.each([
    ["semicolons and decimal commas", headed.replaceAll(",", ";").replaceAll(".", ",")],
    ["tabs", headed.replaceAll(",", "\t")],
    ["Windows' line ends and a mark of byte order", `\ufeff${headed.replaceAll("\n", "\r\n")}`],
    ["quotation marks and blank lines", headed.replaceAll("red", '"red"').replace("\n", "\n\n")],
  ])("reads the same with %s", (_, text) => {
    const { data } = built(source(text));
    expect(data!.dataset).toEqual(built(source(headed)).data!.dataset);
  });

  it("may be read otherwise: another label, columns left out, no header", () => {
    const { data } = built(source(headed), { label: 2, columns: ["number", "omit", "category", "category"] });
    expect(data!.dataset.classes).toEqual(["blue", "red"]);
    expect(data!.dataset.columns!.map(({ name }) => name)).toEqual(["length", "class = no", "class = yes"]);
    const asData = built(source(headed), { hasHeader: false, label: 3, columns: ["omit", "omit", "category", "omit"] });
    expect(asData.data!.dataset.count).toBe(13);
  });

  it("with gaps tells how many rows have some, and leaves them out or fills them", () => {
    const gappy = `a,b,c,class\n1,2,x,p\n,5,y,q\n2,NA,,p\n3,4,x,\n${rows.map((row) => row.join(",")).join("\n")}\n`;
    const left = built(source(gappy));
    expect(left.data!.dataset.count).toBe(13);
    expect(left.notes).toEqual([
      "1 of 16 rows has no label and is left out.",
      "2 of 16 rows have missing values and are left out.",
    ]);
    const filled = built(source(gappy), { missing: "fill" });
    const { dataset } = filled.data!;
    expect(dataset.count).toBe(15);
    const size = dataset.columns!.length;
    expect(dataset.inputs[size]).toBeNaN();
    expect([...dataset.inputs.subarray(2 * size + 2, 3 * size)].every((value) => value === 0)).toBe(true);
    const scaled = standardised(dataset, Uint32Array.from(dataset.labels.keys()));
    expect(scaled.inputs[size]).toBe(0);
    expect(scaled.inputs.every(Number.isFinite)).toBe(true);
  });

  it("names row and column of what is no number, and goes on when that is corrected", () => {
    const odd = source(headed.replace("\n5,", "\nfive,"));
    const { data, faults } = built(odd);
    expect(data).toBe(null);
    expect(faults).toEqual([
      "t.csv, row 9, column “length”: “five” is no number. Correct it, take the column as a category, or leave it out.",
    ]);
    expect(built(odd, { columns: ["category", "number", "category", "category"] }).data!.dataset.count).toBe(12);
  });

  it("is refused where nothing can be learned from it", () => {
    const of = source(headed);
    expect(built(of, { label: 0 }).faults[0]).toContain("11 different numbers in 12 rows are a measurement");
    expect(built(of, { columns: ["omit", "omit", "omit", "omit"] }).faults[0]).toContain("no input is left");
    expect(built(source("a,b\n1,x\n2,y\n")).faults[0]).toContain("at least 10 are needed");
    const many = `a,b\n${Array.from({ length: 80 }, (_, i) => `${i},name${i}`).join("\n")}\n`;
    expect(built(source(many)).faults[0]).toContain("more than 64 different values. Choose a label column");
    expect(built(source(`k,${headed.replaceAll("\n", "\n1,")}`.replace(/\n1,$/, "\n"))).notes).toEqual([
      "“k” is the same in every row and left out.",
    ]);
  });

  it.each([
    ["just words\nand more\n", "t.csv: row 1 has one value."],
    ["\n\n", "t.csv: the file is empty."],
    ["a\0b", "t.csv: no text"],
  ])("is refused where it is none: %#", (text, message) => {
    expect(toldWhere(() => source(text))).toContain(message);
  });

  it("with a row of another length names it", () => {
    expect(built(source(`${headed}1,2\n3,4,red,no\n`)).faults).toEqual([
      "t.csv, row 14: 2 values where row 1 has 4. Look for a missing separator or quotation mark.",
    ]);
  });

  it("whose decimal commas divide its numbers is not opened without its names", () => {
    const text = `a,b,kind\n${rows.map(([a, b]) => `${a},5,${b},7,x`).join("\n")}\n`;
    expect(built(source(text)).faults[0]).toBe(
      "t.csv, row 1: 3 values where the other rows have 5. Look for a missing separator or quotation mark. Numbers with commas need quotation marks, or semicolons between them.",
    );
  });

  it("gives data, faults or a named error whatever the bytes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom("a", "1", ",", ";", "\n", "\t", '"', ".", "-", " ", "NA") }), {
          maxLength: 40,
        }),
        (parts) => {
          try {
            const of = source(parts.join(""));
            const { data, faults } = of.build(of.options);
            expect(data === null).toBe(faults.length > 0);
          } catch (error) {
            expect(error).toBeInstanceOf(DataFileError);
          }
        },
      ),
    );
  });
});

describe("real tables", () => {
  const folder = resolve("../shared/data/tabular");
  it.each([
    ["iris.csv", 150, 4, ["setosa", "versicolor", "virginica"], []],
    ["wine.csv", 178, 13, ["0", "1", "2"], []],
    [
      "penguins.csv",
      333,
      9,
      ["Adelie", "Chinstrap", "Gentoo"],
      ["11 of 344 rows have missing values and are left out."],
    ],
  ])("%s opens as it is meant", (file, count, inputs, classes, notes) => {
    if (!existsSync(folder)) {
      console.warn(`SKIPPED: no tables at ${folder}.`);
      return;
    }
    const result = built(source(readFileSync(join(folder, file), "utf8"), file));
    expect(result.notes).toEqual(notes);
    expect(result.data!.dataset.count).toBe(count);
    expect(result.data!.dataset.classes).toEqual(classes);
    expect(result.data!.dataset.columns).toHaveLength(inputs);
  });
});
