/** Encodings of text that a person can choose, by the names that the Encoding standard gives them. */
export const encodings = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little-endian)",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows-1252 (Western)",
  "windows-1250": "Windows-1250 (Central European)",
  "iso-8859-2": "ISO 8859-2 (Central European)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "windows-1253": "Windows-1253 (Greek)",
  "windows-1254": "Windows-1254 (Turkish)",
  "windows-1255": "Windows-1255 (Hebrew)",
  "windows-1256": "Windows-1256 (Arabic)",
  "koi8-r": "KOI8-R (Cyrillic)",
  ibm866: "DOS (Cyrillic)",
  macintosh: "Mac Roman",
  shift_jis: "Shift JIS (Japanese)",
  "euc-jp": "EUC-JP (Japanese)",
  "iso-2022-jp": "ISO-2022-JP (Japanese)",
  gb18030: "GB 18030 (Chinese)",
  big5: "Big5 (Chinese)",
  "euc-kr": "EUC-KR (Korean)",
} as const;
export type Encoding = keyof typeof encodings;

/** What separates values; a space stands for any run of spaces and tabs. */
export const separators = { ",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "spaces" } as const;
export type Separator = keyof typeof separators;

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
