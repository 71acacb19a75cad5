import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardised } from "../../standardise.ts";
import type { TableOptions } from "../reading.ts";
import { blob, seen } from "../seen.test.support.ts";
import { csv, kinds, leaves, sorted } from "./leaves.test.support.ts";
import { tableSource } from "./source.ts";

const described = async (text: string, change: Partial<TableOptions> = {}) =>
  (await seen([blob("t.csv", text)], change)).text;
const all = "60 table of 2, 0 validate, 0 test: ash (20), birch (20), cedar (20)";

describe("columns that give the label away", () => {
  it.each([
    [
      "row numbers without a name",
      csv(
        ",a,b,kind",
        sorted.map((row, i) => [i, ...row]),
      ),
      "“column 1” numbers the rows",
    ],
    [
      "pandas' Unnamed: 0",
      csv(
        "Unnamed: 0,a,b,kind",
        sorted.map((row, i) => [`${i}.0`, ...row]),
      ),
      "numbers the rows",
    ],
    [
      "shuffled ids",
      csv(
        "customer_id,a,b,kind",
        leaves.map((row, i) => [1000 + ((i * 7) % 60), ...row]),
      ),
      "tells the rows apart",
    ],
    [
      "a copy by number",
      csv(
        "code,a,b,kind",
        leaves.map((row, i) => [i % 3, ...row]),
      ),
      "is the label by another name",
    ],
    [
      "a copy in capitals",
      csv(
        "NAME,a,b,kind",
        leaves.map((row) => [String(row[2]).toUpperCase(), ...row]),
      ),
      "is the label by another name",
    ],
    [
      "an indicator of a class",
      csv(
        "is_ash,a,b,kind",
        leaves.map((row, i) => [Number(i % 3 === 0), ...row]),
      ),
      "follows from the label",
    ],
    [
      "one value only",
      csv(
        "site,a,b,kind",
        leaves.map((row) => ["north", ...row]),
      ),
      "is the same in every row",
    ],
    [
      "nothing",
      csv(
        "site,a,b,kind",
        leaves.map((row) => ["", ...row]),
      ),
      "is empty",
    ],
  ])("are left out and told: %s", async (_, text, note) => {
    const found = await described(text);
    expect(found).toContain(all);
    expect(found).toContain(note);
  });

  it("are told where nothing else is left", async () => {
    const found = await described(
      csv(
        "id,kind",
        leaves.map(([, , k], i) => [i, k]),
      ),
    );
    expect(found).toContain("“id” numbers the rows and is left out");
    expect(found).toContain("no input is left");
  });

  it("are warned of where a person takes them all the same", async () => {
    const text = csv(
      "code,a,b,kind",
      leaves.map((row, i) => [i % 3, ...row]),
    );
    expect(await described(text, { columns: ["number", "number", "number", "category"] })).toContain(
      "“code” is the label by another name: what is learned from it is worth nothing.",
    );
  });

  it("are warned of where each value has one class, or numbers rise over rows that are sorted by class", async () => {
    const places = csv(
      "place,a,b,kind",
      leaves.map((row, i) => [`p${i % 6}`, ...row]),
    );
    expect(await described(places)).toContain("“place” alone tells the class of every row");
    const rising = csv(
      "sample,a,b,kind",
      sorted.map((row, i) => [100 + 3 * i, ...row]),
    );
    expect(await described(rising)).toContain("“sample” rises from row to row, and the rows are sorted by class");
  });
});

