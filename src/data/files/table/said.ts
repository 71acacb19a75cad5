import type { Names, OfFile } from "../told.ts";
import type { Encoding } from "./dialect.ts";

/** A column of a file. */
interface OfColumn extends OfFile {
  readonly column: string;
}

/** Numbers of rows: the first of so many. */
export interface RowNumbers {
  readonly rows: readonly number[];
  readonly count: number;
}

/** Why a column is left out. */
export type OmitReason =
  | { readonly what: "empty" | "same" | "oneValue" | "numbersRows" | "tellsRows" | "oneHot" | "copy" | "follows" }
  | { readonly what: "many"; readonly most: number };

/** What is said of a column. */
export type Remark =
  | OmitReason
  | { readonly what: "worthless"; readonly why: OmitReason["what"] }
  | { readonly what: "tells" | "apart" }
  | { readonly what: "standIn"; readonly value: number }
  | { readonly what: "order"; readonly order: "rises" | "falls" };

/** Different values of a label column, none counted beyond the most that classes may be. */
interface LabelValues extends OfColumn {
  readonly distinct: number;
  readonly most: number;
}

/** What reading a table tells, by id. */
export interface TableFigures {
  "reading-table": OfFile;
  "looking-at": OfFile;
  "comparing-columns": OfFile;
  taking: OfFile;

  "table-one-value": OfFile;
  "table-columns": OfFile & { readonly count: number; readonly most: number };
  "table-rows": OfFile & { readonly most: number };
  "table-values": OfFile & { readonly rows: number; readonly columns: number; readonly most: number };
  "table-above": OfFile & { readonly above: number };
  "tables-many": Names;
  "tables-taken": {
    readonly tables: readonly { readonly file: string; readonly role: "train" | "validation" | "test" }[];
  };
  /** Rows above the table, and how the first of so many titles read. */
  "rows-above": { readonly rows: number; readonly titles: readonly string[]; readonly count: number };
  "rows-comments": RowNumbers;
  "rows-below": RowNumbers;
  "names-again": RowNumbers;
  "units-row": Names & { readonly row: number; readonly isLong: boolean };
  "one-hot-read": Names & { readonly label: string };
  "encoding-old": { readonly encoding: Encoding };
  "quote-open": OfFile & { readonly row: number };
  "row-single": OfFile;
  /** The first row of another length, of so many; compared with the first row (by its number), the others, or most. `isShortHead`: it holds
   *  the names, and too few. */
  "row-length": OfFile & {
    readonly row: number;
    readonly values: number;
    readonly width: number;
    readonly as: number | "others" | "most";
    readonly isShortHead: boolean;
    readonly count: number;
  };

  "label-measured": LabelValues & { readonly known: number };
  "label-classes": LabelValues;
  "column-values": OfColumn & { readonly most: number };
  "no-input": OfFile;
  "not-a-number": OfColumn & { readonly row: number; readonly text: string };
  "more-not-numbers": { readonly count: number };
  "rows-unlabelled": { readonly rows: number; readonly all: number };
  "rows-incomplete": { readonly rows: number; readonly all: number; readonly missing: "omit" | "fill" };
  "column-remark": { readonly column: string; readonly remark: Remark; readonly example: string | null };
  "columns-remark": Names & { readonly remark: Remark };
  "part-lacks": OfColumn;
  "rows-few": OfFile & {
    readonly rows: number;
    readonly all: number;
    readonly least: number;
    readonly mayFill: boolean;
  };
  "rows-strange": Names & { readonly rows: number };
  "class-alone": OfColumn & { readonly name: string };
  "inputs-many": OfFile & { readonly inputs: number; readonly most: number };
  "numbers-many": OfFile & { readonly rows: number; readonly inputs: number; readonly most: number };
  "repeats-dropped": { readonly count: number };
  "classes-alike": Names;
  "classes-merged": Names;
  "classes-single": Names;
  "classes-rare": Names & { readonly least: number };
  "class-large": { readonly share: number; readonly name: string };
  "label-numbers": { readonly label: string; readonly count: number };
  "column-lacks": {
    readonly column: string;
    readonly rows: number;
    readonly all: number;
    readonly missing: "omit" | "fill";
  };
}
