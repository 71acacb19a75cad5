import { DataFileError, maximumBytes, tooLarge } from "../fault.ts";
import type { Encoding } from "./dialect.ts";

/** Bytes that are decoded at a time. */
const chunk = 2 ** 20;

/** By the mark of the byte order, by the zeros that UTF-16 has where letters are Latin, else UTF-8 where it is valid, else Windows-1252.
 *  Null for what is no text. */
export function guessEncoding(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  const head = bytes.subarray(0, 4096);
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]++;
  });
  // Of every two bytes one is 0: the second in little-endian order.
  const isEnough = head.length >= 8;
  if (isEnough && zeros[1] > head.length / 5 && zeros[0] < head.length / 50) return "utf-16le";
  if (isEnough && zeros[0] > head.length / 5 && zeros[1] < head.length / 50) return "utf-16be";
  let isAscii = true;
  const { length } = bytes;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i];
    if (byte >= 32 && byte < 0x80) continue;
    if (byte >= 0x80) isAscii = false;
    // Control characters that no text has; tab, line feed, form feed, carriage return, end of file and escape may stand there.
    else if (byte < 9 || (byte > 13 && byte < 26) || byte > 27) return null;
  }
  return isAscii || isUtf8(bytes) ? "utf-8" : "windows-1252";
}

function isUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += chunk) decoder.decode(bytes.subarray(at, at + chunk), { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** The same text in UTF-8, without a mark of the byte order; what is not valid becomes U+FFFD. UTF-8 itself is not copied. */
export function toUtf8(name: string, bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding === "utf-8") return bytes.subarray(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let at = 0; at < bytes.length; at += chunk) {
    const part = encoder.encode(decoder.decode(bytes.subarray(at, at + chunk), { stream: at + chunk < bytes.length }));
    length += part.length;
    if (length > maximumBytes) throw tooLarge(name);
    parts.push(part);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What is no text at all. */
export const notText = (name: string) =>
  new DataFileError("not-text", `${name}: no text, so no table that can be read. Save the table as CSV and open that.`);
