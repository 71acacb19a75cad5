import { inflateSync } from "fflate";
import { DataFileError } from "./fault.ts";
import { maximumRatio } from "./inflate.ts";

/** A file in a zip, as the zip's directory tells it. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  readonly packed: number;
  /** Where its own header stands. */
  readonly offset: number;
  readonly method: number;
  readonly check: number;
  readonly isEncrypted: boolean;
}

const marks = { end: 0x06054b50, end64: 0x06064b50, entry: 0x02014b50, local: 0x04034b50 } as const;
/** The upper half of the characters of DOS, in which old tools write names. */
const dosCharacters =
  "ÇüéâäàåçêëèïîìíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const damaged = (name: string) => new DataFileError({ id: "zip-damaged", file: name });

/** The files that a zip lists, zip64 ones too; nothing is unpacked. Throws DataFileError where the list is damaged. */
export function zipEntries(name: string, bytes: Uint8Array): ZipEntry[] {
  try {
    return listed(bytes) ?? throwing(damaged(name));
  } catch (error) {
    // Reading over the end throws a RangeError.
    throw error instanceof DataFileError ? error : damaged(name);
  }
}

function throwing(error: Error): never {
  throw error;
}

function listed(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = viewOf(bytes);
  // Behind the end there is nothing but a comment, of the length that is told.
  const isEnd = (at: number) =>
    view.getUint32(at, true) === marks.end && at + 22 + view.getUint16(at + 20, true) === bytes.length;
  let end = bytes.length - 22;
  const first = Math.max(0, end - 0xffff);
  while (end >= first && !isEnd(end)) end--;
  if (end < first) return undefined;
  let count = view.getUint16(end + 10, true);
  let size = view.getUint32(end + 12, true);
  let start = view.getUint32(end + 16, true);
  let stop = end;
  if (end >= 20 && view.getUint32(end - 20, true) === 0x07064b50) {
    const end64 = Number(view.getBigUint64(end - 12, true));
    if (view.getUint32(end64, true) !== marks.end64) return undefined;
    count = Number(view.getBigUint64(end64 + 32, true));
    size = Number(view.getBigUint64(end64 + 40, true));
    start = Number(view.getBigUint64(end64 + 48, true));
    stop = end64;
  }
  // Something may stand before the zip, as in those that unpack themselves.
  const before = stop - size - start;
  if (before < 0) return undefined;
  const entries: ZipEntry[] = [];
  let at = start + before;
  while (at < stop && view.getUint32(at, true) === marks.entry) {
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    entries.push(entryAt(bytes, view, at, lengths[0], lengths[1], before));
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  // Tools without zip64 let the count run over.
  return entries.length % 2 ** 16 === count % 2 ** 16 ? entries : undefined;
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  nameLength: number,
  extraLength: number,
  before: number,
): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const name = bytes.subarray(at + 46, at + 46 + nameLength);
  // What does not fit into 32 bits stands in the extra field 1, in this order.
  const wide: number[] = [];
  let extra = at + 46 + nameLength;
  for (const last = extra + extraLength; extra + 4 <= last; extra += 4 + view.getUint16(extra + 2, true))
    if (view.getUint16(extra, true) === 1)
      for (let i = 0; i + 8 <= Math.min(24, view.getUint16(extra + 2, true)); i += 8)
        wide.push(Number(view.getBigUint64(extra + 4 + i, true)));
  const value = (place: number) => {
    const narrow = view.getUint32(at + place, true);
    return narrow === 0xffffffff && wide.length > 0 ? wide.shift()! : narrow;
  };
  const size = value(24);
  const packed = value(20);
  return {
    name: nameOf(name, (flags & 0x800) !== 0),
    size,
    packed,
    offset: value(42) + before,
    method: view.getUint16(at + 10, true),
    check: view.getUint32(at + 16, true),
    isEncrypted: (flags & 1) !== 0,
  };
}

/** In UTF-8 where it says so, or is some all the same; else in the characters of DOS. */
function nameOf(bytes: Uint8Array, isUtf8: boolean): string {
  try {
    return new TextDecoder("utf-8", { fatal: !isUtf8 }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => (byte < 128 ? String.fromCharCode(byte) : dosCharacters[byte - 128])).join("");
  }
}

/** What one of the files holds; throws DataFileError where it is damaged, or packed in a way that cannot be read. */
export function unzip(name: string, bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const { method, size, packed, offset } = entry;
  if (method !== 0 && method !== 8) throw new DataFileError({ id: "zip-method", file: name, method });
  try {
    const view = viewOf(bytes);
    if (view.getUint32(offset, true) !== marks.local || size > packed * maximumRatio + 64) throw damaged(name);
    const from = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
    const part = bytes.subarray(from, from + packed);
    const content = method === 0 ? part.slice() : inflateSync(part, { out: new Uint8Array(size) });
    if (content.length !== size || checkOf(content) !== entry.check) throw damaged(name);
    return content;
  } catch (error) {
    throw error instanceof DataFileError
      ? error
      : new DataFileError({ id: "zip-entry", file: name, entry: entry.name });
  }
}

const checks = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32, as zips have it. */
function checkOf(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = checks[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
