import { DataFileError, maximumBytes, tooLarge } from "./fault.ts";
import { idxTypes, isLittleEndianIdx } from "./formats.ts";

const maximumDimensions = 4;

/** An IDX file: numbers in so many dimensions, the first of which counts examples. */
export interface IdxFile {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: number;
  readonly values: ArrayLike<number>;
}

/** How the numbers of a type are read: bytes of one, and from where. */
const types: Readonly<Record<number, readonly [bytes: number, read: (view: DataView, at: number) => number]>> = {
  8: [1, (view, at) => view.getUint8(at)],
  9: [1, (view, at) => view.getInt8(at)],
  11: [2, (view, at) => view.getInt16(at)],
  12: [4, (view, at) => view.getInt32(at)],
  13: [4, (view, at) => view.getFloat32(at)],
  14: [8, (view, at) => view.getFloat64(at)],
};

/** Reads one IDX file of any element type and up to four dimensions; unsigned bytes are not copied. */
export function parseIdx(name: string, bytes: Uint8Array): IdxFile {
  if (bytes.length === 0) throw new DataFileError("empty", `${name}: the file is empty.`);
  if (bytes.length < 8) throw truncated(name, bytes.length, "at least a header of 8");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [type, dimensions] = [bytes[2], bytes[3]];
  if (isLittleEndianIdx(bytes))
    throw new DataFileError(
      "wrong-magic",
      `${name}: an IDX file whose bytes stand the other way round (little-endian). IDX is big-endian: write its header and numbers with the highest byte first (in Python: struct.pack(">I", n), array.astype(">f4")).`,
    );
  if (bytes[0] !== 0 || bytes[1] !== 0 || !idxTypes.has(type) || dimensions < 1 || dimensions > maximumDimensions)
    throw new DataFileError(
      "wrong-magic",
      `${name}: not an IDX file of images or labels. It begins with 0x${view.getUint32(0).toString(16).padStart(8, "0")}; images begin with 0x00000803, labels with 0x00000801 (other numbers than bytes: 09, 0b, 0c, 0d, 0e for 08).`,
    );
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) throw truncated(name, bytes.length, `a header of ${header}`);
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  if (shape[0] === 0) throw new DataFileError("empty", `${name}: the header says 0 examples.`);
  if (shape.includes(0)) throw new DataFileError("too-large", `${name}: images of ${shape.slice(1).join(" x ")}.`);
  const [width, read] = types[type];
  const length = shape.reduce((product, side) => product * side, 1);
  const expected = header + length * width;
  if (expected > maximumBytes) throw tooLarge(name);
  if (bytes.length < expected)
    throw truncated(name, bytes.length, `${expected.toLocaleString("en")} for ${shape[0]} examples`);
  if (bytes.length > expected)
    throw new DataFileError(
      "extra-bytes",
      `${name}: ${bytes.length - expected} bytes more than its header announces. Is it another format?`,
    );
  const values =
    type === 8 ? bytes.subarray(header) : Float64Array.from({ length }, (_, i) => read(view, header + i * width));
  return { name, shape, type, values };
}

const truncated = (name: string, found: number, wanted: string) =>
  new DataFileError(
    "truncated",
    `${name}: cut short. It has ${found.toLocaleString("en")} bytes, the header needs ${wanted}. Download the file again.`,
  );
