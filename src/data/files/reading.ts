import type { DataKind, GivenData } from "../dataset.ts";

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
  /** Whether the first row holds the names. */
  readonly hasHeader: boolean;
  /** The column that holds the classes. */
  readonly label: number;
  readonly columns: readonly ColumnKind[];
  /** Rows with missing values are left out, or filled: numbers by the mean of the training rows, categories by none of their values. */
  readonly missing: "omit" | "fill";
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
}

/** What was read, taken as the options say. */
export interface Built {
  /** Null where it cannot be taken so; `faults` tell why. */
  readonly data: GivenData | null;
  /** What is in the way, each with file, row and column, and the way out. */
  readonly faults: readonly string[];
  /** What should be known: rows left out, columns that are no use. */
  readonly notes: readonly string[];
}

/** Files that were read: they can be taken in one way or another. */
export interface Source {
  /** What seems to be meant. */
  readonly options: ReadOptions;
  readonly build: (options: ReadOptions) => Built;
  /** Of a table: its columns and first rows under these options. */
  readonly table?: (options: ReadOptions) => { columns: readonly Column[]; rows: readonly (readonly string[])[] };
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
  readonly table: { readonly columns: readonly Column[]; readonly rows: readonly (readonly string[])[] } | null;
}

export type Report = (what: string, done: number, total: number) => void;