describe("classes", () => {
  it("and categories that no kept row has never become an output or an input", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            number: fc.constantFrom("1", "2.5", "", "NA"),
            colour: fc.constantFrom("red", "blue", "green", "", "none"),
            kind: fc.constantFrom(...kinds, "", "?"),
          }),
          { minLength: 12, maxLength: 40 },
        ),
        fc.constantFrom<"omit" | "fill">("omit", "fill"),
        (records, missing) => {
          const text = csv(
            "number,colour,kind",
            records.map(({ number, colour, kind }) => [number, colour, kind]),
          );
          const source = tableSource(
            [{ name: "t", bytes: new TextEncoder().encode(text), role: "train" }],
            () => undefined,
          );
          const options = {
            ...(source.options as TableOptions),
            label: 2,
            columns: ["number", "category", "omit"] as const,
            missing,
          };
          const { data } = source.build(options);
          if (!data) return;
          const { classes, labels, inputs, columns, count } = data.dataset;
          expect(new Set(labels).size).toBe(classes.length);
          columns!.forEach(({ isNumber }, c) => {
            const values = Array.from({ length: count }, (_, row) => inputs[row * columns!.length + c]);
            if (!isNumber) expect(values.includes(1)).toBe(true);
          });
        },
      ),
    );
  });

  it("called none or - or NA are classes where they stand among words, and a switch makes them missing", async () => {
    const none = csv(
      "a,b,kind",
      leaves.map(([a, b], i) => [a, b, ["none", "mild", "severe"][i % 3]]),
    );
    expect(await described(none)).toContain("mild (20), none (20), severe (20)");
    expect(await described(none, { words: [] })).toContain("20 of 60 rows have no label and are left out.");
    const signs = csv(
      "a,b,kind",
      leaves.map(([a, b], i) => [a, b, i % 3 ? "+" : "-"]),
    );
    expect(await described(signs)).toContain("+ (40), - (20)");
    const continents = csv(
      "a,b,kind",
      leaves.map(([a, b], i) => [a, b, ["NA", "EU", "AS", "AF"][i % 4]]),
    );
    expect(await described(continents)).toContain("NA (15)");
    const gaps = csv(
      "a,b,kind",
      leaves.map(([a, b, k], i) => [a, b, i % 10 ? k : "NA"]),
    );
    expect(await described(gaps)).toContain("6 of 60 rows have no label and are left out.");
    expect(await described(gaps, { words: ["na"] })).toContain("NA (6)");
  });

  it("that are the same number are one; those that differ in capitals are described, and one if a person says so", async () => {
    const numbers = csv(
      "a,b,label",
      leaves.map(([a, b], i) => [a, b, i % 2 ? i % 3 : `${i % 3}.0`]),
    );
    expect(await described(numbers)).toContain(": 0 (20), 1 (20), 2 (20)\n");
    const capitals = csv(
      "a,b,kind",
      leaves.map(([a, b, k], i) => [a, b, i % 4 ? k : String(k).toUpperCase()]),
    );
    expect(await described(capitals)).toContain("The classes “ASH” and “ash” differ in capitals or blanks alone");
    expect(await described(capitals, { mergesCase: true })).toContain(": ash (20), birch (20), cedar (20)");
  });

  it("of one row, of few rows, and a class of nearly all rows are described", async () => {
    const rare = csv("a,b,kind", [...leaves, [1, 2, "dogwood"], [1, 2.5, "elm"], [1, 3, "elm"]]);
    expect(await described(rare)).toContain("Class “dogwood” has one row");
    expect(await described(rare)).toContain("Class “elm” has fewer than 5 rows");
    const usual = csv(
      "a,b,kind",
      leaves.map(([a, b], i) => [a, b, i % 20 ? "usual" : "rare"]),
    );
    expect(await described(usual)).toContain("95 % of the rows are “usual”");
  });

  it("are not what a measurement has", async () => {
    expect(
      await described(
        csv(
          "rooms,b,price",
          leaves.map(([a, b], i) => [i % 7, b, 100 + 3.7 * Number(a)]),
        ),
      ),
    ).toMatch(/column “price”.*are a measurement, but classes are needed/);
  });
});

describe("rows", () => {
  it("that one half-empty column would cost are filled, and that is described; left out, the column is named", async () => {
    const half = csv(
      "a,b,c,kind",
      leaves.map((row, i) => [i % 2 ? "" : i % 5, ...row]),
    );
    expect(await described(half)).toContain("60 table of 3");
    expect(await described(half)).toContain("“a” alone lacks a value in 30 of 60 rows, which are filled");
    expect(await described(half, { missing: "omit" })).toContain(
      "“a” alone lacks a value in 30 of 60 rows: leave the column out",
    );
  });

  it("that stand more than once are described, and once if a person says so", async () => {
    const twice = csv("a,b,kind", [...leaves, ...leaves]);
    expect(await described(twice)).toContain("60 of 120 rows are the same as another, label included");
    expect(await described(twice, { repeats: "drop" })).toContain(`${all}\n60 repeated rows are left out.`);
  });

  it("of training, validation and test come from files that are called that, whatever the order of their columns", async () => {
    const files = [
      blob(
        "d/test.csv",
        csv(
          "kind,b,a",
          leaves.slice(0, 12).map(([a, b, k]) => [k, b, a]),
        ),
      ),
      blob("d/train.csv", csv("a,b,kind", leaves)),
      blob("d/val.csv", csv("a,b,kind", leaves.slice(3, 24))),
    ];
    expect((await seen(files)).text).toContain("93 table of 2, 21 validate, 12 test: ash (31), birch (31), cedar (31)");
    const unlabelled = [
      blob("train.csv", csv("a,b,kind", leaves)),
      blob(
        "test.csv",
        csv(
          "a,b",
          leaves.map(([a, b]) => [a, b]),
        ),
      ),
    ];
    expect((await seen(unlabelled)).text).toContain("test.csv has no column “kind” and is left out.");
    expect((await seen(unlabelled)).text).toContain(all);
  });

  it("of UCI's name.data and name.test are for training and the test set", async () => {
    const files = [
      blob("leaves.data", leaves.map((row) => row.join(", ")).join("\n")),
      blob("leaves.names", "1. Title: leaves"),
      blob(
        "leaves.test",
        `|1x3 Cross validator\n${leaves
          .slice(0, 12)
          .map((row) => `${row.join(", ")}.`)
          .join("\n")}`,
      ),
    ];
    expect((await seen(files)).text).toContain("72 table of 2, 0 validate, 12 test: ash (24), birch (24), cedar (24)");
  });

  it("of the test set whose class nothing is there to learn from are left out, and that is described", async () => {
    const files = [
      blob("train.csv", csv("a,b,kind", leaves)),
      blob("test.csv", csv("a,b,kind", [...leaves, [1, 2, "dogwood"]])),
    ];
    const { text } = await seen(files);
    expect(text).toContain("120 table of 2, 0 validate, 60 test: ash (40), birch (40), cedar (40)");
    expect(text).toContain("1 row is of a class that nothing is there to learn from (“dogwood”); left out.");
  });

  it("of wrong values count as missing ones if a person says so", async () => {
    const wrong = csv(
      "a,b,kind",
      leaves.map(([a, b, k], i) => [i === 5 ? "wide" : a, b, k]),
    );
    expect(await described(wrong)).toContain("row 7, column “a”: “wide” is no number");
    expect(await described(wrong, { wrong: "missing" })).toContain("1 of 60 rows has missing values and is left out.");
  });
});

