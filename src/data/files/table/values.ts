import { markOf } from "./marks.ts";
import { type NumberFormat, parseNumber, plainNumber } from "./numbers.ts";
import type { Scanner } from "./scan.ts";

/** Reads values of a column as what they mean: a number, else the text; null for an empty one or a mark. */
export function valueReader({
  format,
}: {
  readonly format: NumberFormat;
}): (scanner: Scanner, at: number) => number | string | null {
  const read = numberReader(format);
  return (scanner, at) => {
    const number = read(scanner, at);
    if (!Number.isNaN(number)) return number;
    const text = scanner.text(at);
    return text === "" || markOf(text) ? null : text;
  };
}

/** Reads numbers as they are written in a column; NaN for all else. */
export function numberReader(format: NumberFormat): (scanner: Scanner, at: number) => number {
  const decimal = format.decimal.charCodeAt(0);
  return (scanner, at) => {
    const plain = plainNumber(scanner.bytes, scanner.starts[at], scanner.ends[at], decimal);
    return Number.isNaN(plain) ? parseNumber(scanner.text(at), format) : plain;
  };
}
