import { DataFileError, type DataFileInput } from "./fault.ts";

const block = 512;

/** The files of a tar (ustar, GNU, pax, and old ones), as parts of its bytes; links and devices are passed over. */
export function untar(name: string, bytes: Uint8Array): DataFileInput[] {
  const files: DataFileInput[] = [];
  const damaged = () => new DataFileError({ id: "tar-damaged", file: name });
  let longName: string | undefined;
  let at = 0;
  while (at < bytes.length) {
    const header = bytes.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) return files;
    const size = sizeIn(header.subarray(124, 136));
    const from = at + block;
    if (!Number.isSafeInteger(size) || size < 0 || from + size > bytes.length) throw damaged();
    const content = bytes.subarray(from, from + size);
    at = from + Math.ceil(size / block) * block;
    const type = String.fromCharCode(header[156]);
    if (type === "L") longName = textIn(content);
    else if (type === "x") longName = pathIn(content) ?? longName;
    else {
      if ("0\x007".includes(type)) files.push({ name: longName ?? nameIn(header), bytes: content });
      longName = undefined;
    }
  }
  // Many end with a block of zeros, all with a whole one.
  if (at !== bytes.length) throw damaged();
  return files;
}

const textIn = (bytes: Uint8Array) => {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
};

function nameIn(header: Uint8Array): string {
  const prefix =
    textIn(header.subarray(257, 262)) === "ustar" && header[262] === 0 ? textIn(header.subarray(345, 500)) : "";
  return prefix === "" ? textIn(header.subarray(0, 100)) : `${prefix}/${textIn(header.subarray(0, 100))}`;
}

/** In octal, or (where the first bit is set) in bytes. */
function sizeIn(field: Uint8Array): number {
  if (field[0] & 0x80) return field.subarray(4).reduce((sum, byte) => sum * 256 + byte, 0);
  const text = textIn(field).trim();
  return text === "" ? 0 : Number.parseInt(text, 8);
}

/** The path in a pax header, whose records are "length key=value" and a new line. */
const pathIn = (content: Uint8Array) => /(?:^|\n)\d+ path=([^\n]*)\n/.exec(new TextDecoder().decode(content))?.[1];
