import { crc32, deflateRawSync, deflateSync } from "node:zlib";

/** What a pixel is: red, green, blue and cover, 0..255. */
type Pixel = readonly [number, number, number, number];

export const colours = {
  black: [0, 0, 0, 255],
  white: [255, 255, 255, 255],
  clear: [0, 0, 0, 0],
  red: [200, 60, 60, 255],
  green: [30, 137, 30, 255],
} as const satisfies Readonly<Record<string, Pixel>>;

/** A PNG of 8-bit RGBA, with a bar over its whole length (upright or lying) at a place, on a ground. */
export function barPng(isUpright: boolean, at: number, ink: Pixel, ground: Pixel, side = 28): Uint8Array {
  const line = (y: number) => [
    0,
    ...Array.from({ length: side }, (_, x) => (Math.abs((isUpright ? x : y) - at) < 3 ? ink : ground)).flat(),
  ];
  return png(side, side, Buffer.from(Array.from({ length: side }, (_, y) => line(y)).flat()));
}

/** A PNG of lines with their filters, 8-bit RGBA. */
export function png(width: number, height: number, lines: Uint8Array): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    return Buffer.concat([word(data.length), body, word(crc32(body))]);
  };
  const header = Buffer.concat([word(width), word(height), Uint8Array.of(8, 6, 0, 0, 0)]);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(lines)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const word = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

const writers = {
  8: [1, (to: Buffer, value: number, at: number) => to.writeUInt8(value, at)],
  9: [1, (to: Buffer, value: number, at: number) => to.writeInt8(value, at)],
  11: [2, (to: Buffer, value: number, at: number) => to.writeInt16BE(value, at)],
  12: [4, (to: Buffer, value: number, at: number) => to.writeInt32BE(value, at)],
  13: [4, (to: Buffer, value: number, at: number) => to.writeFloatBE(value, at)],
  14: [8, (to: Buffer, value: number, at: number) => to.writeDoubleBE(value, at)],
} as const;

/** An IDX file of an element type. */
export function idx(type: keyof typeof writers, shape: readonly number[], values: readonly number[]): Uint8Array {
  const [size, write] = writers[type];
  const body = Buffer.alloc(values.length * size);
  for (const [i, value] of values.entries()) write(body, value, i * size);
  return Buffer.concat([Uint8Array.of(0, 0, type, shape.length), ...shape.map(word), body]);
}

export interface ZipOptions {
  readonly isZip64?: boolean;
  readonly isEncrypted?: boolean;
  /** Sizes stand behind the data, as where zips are written to a stream. */
  readonly isStreamed?: boolean;
  readonly method?: number;
  readonly comment?: string;
}

/** A zip as tools write it that are not the newest. */
export function zip(files: Readonly<Record<string, Uint8Array>>, options: ZipOptions = {}): Uint8Array {
  const { isZip64 = false, isEncrypted = false, isStreamed = false, method = 8, comment = "" } = options;
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const add = (part: Uint8Array) => {
    parts.push(part);
    at += part.length;
  };
  for (const [name, content] of Object.entries(files)) {
    const packed = method === 8 ? deflateRawSync(content) : content;
    const [flags, check] = [(isEncrypted ? 1 : 0) | (isStreamed ? 8 : 0), crc32(content)];
    const sizes = isStreamed ? [0, 0, 0] : [check, packed.length, content.length];
    const local = at;
    add(little([4, 0x04034b50], [2, 20], [2, flags], [2, method], [4, 0], ...sizes.map((size) => [4, size] as const)));
    add(little([2, Buffer.byteLength(name)], [2, 0]));
    add(Buffer.from(name));
    add(packed);
    if (isStreamed) add(little([4, 0x08074b50], [4, check], [4, packed.length], [4, content.length]));
    const wide = isZip64 ? little([2, 1], [2, 24], [8, content.length], [8, packed.length], [8, local]) : little();
    const size = (value: number) => [4, isZip64 ? 0xffffffff : value] as const;
    directory.push(
      little([4, 0x02014b50], [2, 20], [2, 20], [2, flags], [2, method], [4, 0], [4, check]),
      little(size(packed.length), size(content.length), [2, Buffer.byteLength(name)], [2, wide.length], [2, 0]),
      little([2, 0], [2, 0], [4, 0], size(local)),
      Buffer.from(name),
      wide,
    );
  }
  const [start, list, count] = [at, Buffer.concat(directory), Object.keys(files).length];
  add(list);
  if (isZip64) {
    const end64 = at;
    add(little([4, 0x06064b50], [8, 44], [2, 45], [2, 45], [4, 0], [4, 0], [8, count], [8, count]));
    add(little([8, list.length], [8, start], [4, 0x07064b50], [4, 0], [8, end64], [4, 1]));
  }
  add(little([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, list.length], [4, start]));
  add(little([2, Buffer.byteLength(comment)]));
  add(Buffer.from(comment));
  return Buffer.concat(parts);
}

/** Numbers of so many bytes, the lowest first. */
function little(...numbers: readonly (readonly [bytes: number, value: number])[]): Buffer {
  return Buffer.concat(
    numbers.map(([bytes, value]) => {
      const part = Buffer.alloc(bytes);
      if (bytes === 8) part.writeBigUInt64LE(BigInt(value));
      else part.writeUIntLE(value, 0, bytes);
      return part;
    }),
  );
}

/** A tar (ustar). */
export function tar(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(files).map(([name, content]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(content.length.toString(8).padStart(11, "0"), 124);
    header.write("        0", 148);
    header.write("ustar\u000000", 257);
    const sum = header.reduce((all, byte) => all + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]);
  });
  return Buffer.concat([...entries, Buffer.alloc(1024)]);
}
