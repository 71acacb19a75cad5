import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { inflateSync } from "node:zlib";
import { sentenceOf } from "../../text/faults/catalogue.ts";
import { told } from "../../text/faults/told.test.support.ts";
import type { Decoded } from "./drawSmall.ts";
import { DataFileError } from "./fault.ts";
import { formatOf } from "./formats.ts";
import type { Decode } from "./pictures.ts";
import { preview } from "./preview.ts";
import { readFiles } from "./read.ts";
import type { FilePreview, NamedBlob, ReadOptions } from "./reading.ts";

/** Files as people have them, where they are at hand. */
export const field = resolve("../shared/field");
export const hasField = existsSync(field);

export const blob = (name: string, bytes: Uint8Array | string): NamedBlob => ({
  name,
  blob: new Blob([bytes as Uint8Array<ArrayBuffer>]),
});

/** A file, or a folder as a browser hands it over. */
export function filesAt(path: string): NamedBlob[] {
  if (!statSync(path).isDirectory()) return [blob(basename(path), readFileSync(path))];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => blob(`${basename(path)}/${name}`, readFileSync(join(path, name))));
}

export interface SeenData {
  /** What was found; null where the files are refused. */
  readonly preview: FilePreview | null;
  /** The summary, notes and faults in one text; or the message that refuses the files. */
  readonly text: string;
}

/** What a person sees of files, under the options they open with or others. */
export async function seen(files: readonly NamedBlob[], change: Partial<ReadOptions> = {}): Promise<SeenData> {
  try {
    const source = await readFiles(files, decodePng, () => undefined);
    const shown = preview(source, { ...source.options, ...change } as ReadOptions).preview;
    return {
      preview: shown,
      text: [summary(shown.data), ...[...(shown.warnings ?? []), ...shown.notes, ...shown.faults].map(sentenceOf)].join(
        "\n",
      ),
    };
  } catch (error) {
    const notes = error instanceof DataFileError ? error.notes : [];
    return { preview: null, text: [told(error), ...notes.map(sentenceOf)].join(" ") };
  }
}

/** "40 images of 28 x 28, 0 validate, 0 test: lying (20), upright (20)". */
function summary(data: FilePreview["data"]): string {
  if (!data) return "nothing can be opened";
  const classes = data.classes.map((name, c) => `${name} (${data.perClass[c]})`).join(", ");
  return `${data.count} ${data.kind} of ${data.inputShape.join(" x ")}, ${data.validationCount} validate, ${data.testCount} test: ${classes}`;
}

/** A decoder of PNG for Node, without interlacing, at the picture's own size if that is small; a blank for other pictures. */
export const decodePng: Decode = async (bytes, side) => {
  if (formatOf(bytes).kind !== "picture") throw new Error("no picture");
  if (bytes[0] !== 0x89) return { width: side, height: side, rgba: new Uint8Array(4 * side * side).fill(255) };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks = new Map<string, Uint8Array[]>();
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.set(type, [...(chunks.get(type) ?? []), bytes.subarray(at + 8, at + 8 + view.getUint32(at))]);
  }
  const [width, height, depth, colour] = [view.getUint32(16), view.getUint32(20), bytes[24], bytes[25]];
  const channels = [1, 0, 3, 1, 2, 0, 4][colour];
  const lines = unfiltered(inflateSync(Buffer.concat(chunks.get("IDAT")!)), width, height, depth * channels);
  const sample = (x: number, y: number, c: number) => {
    const bit = (x * channels + c) * depth;
    if (depth >= 8) return lines[y][bit / 8];
    return (lines[y][bit >> 3] >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
  };
  const [palette] = chunks.get("PLTE") ?? [];
  const [clear] = chunks.get("tRNS") ?? [];
  const pixel = (x: number, y: number): number[] => {
    const at = (c: number) => (depth < 8 && !palette ? (sample(x, y, c) * 255) / (2 ** depth - 1) : sample(x, y, c));
    if (palette) return [...palette.subarray(3 * at(0), 3 * at(0) + 3), clear?.[at(0)] ?? 255];
    const grey = channels < 3;
    return [at(0), at(grey ? 0 : 1), at(grey ? 0 : 2), channels % 2 === 0 ? at(channels - 1) : 255];
  };
  const scale = side / Math.max(width, height);
  return scaled(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)), (x, y) =>
    pixel(Math.floor(x / scale), Math.floor(y / scale)),
  );
};

function scaled(width: number, height: number, pixel: (x: number, y: number) => number[]): Decoded {
  const rgba = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rgba.set(pixel(x, y), 4 * (y * width + x));
  return { width, height, rgba };
}

/** The lines of a PNG without their filters (None, Sub, Up, Average, Paeth). */
function unfiltered(raw: Uint8Array, width: number, height: number, bits: number): Uint8Array[] {
  const length = Math.ceil((width * bits) / 8);
  const step = Math.max(1, bits >> 3);
  const lines: Uint8Array[] = [];
  for (let y = 0; y < height; y++) {
    const [filter, ...line] = raw.subarray(y * (length + 1), (y + 1) * (length + 1));
    const above = lines[y - 1] ?? new Uint8Array(length);
    const to = Uint8Array.from(line);
    for (let i = 0; i < length; i++) {
      const [a, b, c] = [to[i - step] ?? 0, above[i], above[i - step] ?? 0];
      const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
      const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      to[i] += [0, a, b, (a + b) >> 1, paeth][filter];
    }
    lines.push(to);
  }
  return lines;
}
