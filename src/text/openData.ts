import type { DataKind } from "../data/dataset.ts";
import type { ColumnKind, TableOptions } from "../data/files/reading.ts";
import type { NamedId } from "../data/named/named.ts";
import { bytes, count, counted, examplesOf } from "./numbers.ts";

const onTheirSide = "Images lie on their side, as EMNIST’s do: rows and columns change places";

/** What is asked before anything is downloaded, and told meanwhile. */
export const downloadText = {
  region: "Download data",
  about: {
    mnist:
      "70,000 handwritten digits of 28 × 28 pixels (LeCun, Cortes and Burges), 10,000 of them the official test set. Licence: CC BY-SA 3.0.",
    "fashion-mnist":
      "70,000 pictures of clothes of 28 × 28 pixels (Xiao, Rasul and Vollgraf 2017), 10,000 of them the official test set. Licence: MIT.",
  } satisfies Readonly<Record<NamedId, string>>,
  downloading: (name: string) => `Downloading ${name}`,
  progress: (done: number, total: number, host: string) => `${bytes(done)} of ${bytes(total)} from ${host}`,
  asking: "Asking for the first file…",
  stop: "Stop",
  failed: "It was not downloaded; everything is as it was.",
  offer: <T>(size: T, [first, ...others]: readonly string[]) => [
    size,
    ` are downloaded from ${first}, or else from ${others.join(" or ")}, checked (SHA-256) and kept in this browser: from then on it opens without the internet. Nothing is sent but the request.`,
  ],
  tryAgain: "Try again",
  download: "Download",
  fromFiles: "Load from files…",
  cancel: "Cancel",
} as const;

/** What is asked about files before they are opened. */
export const fileText = {
  input: "Data files",
  darkOnLight: "Dark ink on light ground: ink is what the network reads",
  onTheirSide,
  warnings: "Before you trust its accuracy",
  warningsLead: "Before you trust its accuracy:",
  faults: "It cannot be opened like this:",
  keep: "Keep this data in this browser, so that a reload finds it: it goes with the session that is deleted",
  open: "Open",
  cancel: "Cancel",
  startsOver: "A network in training starts over with the new data.",
  examples: (n: number, kind: DataKind) => `${count(n)} ${examplesOf[kind]}`,
  /** What is in the files, behind how many examples there are. */
  summary: (data: {
    readonly kind: DataKind;
    readonly inputShape: readonly number[];
    readonly inputs: number;
    readonly classes: number;
    readonly shown: readonly (readonly [name: string, examples: number])[];
    readonly validation: number;
    readonly test: number;
  }) => {
    const inputs = data.kind === "images" ? `${data.inputShape.join(" × ")} pixels` : counted(data.inputs, "input");
    const parts = [
      ...(data.validation > 0 ? [`${count(data.validation)} of them the validation set`] : []),
      ...(data.test > 0 ? [`${count(data.test)} of them the test set`] : []),
    ];
    const classes = data.shown.map(([name, examples]) => `${name} (${count(examples)})`).join(", ");
    return `of ${inputs}${parts.length > 0 ? `, ${parts.join(" and ")}` : ""}; ${data.classes} classes: ${classes}${
      data.classes > data.shown.length ? ", …" : ""
    }.${data.kind === "table" ? " Numbers are brought to mean 0 and standard deviation 1 of the training rows." : ""}`;
  },
  sample: (name: string) => `a sample of ${name}`,
} as const;

/** What the columns of a table are taken for. */
export const columnKinds: Readonly<Record<ColumnKind | "label", string>> = {
  label: "the label",
  number: "a number",
  category: "a category",
  omit: "left out",
};

/** What is asked about a table. */
export const tableText = {
  region: "First rows",
  pixel: "a pixel",
  column: (name: string) => `Column ${name}`,
  empty: "–",
  before: "Columns before",
  after: "Columns after",
  shown: <T>(first: number, last: number, all: number, label: T) => [
    `Columns ${count(first)} to ${count(last)} of ${count(all)}; the label is `,
    label,
  ],
  separator: "Values separated by",
  decimal: "Decimal sign",
  decimals: { "": "as each column has it", ".": "a point", ",": "a comma" },
  encoding: "Encoding",
  above: "Rows above the table",
  header: "The first row holds the names",
  units: "The second row holds units",
  images: (side: number | null) => `Every row is an image of ${side} × ${side} pixels`,
  onTheirSide,
  missing: "Rows with missing values",
  missingAre: "Rows with missing values are",
  missingWays: { omit: "left out", fill: "filled with the mean" } satisfies Readonly<
    Record<TableOptions["missing"], string>
  >,
  mark: (text: string, rows: number, columns: readonly string[], isWord: boolean) =>
    `“${text}” stands for a missing value: ${count(rows)} rows ${isWord ? "would lack" : "lack"} their ${columns.join(" or ")}${
      isWord ? "" : "; else it is a value of its own"
    }`,
  wrong: "Values that are no numbers, in columns of numbers, are missing values",
  twins: "Words that differ in capitals or blanks alone are one",
  repeats: (rows: number) => `Repeated rows are left out (${count(rows)})`,
} as const;

/** "1.234,5 is 1234.5": which number it is, where that is not what it reads. */
export const numberRead = ({ text, number }: { readonly text: string; readonly number: number }): string =>
  `${text} is ${number}`;
