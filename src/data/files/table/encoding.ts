import { DataFileError, maximumBytes, tooLarge } from "../fault.ts";
import type { Encoding } from "./dialect.ts";
import { guessOld } from "./oldEncoding.ts";

/** Bytes that are decoded at a time. */
const chunk = 2 ** 20;

/** UTF-16 by the mark of the byte order, or by the zeros that digits and what separates them have in it; null for other bytes. */
export function utf16In(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 4096 - (bytes.length % 2));
  if (head.length < 8) return null;
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2]++;
  });
  // Of every two bytes one is 0: the second in little-endian order.
  const [most, least] = [Math.max(...zeros), Math.min(...zeros)];
  if (most <= head.length / 5 || least >= head.length / 50) return null;
  const encoding = zeros[1] === most ? "utf-16le" : "utf-16be";
  const text = new TextDecoder(encoding).decode(head);
  return /[\r\n]/.test(text) && Array.from(text).every((letter) => isOfText(letter.charCodeAt(0))) ? encoding : null;
}

/** Whether text has such a character: no control characters but tab, line feed, form feed, carriage return, end of file and escape; nothing
 *  that stands for what is damaged or unassigned. */
const isOfText = (code: number) =>
  code >= 32 ? code < 0xfffd : (code >= 9 && code <= 13) || code === 26 || code === 27;

/** UTF-16, else UTF-8 where it is valid but for some damaged letters, else what fits best of older encodings. Null for what is no text. */
export function guessEncoding(bytes: Uint8Array): Encoding | null {
  const wide = utf16In(bytes);
  if (wide) return wide;
  let isAscii = true;
  const { length } = bytes;
  for (let i = 0; i < length; i++) {
    const byte = bytes[i];
    if (byte >= 32 && byte < 0x80) continue;
    if (byte >= 0x80) isAscii = false;
    else if (!isOfText(byte)) return null;
  }
  if (isAscii) return hasEscapes(bytes) ? "iso-2022-jp" : "utf-8";
  return isUtf8(bytes) ? "utf-8" : guessOld(bytes);
}

/** Whether escapes begin Japanese letters, as in old e-mails. */
const hasEscapes = (bytes: Uint8Array) => {
  const at = bytes.indexOf(27);
  return at >= 0 && bytes[at + 1] === 36;
};

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
export const notText = (name: string) => new DataFileError({ id: "file-not-text", file: name });
