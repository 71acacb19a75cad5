import { DataFileError } from "../fault.ts";
import type { Dialect } from "./dialect.ts";
import { guessEncoding, notText, toUtf8 } from "./encoding.ts";
import { guessAbove } from "./preamble.ts";
import { guessSeparator, sampleOf } from "./separator.ts";

/** What a file's bytes seem to be, as far as it is not told. */
export function guessDialect(name: string, bytes: Uint8Array, chosen: Partial<Dialect>): Dialect {
  const encoding = chosen.encoding ?? guessEncoding(bytes);
  if (encoding === null) throw notText(name);
  const text = toUtf8(name, bytes.subarray(0, 2 ** 19), encoding);
  if (new TextDecoder().decode(text).trim() === "") throw new DataFileError({ id: "file-empty", file: name });
  const separator = chosen.separator ?? guessSeparator(text);
  if (separator === null) throw new DataFileError({ id: "table-one-value", file: name });
  const above = chosen.above ?? guessAbove(sampleOf(text, separator), text);
  return { encoding, separator, decimal: chosen.decimal ?? null, above };
}
