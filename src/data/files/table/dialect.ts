/** Encodings of text that a person can choose, by the names that the Encoding standard gives them. */
export const encodings = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little-endian)",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows-1252 (Western)",
  "windows-1250": "Windows-1250 (Central European)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  macintosh: "Mac Roman",
  shift_jis: "Shift JIS",
  gb18030: "GB 18030",
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