describe("a table without names", () => {
  it.each([
    [
      "letters in front of whole numbers",
      leaves.map(([, , k], i) => [k, i % 5, (i * 7) % 4, (i * 3) % 16]),
      all.replace("of 2", "of 3"),
    ],
    [
      "classes by number in front of measures",
      leaves.map(([a, b], i) => [1 + (i % 3), a, b, 300.5 + 7 * i]),
      "60 table of 3, 0 validate, 0 test: 1 (20), 2 (20), 3 (20)",
    ],
    [
      "an id and a letter in front of measures",
      leaves.map(([a, b], i) => [84_000 + ((i * 31) % 97), i % 3 ? "M" : "B", a, b]),
      "60 table of 2, 0 validate, 0 test: B (20), M (40)",
    ],
  ])("has its classes in %s", async (_, rows, summary) => {
    expect(await described(rows.map((row) => row.join(",")).join("\n"))).toContain(summary);
  });

  it("of runs of blanks and tabs, here and there two tabs, is divided by both", async () => {
    const rows = leaves.map(([a, b], i) => `${a}\t${i % 9 ? "" : "\t"}${b}\t${1 + (i % 3)}`);
    expect(await described(rows.join("\n"))).toContain("60 table of 2, 0 validate, 0 test: 1 (20), 2 (20), 3 (20)");
  });
});

describe("numbers of a table", () => {
  it("of milliseconds keep their seconds", () => {
    const text = csv(
      "time,kind",
      leaves.map((_, i) => [1_700_000_000_000 + 20_000 * (i % 3) + 37 * i, kinds[i % 3]]),
    );
    const source = tableSource([{ name: "t", bytes: new TextEncoder().encode(text), role: "train" }], () => undefined);
    const { dataset } = source.build(source.options).data!;
    const { inputs } = standardised(
      dataset,
      Uint32Array.from({ length: 40 }, (_, i) => i),
    );
    const of = (c: number) => [...inputs].filter((_, row) => dataset.labels[row] === c);
    expect(Math.max(...of(0))).toBeLessThan(Math.min(...of(1)) - 0.5);
    expect(Math.max(...of(1))).toBeLessThan(Math.min(...of(2)) - 0.5);
  });

  it("are pixels where there are 784, or where they are called so: images, turned where they lie on their side", async () => {
    const pixels = (i: number) => Array.from({ length: 784 }, (_, j) => (Math.floor(j / 28) === 3 + (i % 3) ? 255 : 0));
    const rows = Array.from({ length: 30 }, (_, i) => [...pixels(i), i % 3]);
    const { preview } = await seen([blob("t.csv", rows.map((row) => row.join(",")).join("\n"))]);
    expect(preview!.data).toMatchObject({ kind: "images", inputShape: [28, 28], classes: ["0", "1", "2"], count: 30 });
    expect(preview!.data!.samples[3 * 28]).toBe(255);
    const turned = await seen([blob("t.csv", rows.map((row) => row.join(",")).join("\n"))], {
      images: { side: 28, isTurned: true },
    });
    expect(turned.preview!.data!.samples[3]).toBe(255);
    expect(turned.preview!.data!.samples[3 * 28]).toBe(0);
  });
});

describe("very large tables", () => {
  it("are refused before they are read, with the limit", async () => {
    const rows = `a,kind\n${"1,x\n2,y\n".repeat(110_000)}`;
    expect(await described(rows)).toBe(
      "t.csv: more than 200,000 rows. Open a smaller part of the data, such as 200,000 rows drawn at random.",
    );
    const columns = `${Array.from({ length: 100_000 }, (_, i) => i).join(",")}\n`.repeat(3);
    expect(await described(columns)).toContain("t.csv: 100,000 columns; at most 5,000 can be opened.");
    const wide = `${Array.from({ length: 600 }, (_, i) => `x${i}`).join(",")},kind\n`;
    const body = Array.from(
      { length: 30 },
      (_, r) => `${Array.from({ length: 600 }, (__, i) => (i * r) % 7).join(",")},${"xy"[r % 2]}`,
    );
    expect(await described(wide + body.join("\n"))).toContain("at most 512 can be opened. Leave columns out.");
  });
});
