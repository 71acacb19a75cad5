import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DataFileError } from "./fault.ts";
import { formatOf } from "./formats.ts";
import { placesOf } from "./parts.ts";
import { readFiles } from "./read.ts";
import type { NamedBlob } from "./reading.ts";
import { blob, decodePng, seen } from "./seen.test.support.ts";
import { barPng, colours, idx, png, tar, zip } from "./twins.test.support.ts";

const { black, white, clear, red, green } = colours;
type Files = Readonly<Record<string, Uint8Array>>;

/** Lying and upright bars, some of each, under a folder of their class. */
function bars(
  count = 6,
  ink: Parameters<typeof barPng>[2] = black,
  ground: Parameters<typeof barPng>[3] = white,
): Files {
  return Object.fromEntries(
    ["lying", "upright"].flatMap((name, upright) =>
      Array.from({ length: count }, (_, i) => [`${name}/${i}.png`, barPng(upright === 1, 3 + i, ink, ground)]),
    ),
  );
}

/** The same in one folder. */
const flatBars = (nameOf = (name: string, i: number) => `${name}-${i}.png`): Files =>
  Object.fromEntries(
    Object.entries(bars()).map(([path, content]) => [
      nameOf(path.split("/")[0], Number.parseInt(path.split("/")[1], 10)),
      content,
    ]),
  );
const tableOfBars = (row: (name: string, i: number) => string) => `${Object.keys(flatBars()).map(row).join("\n")}\n`;

