import type { DataKind, GivenData } from "../dataset.ts";
import type { FileSaid } from "./said.ts";
import type { Dialect } from "./table/dialect.ts";

/** A file as the page hands it over: read by the worker alone. */
export interface NamedBlob {
  /** With its folders, where it came in one. */
  readonly name: string;
  readonly blob: Blob;
}

/** What a column of a table is taken for. */
export const columnKinds = ["number", "category", "omit"] as const;
export type ColumnKind = (typeof columnKinds)[number];

export interface TableOptions {
  readonly kind: "table";
  readonly dialect: Dialect;
  /** Whether the first row holds the names, and whether the one after it holds units and is left out. */
  readonly hasHeader: boolean;
  readonly skipsUnits: boolean;
  /** The column that holds the classes. */
  readonly label: number;
  readonly columns: readonly ColumnKind[];
  /** Rows with missing values are left out, or filled: numbers by the mean of the training rows, categories by none of their values. */
  readonly missing: "omit" | "fill";
  /** Marks such as "none" that are values where they stand among words, in small letters; others are missing values. */
  readonly words: readonly string[];
  /** Values that are no numbers in a column of numbers are in the way, or missing. */
  readonly wrong: "fault" | "missing";
  /** Whether classes and values of categories that differ in capitals or blanks alone are one. */
  readonly mergesCase: boolean;
  /** Rows that are the same as one before, label included, are kept or left out. */
  readonly repeats: "keep" | "drop";
  /** Whether the columns are the pixels of square images, row by row, or column by column where they are turned. */
  readonly images: { readonly side: number; readonly isTurned: boolean } | null;
}

export interface PictureOptions {
  readonly kind: "pictures";
  /** Whether dark is ink: such pictures are turned round, for 0 is background. */
  readonly isDarkOnLight: boolean;
}

export interface IdxOptions {
  readonly kind: "idx";
  /** Whether rows and columns of every image change places: EMNIST's lie on their side. */
  readonly isTurned: boolean;
}

/** How files are read, as far as a person can choose. */
export type ReadOptions = TableOptions | PictureOptions | IdxOptions;

/** A column as it stands in the file. */
export interface Column {
  readonly name: string;
  /** Different values, counted up to a few more than a category may have. */
  readonly distinct: number;
  readonly missing: number;
  /** How the first values read. */
  readonly examples: readonly string[];
  /** How one of its numbers reads, and which it is, where that is not what it reads: 1.234,5 is 1234.5. */
  readonly reads: { readonly text: string; readonly number: number } | null;
}

/** What is to be seen of a table under some options, and chosen. */
export interface TablePreview {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** Marks among words, each with the columns it stands in: they may be values. */
  readonly marks: readonly {
    readonly mark: string;
    readonly text: string;
    readonly count: number;
    readonly columns: readonly string[];
  }[];
  readonly hasUnits: boolean;
  /** Whether a column of numbers has values that are none. */
  readonly hasWrong: boolean;
  /** Whether some values differ in capitals or blanks alone. */
  readonly hasTwins: boolean;
  /** Side of the square images whose pixels the columns may be. */
  readonly pixels: number | null;
}

/** What was read, taken as the options say. */
export interface Built {
  /** Null where it cannot be taken so; `faults` tell why. */
  readonly data: GivenData | null;
  /** What is in the way, each with file, row and column, and the way out. */
  readonly faults: readonly FileSaid[];
  /** What should be known: rows left out, columns that are no use. */
  readonly notes: readonly FileSaid[];
  /** What may make its accuracy worth less than it seems. */
  readonly warnings?: readonly FileSaid[];
  /** Rows that are the same as one before. */
  readonly repeats?: number;
}

/** Files that were read: they can be taken in one way or another. */
export interface ReadSource {
  /** What seems to be meant. */
  readonly options: ReadOptions;
  readonly build: (options: ReadOptions) => Built;
  /** Of a table: its columns and first rows under these options. */
  readonly table?: (options: ReadOptions) => TablePreview;
  /** Of a table: the options that follow from a choice, where a person may have chosen another label than before. */
  readonly settle?: (options: ReadOptions, before: ReadOptions) => ReadOptions;
  /** Of a table: what seems to be meant when it is read so. */
  readonly reread?: (dialect: Partial<Dialect>) => ReadOptions;
}

/** What a person sees before accepting. */
export interface FilePreview extends Omit<Built, "data"> {
  readonly options: ReadOptions;
  readonly data: {
    readonly label: string;
    readonly kind: DataKind;
    readonly inputShape: readonly number[];
    readonly inputNames: readonly string[];
    readonly classes: readonly string[];
    /** Examples, and how many of them are an official validation and test set. */
    readonly count: number;
    readonly validationCount: number;
    readonly testCount: number;
    /** Examples of every class. */
    readonly perClass: readonly number[];
    /** Some images, one after another, with their classes. */
    readonly samples: Uint8Array;
    readonly sampleLabels: Uint8Array;
  } | null;
  readonly table: TablePreview | null;
}

export type Report = (what: FileSaid, done: number, total: number) => void;
