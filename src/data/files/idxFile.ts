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
  const truncated = (needs: number, of: "start" | "header" | number) =>
    new DataFileError({ id: "idx-short", file: name, bytes: bytes.length, needs, of });
  if (bytes.length === 0) throw new DataFileError({ id: "file-empty", file: name });
  if (bytes.length < 8) throw truncated(8, "start");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [type, dimensions] = [bytes[2], bytes[3]];
  if (isLittleEndianIdx(bytes)) throw new DataFileError({ id: "idx-reversed", file: name });
  if (bytes[0] !== 0 || bytes[1] !== 0 || !idxTypes.has(type) || dimensions < 1 || dimensions > maximumDimensions)
    throw new DataFileError({ id: "idx-magic", file: name, magic: view.getUint32(0) });
  const header = 4 + 4 * dimensions;
  if (bytes.length < header) throw truncated(header, "header");
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i));
  if (shape[0] === 0) throw new DataFileError({ id: "idx-none", file: name });
  if (shape.includes(0)) throw new DataFileError({ id: "idx-sizeless", file: name, sides: shape.slice(1) });
  const [width, read] = types[type];
  const length = shape.reduce((product, side) => product * side, 1);
  const expected = header + length * width;
  if (expected > maximumBytes) throw tooLarge(name);
  if (bytes.length < expected) throw truncated(expected, shape[0]);
  if (bytes.length > expected) throw new DataFileError({ id: "idx-long", file: name, extra: bytes.length - expected });
  const values =
    type === 8 ? bytes.subarray(header) : Float64Array.from({ length }, (_, i) => read(view, header + i * width));
  return { name, shape, type, values };
}