const under = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${folder}${name}`, bytes]));
const blobs = (files: Files): NamedBlob[] => Object.entries(files).map(([name, bytes]) => blob(name, bytes));
const bytes = (...values: (number | string)[]) =>
  Buffer.concat(values.map((value) => (typeof value === "string" ? Buffer.from(value, "latin1") : Buffer.of(value))));

const twelve = Array.from({ length: 12 }, (_, i) => i);
/** Images of 4 x 4 with one lit pixel, and three classes in turn. */
const imagesOf = (count: number, lit = 255) =>
  Array.from({ length: 16 * count }, (_, i) => (i % 16 === (i >> 4) % 16 ? lit : 0));
const images = (count: number) => idx(8, [count, 4, 4], imagesOf(count));
const labels = (count: number) =>
  idx(
    8,
    [count],
    Array.from({ length: count }, (_, i) => i % 3),
  );
const csv = (first: string) =>
  Buffer.from(`${first},b,class\n${twelve.map((i) => `${(7 * i) % 12},${i * i},${i % 2}`).join("\n")}\n`);

const two = (count: number, more = "$") =>
  new RegExp(
    `^${2 * count} images of 28 x 28, 0 validate, 0 test: lying \\(${count}\\), upright \\(${count}\\)${more}`,
  );
const three = /^12 images of 4 x 4, 0 validate, 0 test: 0 \(4\), 1 \(4\), 2 \(4\)/;

const tiff = bytes("II*\0", 8);
const heic = bytes("\0\0\0\x18ftypheic");
const wav = bytes("RIFF\x24\0\0\0WAVEfmt ");

/** What it is, the files, and what must be seen of them. */
const cases: readonly (readonly [string, Files, ...RegExp[]])[] = [
  [
    "a folder whose own name begins with test",
    under("test-of-tools/", { ...under("train/", bars()), ...under("test/", bars(5)) }),
    /^22 images .*, 0 validate, 10 test: lying \(11\), upright \(11\)(\n|$)/,
  ],
  [
    "train, val and test, in capitals and below nested folders",
    under("a/b (1)/", { ...under("Train/", bars(9)), ...under("VAL/", bars(3)), ...under("Testing/", bars(2)) }),
    /^28 images .*, 6 validate, 4 test: lying \(14\), upright \(14\)(\n|$)/,
  ],
  [
    "parts within the folders of classes",
    Object.fromEntries(
      Object.entries(bars()).flatMap(([name, content]) => [
        [name.replace("/", "/training/"), content],
        [name.replace("/", "/dev/"), content],
      ]),
    ),
    /^24 images .*, 12 validate, 0 test/,
  ],
  [
    "a class that is called train, and one that is called latest",
    Object.fromEntries(
      Object.entries(bars()).map(([name, content]) => [
        name.replace("lying", "train").replace("upright", "latest"),
        content,
      ]),
    ),
    /^12 images .*, 0 validate, 0 test: latest \(6\), train \(6\)$/,
  ],
  [
    "a test folder without classes",
    { ...under("pets/train/", bars()), "pets/test/1.png": barPng(true, 3, black, white) },
    two(6, "\npets/test: 1 picture in no folder of a class.*left out"),
  ],
  [
    "classes that only the test set has",
    { ...under("train/", bars()), ...under("test/", { "unknown/1.png": barPng(true, 3, black, white) }) },
    two(6, "\nunknown \\(1\\): there is nothing to learn this class from; left out"),
  ],
  [
    "a folder of images in every class",
    under(
      "s/",
      Object.fromEntries(Object.entries(bars()).map(([name, content]) => [name.replace("/", "/images/"), content])),
    ),
    two(6),
  ],
  ["black ink on clear ground", bars(6, black, clear), two(6)],
  ["white ink on clear ground", bars(6, white, clear), two(6)],
  [
    "classes that differ in colour alone",
    Object.fromEntries(
      ["red", "green"].flatMap((name, c) =>
        Array.from({ length: 6 }, (_, i) => [`${name}/${i}.png`, barPng(true, 3 + i, c === 0 ? red : green, white)]),
      ),
    ),
    /Colour is not read.*green and red/,
  ],
  [
    "notes, hidden files and leftovers beside pictures",
    {
      ...bars(),
      ...Object.fromEntries(
        Object.keys(bars()).flatMap((name) => [
          [`${name}.json`, bytes('{"a": 1}')],
          [`${name}.txt`, bytes("a")],
        ]),
      ),
      "lying/Thumbs.db": bytes("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
      "lying/desktop.ini": bytes("a"),
      ".ipynb_checkpoints/0-checkpoint.png": barPng(true, 3, black, white),
      "__MACOSX/lying/._0.png": bytes("a"),
    },
    two(6),
  ],
  [
    "a flat folder with labels.csv",
    {
      ...under(
        "flat/",
        Object.fromEntries(Object.entries(bars()).map(([name, content]) => [name.replace("/", "-"), content])),
      ),
      "flat/labels.csv": bytes(
        `id;width;breed\n${Object.keys(bars())
          .map((name) => `${name.replace("/", "-").slice(0, -4)};28;${name.split("/")[0]}`)
          .join("\n")}\n`,
      ),
    },
    two(6, "\nClasses come from flat/labels.csv, column “breed”"),
  ],
  [
    "folders that are no classes with a table that names them",
    {
      ...Object.fromEntries(
        Object.entries(bars()).map(([name, content], i) => [`part ${i % 2}/${name.replace("/", "-")}`, content]),
      ),
      "metadata.csv": bytes(
        `image_id,dx\n${Object.keys(bars())
          .map((name) => `${name.replace("/", "-")},${name.split("/")[0]}`)
          .join("\n")}\n`,
      ),
    },
    two(6, "\nClasses come from metadata.csv, column “dx”"),
  ],
  [
    "pictures of training and test of the same names, with a table of those of training",
    {
      ...Object.fromEntries(
        Object.entries(bars()).flatMap(([name, content]) => [
          [`train/${name.replace("/", "-")}`, content],
          [`test/${name.replace("/", "-")}`, content],
        ]),
      ),
      "train.csv": bytes(
        `id,label\n${Object.keys(bars())
          .map((name) => `${name.replace("/", "-").slice(0, -4)},${name.split("/")[0]}`)
          .join("\n")}\n`,
      ),
    },
    two(
      6,
      "\nClasses come from train.csv, column “label”\\.\ntest: 12 pictures in no folder of a class and in no table",
    ),
  ],
  ...(
    [
      ["cat.0.png", (name, i) => `${name}.${i}.png`],
      ["cat_001.png", (name, i) => `${name}_00${i}.png`],
      ["001_cat.png", (name, i) => `00${i}_${name}.png`],
      ["cat (1).png", (name, i) => `${name} (${i}).png`],
      ["cat1.png", (name, i) => `${name}${i}.png`],
    ] as const satisfies readonly (readonly [string, (name: string, i: number) => string])[]
  ).map(
    ([form, nameOf]) =>
      [`classes in names such as ${form}`, flatBars(nameOf), two(6, "\nClasses come from the names: “")] as const,
  ),
  [
    "classes by the second of two numbers in names",
    flatBars((name, i) => `0000${i}_${name === "lying" ? 3 : 7}.png`),
    /^12 images .*: 3 \(6\), 7 \(6\)\nClasses come from the names: “00000_3\.png” is “3”/,
  ],
  [
    "classes in the names of train, and a test1 without",
    {
      ...under(
        "train/",
        flatBars((name, i) => `${name}.${i}.png`),
      ),
      ...under(
        "test1/",
        flatBars((name, i) => `${name.length * 10 + i}.png`),
      ),
      "sampleSubmission.csv": bytes("id,label\n1,0\n2,0\n"),
    },
    two(6, "\nClasses come from the names.*\ntest1: 12 pictures in no folder of a class, and its name tells none"),
  ],
  [
    "names that only count",
    flatBars((name, i) => `IMG_${name.length * 10 + i}.png`),
    /lies in no folder of a class.*cat\.1\.jpg/,
  ],
  [
    "training_set and test_set",
    under("dataset/", { ...under("training_set/", bars()), ...under("test_set/", bars(3)) }),
    /^18 images .*, 0 validate, 6 test: lying \(9\), upright \(9\)(\n|$)/,
  ],
  [
    "seg_train, seg_test, and seg_pred without classes",
    {
      ...under("seg_train/seg_train/", bars()),
      ...under("seg_test/seg_test/", bars(3)),
      "seg_pred/seg_pred/1.png": barPng(true, 3, black, white),
    },
    /^18 images .*, 0 validate, 6 test: lying \(9\), upright \(9\)\n[\s\S]*seg_pred\/seg_pred: 1 picture in no folder of a class.*left out/,
  ],
  [
    "classes in capitals in training alone",
    {
      ...under("train/", bars()),
      ...Object.fromEntries(Object.entries(bars(3)).map(([name, content]) => [`test/${name.toUpperCase()}`, content])),
    },
    /^18 images .*, 0 validate, 6 test: lying \(9\), upright \(9\)(\n|$)/,
  ],
  [
    "a list of names and classes divided by a blank",
    { ...flatBars(), "labels.txt": bytes(tableOfBars((name) => `${name} ${name.split("-")[0]}`)) },
    two(6, "\nClasses come from labels.txt, column “2”"),
  ],
  [
    "a table with classes one-hot beside pictures",
    {
      ...flatBars(),
      "truth.csv": bytes(
        `image,lying,upright\n${tableOfBars((name) => `${name.slice(0, -4)},${name.startsWith("l") ? "1.0,0.0" : "0.0,1.0"}`)}`,
      ),
    },
    two(6, "\nClasses come from truth.csv, columns “lying”, “upright”"),
  ],
  [
    "a table that tells what pictures are for",
    {
      ...flatBars(),
      "meta.csv": bytes(
        `file_name,label,split\n${tableOfBars((name, i) => `${name},${name.split("-")[0]},${i % 6 ? "train" : "test"}`)}`,
      ),
    },
    /^12 images .*, 0 validate, 2 test: lying \(6\), upright \(6\)\n/,
  ],
  [
    "train.csv and test.csv beside pictures in one folder",
    {
      ...under("images/", flatBars()),
      "train.csv": bytes(`image,label\n${tableOfBars((name, i) => (i % 6 ? `${name},${name.split("-")[0]}` : ""))}`),
      "test.csv": bytes(`image,label\n${tableOfBars((name, i) => (i % 6 ? "" : `${name},${name.split("-")[0]}`))}`),
    },
    /^12 images .*, 0 validate, 2 test: lying \(6\), upright \(6\)\n/,
  ],
  [
    "a long table in which the pictures come last",
    {
      ...flatBars(),
      "labels.csv": bytes(
        `name,label\n${Array.from({ length: 900 }, (_, i) => `x${i}.png,lying\n`).join("")}${tableOfBars((name) => `${name},${name.split("-")[0]}`)}`,
      ),
    },
    two(6, "\nClasses come from labels.csv"),
  ],
  [
    "a zip with backslashes",
    {
      "a.zip": zip(
        Object.fromEntries(Object.entries(bars()).map(([name, content]) => [`a\\${name.replace("/", "\\")}`, content])),
        { method: 0 },
      ),
    },
    two(6),
  ],
  ["a zip with a password", { "a.zip": zip(bars(), { isEncrypted: true }) }, /^a\.zip: the zip has a password/],
  ["zip64", { "a.zip": zip(bars(), { isZip64: true }) }, two(6)],
  [
    "a zip with sizes behind the data and a comment",
    { "a.zip": zip(bars(), { isStreamed: true, comment: "PK\x05\x06" }) },
    two(6),
  ],
  ["a zip by bzip2", { "a.zip": zip(bars(), { method: 12 }) }, /^a\.zip: packed by bzip2/],
  [
    "a zip of a zip for every part",
    { "a.zip": zip({ "train.zip": zip(bars()), "test.zip": zip(bars(3)) }) },
    /^18 images .*, 0 validate, 6 test: lying \(9\), upright \(9\)(\n|$)/,
  ],
  [
    "zips in zips in zips",
    { "a.zip": zip({ "b.zip": zip({ "c.zip": zip(bars()) }) }) },
    /an archive in an archive in an archive/,
  ],
  ["a tar.gz", { "a.tar.gz": gzipSync(tar(bars())) }, two(6)],
  ["a tar that is cut short", { "a.tar": tar(bars()).subarray(0, 5000) }, /^a\.tar: the tar is damaged or cut short/],
  [
    "too many files",
    {
      "a.zip": zip(Object.fromEntries(Array.from({ length: 25_001 }, (_, i) => [`${i % 2}/${i}`, bytes()])), {
        method: 0,
      }),
    },
    /^a\.zip: more than 25,000 files/,
  ],
  [
    "an Excel workbook",
    { "a.xlsx": zip({ "[Content_Types].xml": bytes("<"), "xl/workbook.xml": bytes("<") }) },
    /^a\.xlsx: the format is Excel \(xlsx\).*Save the sheet as CSV/,
  ],
  [
    "NumPy's archive",
    { "a.npz": zip({ "x.npy": bytes("\x93NUMPY"), "y.npy": bytes("\x93NUMPY") }) },
    /^a\.npz: the format is NumPy \(npz\).*CSV/,
  ],
  [
    "TIFF and HEIC",
    { "a/1.tif": tiff, "a/2.tif": tiff, "b/1.heic": heic },
    /^2 TIFF, 1 HEIC \(iPhone\) files .*PNG, JPEG, GIF, WebP/,
  ],
  [
    "TIFF among pictures",
    { ...bars(), "lying/x.tif": tiff },
    two(6, "\nLeft out: lying/x.tif: the format is TIFF.*PNG"),
  ],
  [
    "a picture that is a page",
    { ...bars(), "lying/x.png": bytes("<!DOCTYPE html><html>") },
    two(6, "\nlying/x.png: not a picture that this browser can read; left out"),
  ],
  [
    "a picture too large to be drawn",
    { ...bars(), "lying/x.png": png(30_000, 30_000, bytes()) },
    two(6, "\nlying/x.png: more than 64 million pixels; left out"),
  ],
  ["sounds", { "a/1.wav": wav, "b/1.wav": wav }, /^2 WAV \(sound\) files.*Sounds cannot be read/],
  [
    "SVG",
    { "a/1.svg": bytes("<?xml version='1.0'?>\n<svg>"), "b/1.svg": bytes("<svg width='1'>") },
    /^2 SVG files.*PNG, JPEG/,
  ],
  ["ARFF", { "a.csv": bytes("% a\n\n@RELATION a\n") }, /^a\.csv: the format is ARFF/],
  ["JSON", { "a.csv": bytes('[\n {"a": 1}\n]\n') }, /^a\.csv: the format is JSON/],
  ["JSON lines", { "a.csv": bytes('{"a": 1}\n{"a": 2}\n') }, /^a\.csv: the format is JSON/],
  [
    "a page in place of the data",
    { "a.csv": bytes("<!doctype html>\n<html>") },
    /^a\.csv: the format is HTML.*Download the file itself/,
  ],
  [
    "a pointer of Git LFS",
    { "a.csv": bytes("version https://git-lfs.github.com/spec/v1\n") },
    /^a\.csv: the format is Git LFS/,
  ],
  ...["BMI", "PK", "ID3", "RIFF", "GIF8", "II", "MM", "BZh", "[a]", "{a}", "PAR1"].map(
    (first) =>
      [`a table that begins with ${first}`, { "a.csv": csv(first) }, /^12 table of 2, .*: 0 \(6\), 1 \(6\)/] as const,
  ),
  [
    "IDX in the order of the alphabet, in a folder called latest",
    under("latest-mnist/", {
      "t10k-images": images(6),
      "t10k-labels": labels(6),
      "train-images": images(12),
      "train-labels": labels(12),
    }),
    /^18 images of 4 x 4, 0 validate, 6 test/,
  ],
  [
    "IDX in which labels come first and a part has no images beside it",
    { y_test: labels(6), y_train: labels(12), x_train: images(12), x_test: images(6) },
    /^18 images of 4 x 4, 0 validate, 6 test/,
  ],
  [
    "IDX of three parts by folders",
    {
      ...under("train/", { images: images(12), labels: labels(12) }),
      ...under("valid/", { images: images(3), labels: labels(3) }),
      ...under("test/", { images: images(6), labels: labels(6) }),
    },
    /^21 images of 4 x 4, 3 validate, 6 test/,
  ],
  [
    "IDX twice, plain, packed and in folders of their own",
    {
      "images-idx3": images(12),
      "images-idx3/images-idx3": images(12),
      "labels.idx1": labels(12),
      "labels-idx1.gz": gzipSync(labels(12)),
    },
    three,
  ],
  ...([9, 11, 12, 13, 14] as const).map(
    (type) =>
      [
        `IDX of type ${type}`,
        {
          images: idx(type, [12, 4, 4], imagesOf(12, type === 9 ? 127 : 255)),
          labels: idx(
            type,
            [12],
            twelve.map((i) => i % 3),
          ),
        },
        three,
      ] as const,
  ),
  [
    "IDX of shares of ink",
    { images: idx(13, [12, 4, 4], imagesOf(12, 1)), labels: labels(12) },
    three,
    /from 0 to 1 are brought to/,
  ],
  [
    "IDX with one channel, and classes one-hot",
    {
      images: idx(8, [12, 1, 4, 4], imagesOf(12)),
      labels: idx(
        8,
        [12, 3],
        twelve.flatMap((i) => [0, 1, 2].map((c) => Number(c === i % 3))),
      ),
    },
    three,
  ],
  [
    "IDX of images in a row, and labels of many numbers (QMNIST)",
    {
      images: idx(8, [12, 16], imagesOf(12)),
      labels: idx(
        12,
        [12, 8],
        twelve.flatMap((i) => [i % 3, 9, 9, 9, 9, 9, 9, 9]),
      ),
    },
    three,
  ],
  [
    "IDX with classes from 1 on",
    {
      images: images(12),
      labels: idx(
        8,
        [12],
        twelve.map((i) => 1 + (i % 3)),
      ),
    },
    /: 1 \(4\), 2 \(4\), 3 \(4\)\n/,
  ],
  [
    "IDX with 255 for unknown",
    {
      images: images(12),
      labels: idx(
        8,
        [12],
        twelve.map((i) => (i === 3 ? 255 : i % 3)),
      ),
    },
    /^labels: 1 of 12 labels are 255, which often means “unknown”/,
  ],
  [
    "IDX the other way round",
    { images: images(12).with(0, 3).with(1, 8).with(2, 0).with(3, 0), labels: labels(12) },
    /^images: an IDX file whose bytes stand the other way round/,
  ],
  [
    "IDX with pixels that are no numbers",
    { images: idx(13, [12, 4, 4], imagesOf(12).with(20, Number.NaN)), labels: labels(12) },
    /^images: a pixel of image 2 is NaN/,
  ],
  [
    "IDX of two sets",
    {
      "a-train-images": images(12),
      "a-train-labels": labels(12),
      "b-train-images": images(12).with(20, 1),
      "b-train-labels": labels(12).with(9, 0),
    },
    /^Images of 2 sets \(a, b\)/,
  ],
  [
    "pictures that repeat, and one of two classes",
    { ...bars(), ...under("copies/", bars(4)), "lying/x.png": barPng(true, 3, black, white) },
    /^21 images .*: lying \(11\), upright \(10\)\n8 of 21 pictures are the same as another, label included.*\n1 picture looks the same as one of another class/,
  ],
  [
    "pictures that are empty",
    { "a/1.png": bytes(), "b/1.png": bytes() },
    /^a\/1\.png, b\/1\.png: empty files, no pictures/,
  ],
  ...(
    [
      ["a.pkl", "(dp0\nVdata\np1\n", "pickle (Python)"],
      ["a.mat", "\0\0\0\0\x02\0\0\0\x02\0\0\0", "Matlab (mat)"],
      ["a.mat", "MATLAB 7.3 MAT-file, Platform", "Matlab (mat)"],
      ["a.zsav", "$FL3@(#) SPSS", "SPSS (zsav)"],
      ["a.dta", "\x72\x02\x01\0\x05\0", "Stata (dta)"],
      ["a.sas7bdat", `${"\0".repeat(12)}\xc2\xea\x81\x60\xb3\x14\x11\xcf`, "SAS (sas7bdat)"],
      ["a.mdb", "\0\x01\0\0Standard Jet DB\0", "Access (mdb)"],
      ["a.dbf", "\x03\x5f\x07\x1a\x05\0\0\0", "dBase (dbf)"],
      ["a.avro", "Obj\x01\x02", "Avro"],
      ["a.tfrecord", "d\0\0\0\0\0\0\0\x01", "TFRecord"],
      ["a.xls", "<table><tr><td>1</td></tr></table>", "HTML (a table of a web page)"],
      ["a.xls", '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "Excel (xml)"],
      ["a.xml", '<data><row a="1"/></data>', "XML"],
      ["a.crdownload", "\0\x01\x02", "a download that did not end"],
    ] as const
  ).map(
    ([name, content, label]) =>
      [
        `${name}: ${label}`,
        { [name]: bytes(content) },
        new RegExp(`the format is ${label.replace(/[()]/g, "\\$&")}`),
      ] as const,
  ),
  ["a table with zeros in its letters", { "a.csv": bytes("a,b\n1,x\0y\n") }, /^a\.csv: holds zeros \(NUL\)/],
  ["two pictures", bars(1), /^2 pictures to learn from; at least 10 are needed/],
  ["four images of IDX", { images: images(4), labels: labels(4) }, /^4 images to learn from; at least 10 are needed/],
  [
    "a class of one picture",
    { ...bars(), "lonely/1.png": barPng(true, 3, black, white) },
    /^13 images .*: lonely \(1\), lying \(6\), upright \(6\)\n[\s\S]*Few pictures of lonely \(1\)/,
  ],
  [
    "one table and leftovers of macOS",
    {
      "a.zip": zip({
        "leaves/leaves.csv": csv("a"),
        "__MACOSX/leaves/._leaves.csv": bytes(0, 5, 22, 7),
        "leaves/.DS_Store": bytes(0, 0, 0, 1),
      }),
    },
    /^12 table of 2/,
  ],
];

describe("small twins of files as people have them", () => {
  it.each(cases.map(([name, files, ...told]) => ({ name, files, told })))("$name", async ({ files, told }) => {
    const { text } = await seen(blobs(files));
    for (const one of told) expect(text).toMatch(one);
  });
});

describe("ink", () => {
  it.each([
    ["black on white", black, white],
    ["white on black", white, black],
    ["black on clear ground", black, clear],
    ["white on clear ground", white, clear],
  ] as const)("is what the network reads: %s", async (_, ink, ground) => {
    const { preview } = await seen(blobs(bars(6, ink, ground)));
    const first = preview!.data!.samples.subarray(0, 784);
    const lit = [...first.keys()].filter((i) => first[i] > 0);
    // The bar at row 3 is five rows high.
    expect(lit.map((i) => Math.floor(i / 28))).toEqual(
      Array.from({ length: 5 * 28 }, (__, i) => 1 + Math.floor(i / 28)),
    );
    expect(lit.every((i) => first[i] === 255)).toBe(true);
  });

  it("of shares and signed bytes is what bytes would be", async () => {
    const of = async (type: 8 | 9 | 13, values: number[]) =>
      (await seen(blobs({ images: idx(type, [12, 4, 4], values), labels: labels(12) }))).preview!.data!.samples;
    const plain = await of(8, imagesOf(12));
    expect(await of(13, imagesOf(12, 1))).toEqual(plain);
    expect(await of(9, imagesOf(12, 127))).toEqual(plain);
    // A byte of 255 that was declared signed, and one that was moved down by 128.
    expect(await of(9, imagesOf(12, -1))).toEqual(plain);
    expect(
      await of(
        9,
        imagesOf(12).map((value) => value - 128),
      ),
    ).toEqual(plain);
  });
});

it("images of EMNIST are turned, others are where somebody says so", async () => {
  const of = (name: string) => ({
    [`${name}-images`]: idx(8, [12, 2, 3], imagesOf(5).slice(0, 72)),
    [`${name}-labels`]: labels(12),
  });
  const plain = (await seen(blobs(of("set")))).preview!;
  const emnist = (await seen(blobs(of("emnist-letters")))).preview!;
  expect([plain.data!.inputShape, emnist.data!.inputShape]).toEqual([
    [2, 3],
    [3, 2],
  ]);
  expect(plain.options).toEqual({ kind: "idx", isTurned: false });
  const [first, turned] = [plain, emnist].map(({ data }) => [...data!.samples.subarray(0, 6)]);
  expect(turned).toEqual([0, 3, 1, 4, 2, 5].map((i) => first[i]));
  expect((await seen(blobs(of("set")), { isTurned: true })).preview!.data!.samples).toEqual(emnist.data!.samples);
});

it("parts go by whole names: a part of a word, or the common root, is none", () => {
  const words = ["latest", "contest", "trainer", "evaluation", "devil", "test2", "tests", "test-of-tools", "valley"];
  fc.assert(
    fc.property(fc.constantFrom("test", "train", ...words), fc.constantFrom(...words), (root, folder) => {
      const names = ["cat", "dog"].flatMap((label) => [`${root}/${folder}/${label}/1.png`, `${root}/x/${label}/1.png`]);
      expect(placesOf(names)).toEqual(["cat", "cat", "dog", "dog"].map((label) => ({ part: undefined, label })));
    }),
  );
});

describe("bytes of any kind", () => {
  const opens = async (files: NamedBlob[]) => {
    try {
      await readFiles(files, decodePng, () => undefined);
    } catch (error) {
      if (!(error instanceof DataFileError)) throw error;
    }
  };

  it("changed anywhere in a zip or tar give data or a named fault; in a zip nothing else than was packed", async () => {
    const table = Buffer.from(csv("a"));
    const packed = { "a.zip": zip({ "a.csv": table }), "b.tar": tar({ "a.csv": table }) };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom("a.zip", "b.tar"), fc.nat(), fc.nat(255), async (name, place, byte) => {
        const changed = Uint8Array.from(packed[name]);
        changed[place % changed.length] = byte;
        await opens([blob(name, changed)]);
        await opens([blob(name, changed.subarray(0, place % changed.length))]);
      }),
    );
    const whole = Uint8Array.from(packed["a.zip"]);
    const from = 30 + 5;
    for (let place = from; place < from + 40; place++) {
      const changed = whole.with(place, whole[place] ^ 255);
      expect((await seen([blob("a.zip", changed)])).text).toMatch(/damaged/);
    }
  });

  it("are of some format", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (some) => {
        expect(formatOf(some).kind).toBeTypeOf("string");
      }),
    );
  });
});
