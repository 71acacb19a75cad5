import { describe, expect, it } from "vitest";
import type { TableOptions } from "../reading.ts";
import { blob, seen } from "../seen.test.support.ts";
import { csv, kinds, leaves, sorted } from "./leaves.test.support.ts";
import { tableSource } from "./source.ts";

/** The table under the options it opens with. */
const opened = (bytes: string | Uint8Array) => seen([blob("t.csv", bytes)]);
const rows = (sep = ",") => leaves.map((row) => row.join(sep));
const lines = (...some: readonly (string | readonly string[])[]) => some.flat().join("\n");
/** A column of its own before those of the leaves. */
const withColumn = (name: string, value: (i: number) => string | number, some = leaves) =>
  csv(
    `${name},a,b,kind`,
    some.map((row, i) => [value(i), ...row]),
  );
const onehot = (i: number, of = kinds.length) => Array.from({ length: of }, (_, k) => Number(k === i % of));

const all = (inputs: number, more = "$") =>
  new RegExp(`^60 table of ${inputs}, 0 validate, 0 test: ash \\(20\\), birch \\(20\\), cedar \\(20\\)${more}`);

/** What it is, the table, and what must be seen of it. */
const cases: readonly (readonly [string, string, ...RegExp[]])[] = [
  [
    "names repeated in mid-file and at once",
    lines("a,b,kind", "a,b,kind", rows().slice(0, 20), "a,b,kind", rows().slice(20)),
    all(2, "\nRows 2, 23 are the names once more, and left out\\.$"),
  ],
  ["names but for the label's missing", lines(",,kind", rows()), all(2)],
  [
    "names of groups above names",
    lines("size,,class", "length,width,kind", rows()),
    all(2, "\nThe row above the table is left out: “size, , class”\\.$"),
  ],
  [
    "columns of several levels as pandas writes them",
    lines("size,size,class", "length,width,kind", rows()),
    all(2, "\nThe row above the table is left out"),
  ],
  [
    "names marked by numpy, divided by blanks",
    lines(
      "# a b label",
      leaves.map(([a, b], i) => `${a} ${b} ${i % 3}`),
    ),
    /: 0 \(20\), 1 \(20\), 2 \(20\)$/,
  ],
  [
    "numbers in floating point, classes too",
    lines(
      "# a,b,label",
      leaves.map(([a, b], i) => [a, b, i % 3].map((value) => Number(value).toExponential(18)).join(",")),
    ),
    /: 0 \(20\), 1 \(20\), 2 \(20\)$/,
  ],
  ["a name over two lines", lines('"a\n(cm)",b,kind', rows()), all(2)],
  ["names one short that name no rows", lines("a,kind", rows()), /t\.csv, row 1: 2 values where the other rows have 3/],
  [
    "rows named by R",
    lines(
      "a b kind",
      leaves.map((row, i) => `"r${i}" ${row.join(" ")}`),
    ),
    all(2, "\n“column 1” tells the rows apart \\(“r0”, …\\) and is left out\\.$"),
  ],
  [
    "units with signs and digits",
    lines("a,b,kind", "km/h,m2,", rows()),
    all(2, "\nRow 2 holds units \\(a: km/h and b: m2\\)"),
  ],
  [
    "a row of questions",
    lines("a,b,kind", "How long is the leaf?,How wide is the leaf?,Kind", rows()),
    all(2, "\nRow 2 describes the columns"),
  ],
  [
    "a first row with marks for missing values",
    lines("a,b,kind", "*,..,ash", rows()),
    all(2, "\n1 of 61 rows has missing values"),
  ],
  [
    "a table of a database",
    lines("   a   |  b  | kind", "-------+-----+------", rows(" | "), "(60 rows)"),
    all(2, "\nRow 63 is below the table and left out\\.$"),
  ],
  [
    "a table in a box",
    lines(
      "+---+---+---+",
      "| a | b | kind |",
      "+---+---+---+",
      leaves.map((row) => `| ${row.join(" | ")} |`),
      "+---+---+---+",
    ),
    all(2, "\n“column 1” is empty and left out\\.$"),
  ],
  [
    "Markdown",
    lines(
      "| a | b | kind |",
      "|---|--:|:---|",
      leaves.map((row) => `| ${row.join(" | ")} |`),
    ),
    all(2, "\n“column 1” is empty and left out\\.$"),
  ],
  ["a sum below", lines("a,b,kind", rows(), "Total,300,"), all(2, "\nRow 62 is below the table and left out\\.$")],
  [
    "a sum whose word stands where classes do",
    lines("a,b,kind", rows(), "120,300,Summe"),
    all(2, "\nRow 62 is below the table and left out\\.$"),
  ],
  [
    "means below a blank row, and a source",
    lines("a,b,kind", rows(), "", "Mean,3,", "SD,1,", "Source: Office, 2024"),
    all(2, "\nRows 63, 64, 65 are below the table and left out\\.$"),
  ],
  [
    "a class called total",
    csv(
      "a,b,kind",
      leaves.map(([a, b], i) => [a, b, i % 2 ? "total" : "part"]),
    ),
    /: part \(30\), total \(30\)$/,
  ],
  [
    "rows of two lengths",
    lines(
      "a,b,kind",
      leaves.map((row, i) => [...row, ...(i % 3 ? ["x"] : [])].join(",")),
    ),
    /row 1: 3 values where the other rows have 4/,
  ],
  ["°C in every cell", withColumn("t", (i) => `${i % 7}.5 °C`), all(3)],
  ["a unit in most cells", withColumn("l", (i) => (i % 10 ? `${i % 17}.5 mm` : "3")), all(3)],
  [
    "two units",
    withColumn("l", (i) => (i % 2 ? `${i}.5 cm` : `0.${i} m`)),
    all(2, "\n“l” tells the rows apart \\(“0\\.0 m”, …\\) and is left out\\.$"),
  ],
  [
    "R$ and thousands",
    lines(
      "preço;b;kind",
      leaves.map(([, b, kind], i) => `R$ 1.${100 + i},50;${String(b).replace(".", ",")};${kind}`),
    ),
    all(2),
  ],
  ["minus signs behind", withColumn("t", (i) => (i % 3 ? i : `${i}.5-`)), all(3)],
  [
    "unknown, k.A., nd and errors of a German Excel",
    withColumn("t", (i) => (i % 10 ? i % 37 : ["unknown", "k.A.", "nd", "#WERT!", "keine Angabe", "n.a"][i / 10])),
    /^54 table of 3/,
  ],
  [
    "a class called unknown",
    csv(
      "a,b,kind",
      leaves.map(([a, b], i) => [a, b, ["unknown", "low", "high"][i % 3]]),
    ),
    /: high \(20\), low \(20\), unknown \(20\)$/,
  ],
  [
    "letters that nobody sees",
    csv(
      "a,\u200bb,kind",
      leaves.map(([a, b, kind], i) => [a, b, i % 7 ? kind : `\u200b${kind}\u200e`]),
    ),
    all(2),
  ],
  ["zeros that fill the last block", `${csv("a,b,kind", leaves)}${"\0".repeat(300)}`, all(2)],
  ["row numbers that fall", withColumn("rank", (i) => 60 - i, sorted), all(2, "\n“rank” numbers the rows")],
  [
    "numbers that fall, sorted by class",
    withColumn("year", (i) => 2000 - 3 * i, sorted),
    all(3, "\n“year” falls from row to row, and the rows are sorted by class"),
  ],
  [
    "the measure that the label was made from",
    csv(
      "a,b,price,range",
      leaves.map(([a, b], i) => [a, b, 1000 * (i % 3) + 7.5 * i, i % 3]),
    ),
    /“price” has a range of its own for every class\. Was the label made from it\?/,
  ],
  [
    "many columns left out for one reason",
    csv(
      `a,b,${Array.from({ length: 30 }, (_, i) => `c${i}`).join(",")},kind`,
      leaves.map(([a, b, kind]) => [a, b, ...Array.from({ length: 30 }, () => 7), kind]),
    ),
    all(2, "\n“c0”, “c1”, “c2” and 27 more: each is the same in every row and left out\\.$"),
  ],
  [
    "classes one-hot at the end",
    csv(
      "a,b,kind_ash,kind_birch,kind_cedar",
      leaves.map(([a, b], i) => [a, b, ...onehot(i)]),
    ),
    all(
      2,
      "\n“kind_ash”, “kind_birch” and “kind_cedar” are read as one label, “kind”: one of them is set in every row \\(one-hot\\)\\.$",
    ),
  ],
  [
    "classes one-hot in front, as words, behind an id",
    csv(
      "id,ash,birch,cedar,a,b",
      leaves.map(([a, b], i) => [i + 1, ...onehot(i).map((one) => (one ? "True" : "False")), a, b]),
    ),
    all(2, "\n“ash”, “birch” and “cedar” are read as one label, “class”"),
  ],
  [
    "classes one-hot without names",
    lines(
      leaves.map(
        ([a, b], i) =>
          `${a} ${b} ${onehot(i, 5)
            .map((one) => `${one}.0000`)
            .join(" ")} `,
      ),
    ),
    /^60 table of 2, .*: 0 \(12\), 1 \(12\), .*4 \(12\)\n/,
  ],
  [
    "one-hot columns that are a category beside a label",
    csv(
      "red,blue,green,a,kind",
      leaves.map(([a, , kind], i) => [...onehot(Math.floor(i / 5)), a, kind]),
    ),
    all(4),
  ],
  [
    "several labels at a time",
    csv(
      "a,b,news,music,sports",
      leaves.map(([a, b], i) => [a, b, i % 2, Number(i % 5 > 2), Number(i % 7 > 2)]),
    ),
    /^60 table of 4/,
  ],
];

