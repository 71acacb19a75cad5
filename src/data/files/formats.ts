import type { DataFileInput } from "./fault.ts";
import type { FileFigures } from "./said.ts";
import { brands, endings, type FileFormat, foreign, type Signature, signatures, texts } from "./signatures.ts";
import { utf16In } from "./table/encoding.ts";

export interface FormedFile extends DataFileInput {
  readonly format: FileFormat;
}

/** Bytes of a text that are looked at. */
const looked = 4096;

/** What a file is, by its bytes: its name says nothing. */
export function formatOf(bytes: Uint8Array): FileFormat {
  const found = signatures.find(([, ...all]) => all.every((signature) => stands(bytes, signature)));
  if (found) return found[0];
  if (stands(bytes, ["ftyp", 4])) {
    const brand = latin(bytes.subarray(8, 12));
    return brands.find(([pattern]) => pattern.test(brand))?.[1] ?? foreign("mpeg-4", "film");
  }
  if (isBmp(bytes)) return { kind: "picture" };
  // A program that unpacks itself is a zip at its end.
  if (stands(bytes, ["PK\x05\x06", bytes.length - 22])) return { kind: "zip" };
  if (isOldTar(bytes)) return { kind: "tar" };
  // IDX begins with two zeros and its type; a damaged one is still told as one, as is one with its bytes the other way round.
  if (bytes.length >= 4 && ((stands(bytes, ["\0\0"]) && idxTypes.has(bytes[2])) || isLittleEndianIdx(bytes)))
    return { kind: "idx" };
  if (stands(bytes, ["TRUEVISION-XFILE.", bytes.length - 18])) return foreign("tga", "picture");
  if (utf16In(bytes)) return { kind: "text" };
  const start = latin(bytes.subarray(0, looked)).replace(/^\xef\xbb\xbf/, "");
  const known = texts.find(([pattern]) => pattern.test(start))?.[1] ?? jsonIn(start, bytes);
  return known ?? { kind: start.includes("\0") ? "unknown" : "text" };
}

/** Formats of files that cannot be read: how many have each, up to three, and the ways out. */
export function foreignOf(files: readonly FormedFile[]): FileFigures["files-foreign"] {
  const known = files.flatMap(({ format }) => (format.kind === "foreign" ? [format] : []));
  const names = [...new Set(known.map(({ name }) => name))];
  return {
    first: files[0].name,
    count: files.length,
    formats: names.slice(0, 3).map((name) => [name, known.filter((one) => one.name === name).length] as const),
    families: [...new Set(known.map(({ family }) => family))].slice(0, 2),
  };
}

/** What a zip is that is the inside of a document, by the names in it. */
export function documentOf(names: readonly string[]): FileFormat | undefined {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\./)) return foreign("excel-xlsx", "sheet");
  if (has(/^word\/document\.xml$/)) return foreign("word-docx", "table");
  if (has(/^ppt\/presentation\.xml$/)) return foreign("powerpoint-pptx", "text");
  if (has(/^Index\/(Document|Tables\/)/)) return foreign("iwork", "sheet");
  if (has(/^mimetype$/) && has(/^content\.xml$/)) return foreign("opendocument", "sheet");
  if (has(/^META-INF\/container\.xml$/)) return foreign("epub", "text");
  if (names.length > 0 && names.every((name) => /\.npy$/i.test(name))) return foreign("numpy-npz", "array");
  if (has(/^([^/]+\/)?data\.pkl$/)) return foreign("pytorch-pt", "array");
  if (has(/^model\.weights\.h5$/)) return foreign("keras", "array");
  return undefined;
}

/** Bytes as text, one a character: what is looked for is ASCII. */
const latin = (bytes: Uint8Array) => new TextDecoder("windows-1252").decode(bytes);

function stands(bytes: Uint8Array, [text, at = 0]: Signature): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** "BM" and a header that fits: tables begin with BMI. */
function isBmp(bytes: Uint8Array): boolean {
  if (bytes.length < 26 || !stands(bytes, ["BM"])) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return [12, 16, 40, 52, 56, 64, 108, 124].includes(view.getUint32(14, true)) && view.getUint32(10, true) >= 26;
}

/** A tar of before 1988 has no mark, but a sum over its first 512 bytes, in octal. */
function isOldTar(bytes: Uint8Array): boolean {
  if (bytes.length < 512 || bytes.length % 512 !== 0) return false;
  const sum = latin(bytes.subarray(148, 156));
  if (!/^ *[0-7]+[ \0]*$/.test(sum)) return false;
  let counted = 0;
  for (let i = 0; i < 512; i++) counted += i >= 148 && i < 156 ? 0x20 : bytes[i];
  return counted === Number.parseInt(sum.trim(), 8);
}

export const idxTypes: ReadonlySet<number> = new Set([0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e]);

export const isLittleEndianIdx = (bytes: Uint8Array) =>
  bytes[2] === 0 && bytes[3] === 0 && idxTypes.has(bytes[1]) && bytes[0] >= 1 && bytes[0] <= 4;

/** JSON in one piece or a line a record; a table may begin with a bracket too. */
function jsonIn(start: string, bytes: Uint8Array): FileFormat | undefined {
  if (!/^\s*[[{]/.test(start)) return undefined;
  const parses = (text: string) => {
    try {
      return typeof JSON.parse(text) === "object";
    } catch {
      return false;
    }
  };
  const isJson =
    /^\s*(\{\s*"[^"]*"\s*:|\[\s*\{\s*"[^"]*"\s*:)/.test(start) ||
    parses(start.trim().split("\n")[0]) ||
    (bytes.length <= looked && parses(start));
  if (!isJson) return undefined;
  return /"nbformat"|"cell_type"/.test(start) ? foreign("jupyter", "table") : foreign("json", "table");
}

/** A file that is no text and of no known format, by its name. */
export const formatNamed = (name: string): FileFormat =>
  endings.find(([pattern]) => pattern.test(name))?.[1] ?? { kind: "unknown" };
