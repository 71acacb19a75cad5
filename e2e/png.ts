import { crc32, deflateSync, inflateSync } from "node:zlib";

/** A picture of bytes, row by row: grey (1), colours (3), or colours and opacity (4). */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly pixels: ArrayLike<number>;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
/** By how PNG numbers them. */
const colourTypes = { 1: 0, 3: 2, 4: 6 } as const;

export function writePng({ width, height, channels, pixels }: Pixels): Buffer {
  const row = channels * width;
  // What a row holds is its difference to the one above: pages have much paper.
  const raw = Buffer.alloc(height * (row + 1));
  for (let y = 0; y < height; y++) {
    raw[y * (row + 1)] = 2;
    for (let x = 0; x < row; x++)
      raw[y * (row + 1) + 1 + x] = (pixels[y * row + x] - (y > 0 ? pixels[(y - 1) * row + x] : 0)) & 255;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourTypes[channels], 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(raw, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Reads what browsers write: bytes, not interlaced. */
export function readPng(png: Buffer): Pixels {
  const [width, height, type] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25]];
  const channels = ([1, 3, 4] as const).find((count) => colourTypes[count] === type);
  if (png[24] !== 8 || !channels || png[28] !== 0) throw new Error("Another kind of PNG.");
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at))
    if (png.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(parts));
  const row = channels * width;
  const pixels = new Uint8Array(row * height);
  for (let y = 0, at = 0; y < height; y++) {
    const filter = raw[at++];
    for (let x = 0, to = y * row; x < row; x++, to++, at++) {
      const left = x < channels ? 0 : pixels[to - channels];
      const up = y === 0 ? 0 : pixels[to - row];
      const corner = x < channels || y === 0 ? 0 : pixels[to - row - channels];
      pixels[to] = raw[at] + [0, left, up, (left + up) >> 1, filter === 4 ? paeth(left, up, corner) : 0][filter];
    }
  }
  return { width, height, channels, pixels };
}

/** Whichever of the three is nearest to what they let expect. */
function paeth(left: number, up: number, corner: number): number {
  const expected = left + up - corner;
  const [a, b, c] = [left, up, corner].map((one) => Math.abs(expected - one));
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