describe("tables of kinds that people have", () => {
  it.each(cases.map(([name, text, ...told]) => ({ name, text, told })))("$name", async ({ text, told }) => {
    const { text: found } = await opened(text);
    for (const one of told) expect(found).toMatch(one);
  });
});

/** Encoding, first name, classes, separator, and the bytes of names and classes in hexadecimal digits. */
const encoded: readonly (readonly [string, string, readonly string[], string, string, readonly string[]])[] = [
  ["Shift JIS", "長さ", ["犬", "猫", "鳥"], ",", "92b782b32c959d2c8eed97de", ["8ca2", "944c", "92b9"]],
  [
    "EUC-JP",
    "ながさ",
    ["いぬ", "ねこ", "とり"],
    ",",
    "a4caa4aca4b52ca4cfa4d02ca4b7a4e5a4eba4a4",
    ["a4a4a4cc", "a4cda4b3", "a4c8a4ea"],
  ],
  [
    "ISO-2022-JP",
    "長さ",
    ["犬", "猫", "鳥"],
    ",",
    "1b2442443924351b28422c1b2442497d1b28422c1b24423c6f4e601b2842",
    ["1b244238241b2842", "1b2442472d1b2842", "1b2442443b1b2842"],
  ],
  ["GB 18030", "长度", ["狗", "猫", "鸟"], ",", "b3a4b6c82cbfedb6c82cc0e0b1f0", ["b9b7", "c3a8", "c4f1"]],
  ["Big5", "長度", ["狗", "貓", "鳥"], ",", "aaf8abd72cbc65abd72cc3fea74f", ["aaaf", "bfdf", "b3be"]],
  ["EUC-KR", "길이", ["개", "고양이", "새"], ",", "b1e6c0cc2cb3cabaf12cc1beb7f9", ["b0b3", "b0edbee7c0cc", "bbf5"]],
  [
    "Windows-1251",
    "длина",
    ["дуб", "ель", "клён"],
    ";",
    "e4ebe8ede03bf8e8f0e8ede03be2e8e4",
    ["e4f3e1", "e5ebfc", "eaebb8ed"],
  ],
  [
    "KOI8-R",
    "длина",
    ["дуб", "ель", "клён"],
    ";",
    "c4ccc9cec13bdbc9d2c9cec13bd7c9c4",
    ["c4d5c2", "c5ccd8", "cbcca3ce"],
  ],
  ["DOS", "длина", ["дуб", "ель", "клён"], ";", "a4aba8ada03be8a8e0a8ada03ba2a8a4", ["a4e3a1", "a5abec", "aaabf1ad"]],
  [
    "Windows-1250",
    "długość",
    ["ćma", "łoś", "żółw"],
    ";",
    "64b375676f9ce63b7779736f6b6f9ce63b676174756e656b",
    ["e66d61", "b36f9c", "bff3b377"],
  ],
  [
    "ISO 8859-2",
    "długość",
    ["ćma", "łoś", "żółw"],
    ";",
    "64b375676fb6e63b7779736f6b6fb6e63b676174756e656b",
    ["e66d61", "b36fb6", "bff3b377"],
  ],
  [
    "Windows-1253",
    "μήκος",
    ["γάτα", "πουλί", "σκύλος"],
    ";",
    "ecdeeaeff23bfdf8eff23be5dfe4eff2",
    ["e3dcf4e1", "f0eff5ebdf", "f3eafdebeff2"],
  ],
  [
    "Windows-1254",
    "uzunluk",
    ["kuş", "köpek", "ığdır"],
    ";",
    "757a756e6c756b3b79fc6b73656b6c696b3b74fc72",
    ["6b75fe", "6bf670656b", "fdf064fd72"],
  ],
  [
    "Mac Roman",
    "Länge",
    ["Größe", "Kühe", "Mäuse"],
    ";",
    "4c8a6e67653b489a68653b417274",
    ["47729aa765", "4b9f6865", "4d8a757365"],
  ],
  [
    "Windows-1252",
    "Länge",
    ["Größe", "Kühe", "Mäuse"],
    ";",
    "4ce46e67653b48f668653b417274",
    ["4772f6df65", "4bfc6865", "4de4757365"],
  ],
];

