import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { field, filesAt, hasField, seen } from "./seen.test.support.ts";

const three = "ash \\(20\\), birch \\(20\\), cedar \\(20\\)";
const leaves = (inputs = 3, rest = "$") => new RegExp(`^60 table of ${inputs}, 0 validate, 0 test: ${three}${rest}`);

/** A table as people have it, and what must be seen of it. */
const cases: readonly (readonly [string, ...RegExp[]])[] = [
  ["c01-pandas-index.csv", leaves(3, "\n“column 1” numbers the rows and is left out")],
  ["c03-id-column.csv", /^150 table of 3, /, /“Id” numbers the rows and is left out/],
  ["c04-trailing-comma-in-header.csv", leaves()],
  ["c07-decimal-comma.csv", leaves()],
  ["c08-decimal-comma-with-date.csv", leaves(3, ""), /“datum” .* is left out/],
  ["c09-decimal-comma-and-thousands.csv", leaves()],
  ["c10-headerless-decimal-comma.csv", leaves()],
  ["c12-tab-decimal-comma.tsv", leaves()],
  ["c13-bom-crlf.csv", leaves()],
  ["c14-utf16-excel-unicode-text.txt", leaves()],
  ["c15-windows-1252.csv", leaves(3, "\nIt is not in UTF-8 and is read as Windows-1252")],
  ["c16-quoted-newline.csv", leaves(6)],
  ["c17-mixed-line-ends.csv", leaves()],
  ["c18-cr-only.csv", leaves()],
  ["c19-sep-line.csv", leaves()],
  ["c20-comment-lines.csv", leaves(3, "\n2 rows above the table are left out: “# leaves, measured in the park”")],
  ["c21-title-rows.csv", leaves(3, "\n2 rows above the table are left out: “Report leaves”")],
  ["c22-percent.csv", leaves()],
  ["c23-thousands-quoted.csv", leaves()],
  ["c24-currency.csv", leaves()],
  ["c25-label-1-and-1.0.csv", /: 0 \(20\), 1 \(20\), 2 \(20\)\n/, /“0\.0” and “0” are taken as one class/],
  ["c26-label-float.csv", /: 0\.0 \(20\), 1\.0 \(20\), 2\.0 \(20\)$/],
  ["c27-one-class.csv", /^nothing/, /column “kind”: 1 different value\. Choose a label column with 2 to 64/],
  ["c28-seventy-classes.csv", /^nothing/, /column “label”: more than 64 different values/],
  [
    "c29-single-example-class.csv",
    /^61 table/,
    /Class “dogwood” has one row: it can be learned or validated, not both/,
  ],
  ["c31-unix-milliseconds.csv", /^150 table of 2/],
  ["c32-spaces.txt", /^60 table of 3, .*: 1 \(20\), 2 \(20\), 3 \(20\)$/],
  ["c33-mnist-785-columns.csv", /^600 images of 28 x 28, .*: 0 \(58\).*9 \(\d+\)$/],
  ["c34-digits-numeric-header.csv", /^500 table of 58, .*: 0 \(44\).*, 9 \(\d+\)\n/],
  ["c36-adult-like.data", /^120 table of 8, .*: <=50K \(90\), >50K \(30\)\n/, /40 of 120 rows/],
  ["c38-class-called-none.csv", /^60 table of 3, .*: mild \(20\), none \(20\), severe \(20\)$/],
  ["c44-ten-rows.csv", /^12 table of 3, .*: ash \(4\), birch \(4\), cedar \(4\)\n/],
  ["c45-true-false.csv", /: FALSE \(40\), TRUE \(20\)$/],
  ["c47-one-category.csv", leaves(2, "\n“site” is the same in every row and left out")],
  ["c48-duplicated-rows.csv", /^120 table/, /90 of 120 rows are the same as another/],
  ["c49-label-copy.csv", leaves(2, "\n“kind_code” is the label by another name and left out")],
  ["c50-empty-rows-at-end.csv", leaves()],
  ["c52-continuous-target.csv", /^nothing/, /column “price”.*measurement, but classes are needed/],
  ["c53-gzipped.csv.gz", leaves()],
  ["c54-infinity.csv", /^nothing/, /row 7, column “length”: “inf” is no number/],
  ["c55-date-iso.csv", leaves(1, "\n“day” .* is left out")],
  ["c56-unit-row.csv", leaves(3, ""), /Row 2 holds units \(length: cm, width: cm and weight: g\)/],
  ["c57-numbers-with-spaces.csv", leaves(2)],
  ["c58-minus-sign.csv", leaves(2)],
  ["c59-only-spaces.txt", /^60 table of 3, .*: 1 \(20\), 2 \(20\), 3 \(20\)$/],
  ["c61-gap-in-header.csv", leaves()],
  ["c63-rare-flag.csv", /^150 table of 3/],
  ["c65-header-begins-with-BM.csv", leaves(2)],
  ["c67-imbalanced.csv", /: rare \(20\), usual \(380\)\n95 % of the rows are “usual”/],
  ["z01-one-csv-and-macosx.zip", leaves()],
  [
    "z02-train-and-test-csv.zip",
    /^90 table of 3, 0 validate, 30 test: ash \(30\), birch \(30\), cedar \(30\)\n/,
    /sample_submission\.csv: is left out/,
  ],
];

if (!hasField) console.warn(`SKIPPED: no tables as people have them at ${field}.`);

describe.runIf(hasField)("tables as people have them", () => {
  it.each(cases.map(([name, ...told]) => ({ name, told })))("$name", async ({ name, told }) => {
    const { text } = await seen(filesAt(join(field, name)));
    for (const one of told) expect(text).toMatch(one);
  });
});
