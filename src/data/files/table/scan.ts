import type { Separator } from "./dialect.ts";

/** Longest text that is taken from a value, in bytes. */
const longest = 400;
/** Characters that nobody sees, as copied texts have them: without width, and marks of direction and byte order. */
const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;
const [tab, lineFeed, carriageReturn, space, quote] = [9, 10, 13, 32, 34];

/** Goes through a table in UTF-8 row by row, without making text of what is not asked for: tables of many megabytes stay bytes. */
export interface Scanner {
  readonly bytes: Uint8Array;
  /** Where the values of the row lie that was read last, without quotation marks and blanks around them. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Reads the row that begins at a byte: RFC 4180, any line end, blanks around values do not count. Gives where the next begins. */
  readonly row: (at: number) => number;
  /** Values of the row; those beyond the capacity are counted only. */
  readonly count: () => number;
  /** Whether the last row ended within quotation marks. */
  readonly isUnclosed: () => boolean;
  readonly text: (value: number) => string;
  /** Whether a value stands in quotation marks. */
  readonly isQuoted: (value: number) => boolean;
}

/** A scanner of rows with up to `capacity` values. */
export function createScanner(bytes: Uint8Array, separator: Separator, capacity: number): Scanner {
  const starts = new Int32Array(capacity);
  const ends = new Int32Array(capacity);
  const decoder = new TextDecoder();
  const byRuns = separator === " ";
  const divider = separator.charCodeAt(0);
  const length = bytes.length;
  let count = 0;
  let isUnclosed = false;

  const isBlank = (byte: number) => byte === space || (byte === tab && divider !== tab);
  const isEnd = (byte: number) => byte === lineFeed || byte === carriageReturn;
  const isDivider = (byte: number) => (byRuns ? byte === space || byte === tab : byte === divider);

  function keep(from: number, to: number): void {
    if (count < capacity) {
      starts[count] = from;
      ends[count] = to;
    }
    count++;
  }

  /** Where the quotation mark stands that closes the one before `at`; the length where none does. */
  function closing(at: number): number {
    let i = at;
    while (i < length) {
      if (bytes[i] !== quote) i++;
      else if (bytes[i + 1] === quote) i += 2;
      else return i;
    }
    return length;
  }

  /** Reads a value from where it begins; gives where it ends. */
  function value(from: number): number {
    if (bytes[from] === quote) {
      const close = closing(from + 1);
      let after = close + 1;
      while (after < length && isBlank(bytes[after]) && !byRuns) after++;
      if (close === length || after >= length || isDivider(bytes[after]) || isEnd(bytes[after])) {
        isUnclosed ||= close === length;
        keep(from + 1, close);
        return Math.min(after, length);
      }
    }
    let i = from;
    while (i < length && bytes[i] !== lineFeed && bytes[i] !== carriageReturn && !isDivider(bytes[i])) i++;
    let to = i;
    while (to > from && isBlank(bytes[to - 1])) to--;
    keep(from, to);
    return i;
  }

  function row(at: number): number {
    count = 0;
    isUnclosed = false;
    let i = at;
    while (true) {
      while (i < length && isBlank(bytes[i])) i++;
      // A run of blanks before the line's end separates nothing.
      if (!byRuns || count === 0 || (i < length && !isEnd(bytes[i]))) i = value(i);
      if (i >= length) return length;
      if (isEnd(bytes[i])) return bytes[i] === carriageReturn && bytes[i + 1] === lineFeed ? i + 2 : i + 1;
      i++;
    }
  }

  function text(c: number): string {
    const from = starts[c];
    const to = Math.min(ends[c], from + longest);
    let plain = "";
    for (let i = from; i < to; i++) {
      // Beyond ASCII, and where quotation marks are doubled, it is decoded.
      if (bytes[i] >= 128 || bytes[i] === quote)
        return decoder.decode(bytes.subarray(from, to)).replaceAll('""', '"').replace(unseen, "").trim();
      plain += String.fromCharCode(bytes[i]);
    }
    plain = plain.trim();
    // As Weka and OpenML quote.
    return plain.length > 2 && plain.startsWith("'") && plain.endsWith("'") ? plain.slice(1, -1) : plain;
  }

  const isQuoted = (c: number) => bytes[starts[c] - 1] === quote && bytes[ends[c]] === quote;
  return { bytes, starts, ends, row, count: () => count, isUnclosed: () => isUnclosed, text, isQuoted };
}