it.each(encoded)(
  "letters in %s are read as that, and it is told",
  async (encoding, name, classes, sep, names, bytes) => {
    const end = Buffer.from("\n");
    const body = leaves.flatMap(([a, b], i) => [
      Buffer.from(`${a}${sep}${b}${sep}`),
      Buffer.from(bytes[i % 3], "hex"),
      end,
    ]);
    const { text, preview } = await opened(Buffer.concat([Buffer.from(names, "hex"), end, ...body]));
    expect([...preview!.data!.classes].sort()).toEqual([...classes].sort());
    expect(preview!.data!.inputNames[0]).toBe(name);
    expect(text).toContain(
      `It is not in UTF-8 and is read as ${encoding}: where letters look wrong, choose another encoding.`,
    );
  },
);

it("UTF-16 without a mark is read whatever its letters, UTF-32 is named, and UTF-8 stays that for one damaged letter", async () => {
  const cyrillic = csv(
    "длина,b,вид",
    leaves.map(([a, b], i) => [a, b, ["дуб", "ель"][i % 2]]),
  );
  const wide = Buffer.from(cyrillic, "utf16le");
  expect((await opened(wide)).text).toMatch(/: дуб \(30\), ель \(30\)$/);
  expect((await opened(Buffer.from(wide).swap16())).text).toMatch(/: дуб \(30\), ель \(30\)$/);
  const widest = Uint32Array.from(`\ufeff${cyrillic}`, (letter) => letter.charCodeAt(0));
  expect((await opened(new Uint8Array(widest.buffer))).text).toContain("t.csv: the format is UTF-32 (text)");
  const damaged = Buffer.from(cyrillic);
  damaged[damaged.length - 2] = 0xff;
  expect((await opened(damaged)).text).toMatch(/: дуб \(30\), ель \(29\), ел/);
});

