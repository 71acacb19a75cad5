/** Encodings of text that a person can choose, by the names that the Encoding standard gives them. */
export type Encoding =
  | "utf-8"
  | "utf-16le"
  | "utf-16be"
  | "windows-1252"
  | "windows-1250"
  | "iso-8859-2"
  | "windows-1251"
  | "windows-1253"
  | "windows-1254"
  | "windows-1255"
  | "windows-1256"
  | "koi8-r"
  | "ibm866"
  | "macintosh"
  | "shift_jis"
  | "euc-jp"
  | "iso-2022-jp"
  | "gb18030"
  | "big5"
  | "euc-kr";

/** What separates values; a space stands for any run of spaces and tabs. */
export const separators = [",", ";", "\t", "|", " "] as const;
export type Separator = (typeof separators)[number];

/** Most rows above a table that are looked at, or left out. */
export const mostAbove = 50;

/** How a file is read before anything of it is understood. */
export interface Dialect {
  readonly encoding: Encoding;
  readonly separator: Separator;
  /** The decimal sign of every column; by column where it is null. */
  readonly decimal: "." | "," | null;
  /** Rows above the table that are left out. */
  readonly above: number;
}
