import type { NoFigures, SaidOf } from "../../fault.ts";
import type { Family, FormatName } from "./signatures.ts";
import type { TableFigures } from "./table/said.ts";
import type { Names, OfFile } from "./told.ts";

/** Files in formats that cannot be read: the first of them, the formats with how many have each, and the ways out. */
interface Foreign {
  readonly first: string;
  readonly count: number;
  readonly formats: readonly (readonly [format: FormatName, count: number])[];
  readonly families: readonly Family[];
}

/** Examples with a picture each: grey images of IDX, or pictures in files. */
export type Pictured = "images" | "pictures";

/** Columns of a table that tell classes: one by its name or place, or several of 0 and 1. */
export type LabelColumns = { readonly column: string | number } | { readonly columns: Names };

/** What reading files tells, by id: what is in the way, what should be known, how far it is. */
interface OwnFileFigures {
  "reading-files": NoFigures;
  unpacking: OfFile;
  "drawing-pictures": NoFigures;

  "file-large": OfFile & { readonly megabytes: number };
  "files-many": OfFile & { readonly most: number };
  "file-empty": OfFile;
  "files-blank": Names;
  "file-zeros": OfFile;
  "file-unknown": OfFile;
  "file-unreadable": OfFile;
  "file-not-text": OfFile;
  "file-moved": NoFigures;
  "files-none": NoFigures;
  "files-foreign": Foreign;
  "foreign-left-out": Foreign;
  "files-left-out": Names;
  "archive-deep": OfFile;
  "zip-encrypted": OfFile;
  "zip-damaged": OfFile;
  /** By its number in zips. */
  "zip-method": OfFile & { readonly method: number };
  "zip-entry": OfFile & { readonly entry: string };
  "tar-damaged": OfFile;
  "gzip-damaged": OfFile;

  /** Bytes that it has, and needs: for what begins it, its whole header, or so many examples. */
  "idx-short": OfFile & { readonly bytes: number; readonly needs: number; readonly of: "start" | "header" | number };
  "idx-reversed": OfFile;
  "idx-magic": OfFile & { readonly magic: number };
  "idx-none": OfFile;
  "idx-sizeless": OfFile & { readonly sides: readonly number[] };
  "idx-long": OfFile & { readonly extra: number };
  "idx-unknown": OfFile & {
    readonly unknown: number;
    readonly count: number;
    readonly value: number;
    readonly most: number;
  };
  "idx-label": OfFile & { readonly example: number; readonly value: number; readonly most: number };
  "idx-unpaired": { readonly images: number; readonly labels: number };
  "idx-sets": { readonly sets: readonly string[] };
  "idx-together": { readonly files: readonly string[] };
  "idx-labels": OfFile;
  "idx-counts": {
    readonly images: string;
    readonly imageCount: number;
    readonly labels: string;
    readonly labelCount: number;
  };
  "images-sizes": OfFile & { readonly first: string };
  "images-grey": NoFigures;
  "images-channels": OfFile & { readonly sides: readonly number[] };
  "images-large": OfFile & { readonly height: number; readonly width: number; readonly most: number };
  "pixel-odd": OfFile & { readonly image: number; readonly value: number };
  "pixels-alike": { readonly value: number };
  "pixels-faint": { readonly most: number };
  "pixels-scaled": { readonly from: number; readonly to: number };

  "classes-count": Names & { readonly of: Pictured; readonly most: number };
  "examples-few": { readonly of: Pictured; readonly count: number; readonly least: number };
  /** Classes with how many examples they have. */
  "classes-strange": { readonly classes: readonly (readonly [name: string, count: number])[]; readonly count: number };
  "classes-small": {
    readonly of: Pictured;
    readonly classes: readonly (readonly [name: string, count: number])[];
    readonly count: number;
    readonly least: number;
  };
  "picture-homeless": OfFile;
  /** `isIn`: where their classes were looked for, beside folders. */
  "pictures-homeless": {
    readonly folder: string | null;
    readonly count: number;
    readonly isIn: "tables" | "names" | null;
  };
  "classes-by-name": { readonly example: string; readonly label: string };
  "classes-by-table": { readonly tables: readonly (OfFile & { readonly chosen: LabelColumns })[] };
  "pictures-many": { readonly count: number; readonly most: number };
  /** More than so many million pixels; null: of no format that the browser reads. */
  "pictures-unread": Names & { readonly megapixels: number | null };
  "pictures-in-two": { readonly count: number };
  "colour-unread": {
    readonly pairs: readonly (readonly [one: string, other: string])[];
    readonly count: number;
  };
  "rows-repeated": { readonly repeats: number; readonly count: number; readonly of: "rows" | "pictures" };
  "validation-cut": { readonly used: number; readonly count: number };
}

export interface FileFigures extends OwnFileFigures, TableFigures {}

export type FileSaid = SaidOf<FileFigures>;