it("choosing another label takes columns by it: copies of the one before may be inputs, copies of the new one are left out", async () => {
  const text = csv(
    "group,code,a,b,kind",
    leaves.map(([a, b, kind], i) => [i % 6, ["x", "y", "z"][i % 3], a, b, kind]),
  );
  const { preview } = await opened(text);
  const options = preview!.options as TableOptions;
  expect(preview!.data!.inputNames).toEqual(["group", "a", "b"]);
  const source = tableSource(
    [{ name: "t.csv", bytes: new TextEncoder().encode(text), role: "train" }],
    () => undefined,
  );
  const settled = source.settle!({ ...options, label: 1 }, options) as TableOptions;
  expect(settled.columns).toEqual(["number", "category", "number", "number", "omit"]);
  // What a person chose stays.
  const chosen = source.settle!({ ...options, label: 1, columns: options.columns.with(2, "omit") }, options);
  expect((chosen as TableOptions).columns[2]).toBe("omit");
});

it("a validation set larger than what is measured says how much of it is used", async () => {
  const many = Array.from({ length: 36 }, (_, i) => leaves.map(([a, b, kind]) => [Number(a) + i, b, kind])).flat();
  const files = [blob("train.csv", csv("a,b,kind", leaves)), blob("val.csv", csv("a,b,kind", many))];
  const { text } = await seen(files);
  expect(text).toContain("2220 table of 2, 2160 validate");
  expect(text).toContain("Of the validation set 2,000 of 2,160 examples are used");
});
