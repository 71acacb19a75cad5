import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { field, filesAt, hasField, seen } from "./seen.test.support.ts";

const two = /^40 images of 28 x 28, 0 validate, 0 test: lying \(20\), upright \(20\)/;

/** A file or folder, and what must be seen of it. */
const cases: readonly (readonly [string, ...RegExp[]])[] = [
  ["i01", /^312 images of 28 x 28, 0 validate, 0 test: 1 \(12\), 2 \(12\), .*, 26 \(12\)$/],
  ["i02", /^120 images of 28 x 28, .*: 0 \(\d+\), .*9 \(\d+\)$/],
  ["i03", /^120 images of 28 x 28, .*\nPixels from 0 to 1 are brought to 0/],
  ["i04", /^120 images of 28 x 28, .*\nPixels from 0 to 127 are brought to 0/],
  ["i05", /little-endian/, /images-little-endian/],
  ["i09", /^120 images of 28 x 28, .*9 \(12\)$/],
  ["i10-kaggle-mnist-twice.zip", /^240 images of 28 x 28, 0 validate, 40 test: 0 \(24\).*9 \(24\)$/],
  ["i11", /labels-with-255-labels: \d+ of 60 labels are 255, which often means “unknown”/],
  ["i12-latest-mnist.zip", /^240 images of 28 x 28, 0 validate, 40 test: 0 \(24\).*9 \(24\)$/],
  [
    "p02-unlabelled-test",
    /^60 images of 28 x 28, 0 validate, 0 test: lying \(30\), upright \(30\)\n[\s\S]*p02-unlabelled-test\/test: 20 pictures in no folder of a class.*left out/,
  ],
  ["p04-black-on-transparent.zip", two],
  ["p06-16-bit-grey.zip", two],
  ["p07-svg.zip", /40 SVG files/, /PNG/],
  ["p08-zip-in-zip.zip", two],
  ["p09-macosx.zip", two],
  ["p10-backslashes.zip", two],
  ["p11-encrypted.zip", /password/],
  ["p12-zip64.zip", two],
  ["p13-flat-with-labels", two, /labels\.csv, column “label”/],
  ["p15-sidecars", two],
  ["p16-colour-only.zip", /^40 images .*: green \(20\), red \(20\)\n[\s\S]*Colour is not read.*green and red/],
  ["p17-pictures.tar.gz", two],
  ["p18-tiff-and-heic", /TIFF/, /HEIC/, /PNG, JPEG, GIF, WebP/],
  ["p19-26000-files.zip", /more than 25,000 files/],
  ["p20-animated-gif.zip", two],
  [
    "p21-one-picture-class.zip",
    /^41 images .*: lonely \(1\), lying \(20\), upright \(20\)\nFew pictures of lonely \(1\)/,
  ],
  ["p23-black-on-transparent-inside.zip", two],
  ["p26-exif-turned", /^32 images .*: lying \(16\), upright \(16\)/],
  ["p28-notebook-checkpoints", two],
  ["p29-sounds", /20 WAV \(sound\) files/, /[Ss]ounds cannot be read/],
  ["test-of-tools", /^80 images of 28 x 28, 0 validate, 20 test: lying \(40\), upright \(40\)/],
  ["x01-excel.xlsx", /Excel \(xlsx\)/, /CSV/],
  ["z01-one-csv-and-macosx.zip", /^60 table of 3/],
  ["c42-arff.arff", /ARFF/, /CSV/],
  ["c43-json.json", /JSON/, /CSV/],
  ["c65-header-begins-with-BM.csv", /table of/],
];

if (!hasField) console.warn(`SKIPPED: no files as people have them at ${field}.`);

describe.runIf(hasField)("files as people have them", () => {
  it.each(cases.map(([name, ...expected]) => ({ name, told: expected })))("$name", async ({ name, told }) => {
    const { text } = await seen(filesAt(join(field, name)));
    for (const one of told) expect(text).toMatch(one);
  });
});
