import { DataFileError } from "./fault.ts";
import type { IdxFile } from "./idxFile.ts";
import type { FileSaid } from "./said.ts";

/** Grey images of one size, a byte a pixel, one file after another. */
export interface Pixels {
  readonly height: number;
  readonly width: number;
  readonly values: Uint8Array;
  readonly notes: readonly FileSaid[];
}

/** Most that pixels below a byte's range may reach before they are stretched. */
const faint = 128;

/** Brings images of any element type to grey bytes: n x h x w, n x 1 x h x w, n x h x w x 1, three channels for one, or squares in a row
 *  (n x h·h). The range is the same for all files. */
export function asPixels(files: readonly IdxFile[], maximumSide: number): Pixels {
  const layouts = files.map((file) => layoutOf(file, maximumSide));
  const [{ height, width }] = layouts;
  const odd = layouts.findIndex((layout) => layout.height !== height || layout.width !== width);
  if (odd >= 0) throw new DataFileError({ id: "images-sizes", file: files[odd].name, first: files[0].name });
  const size = height * width;
  const grey = files
    .map(unsigned)
    .map((file, i) => (layouts[i].channels === 1 ? file.values : greyOf(file, layouts[i])));
  const notes: FileSaid[] = layouts.some(({ channels }) => channels > 1) ? [{ id: "images-grey" }] : [];
  const [least, most] = rangeOf(files, grey, size);
  const [from, to] = rangeMeant(least, most);
  const isAsItIs = from === 0 && to === 255;
  if (least === most) notes.push({ id: "pixels-alike", value: most });
  else if (!isAsItIs && least >= 0 && most >= 1 && files.every(({ type }) => type === 8))
    notes.push({ id: "pixels-faint", most });
  else if (!isAsItIs) notes.push({ id: "pixels-scaled", from, to });
  const values = new Uint8Array(grey.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const some of grey) {
    if (isAsItIs && some instanceof Uint8Array) values.set(some, at);
    else for (let i = 0; i < some.length; i++) values[at + i] = Math.round(((some[i] - from) * 255) / (to - from));
    at += some.length;
  }
  return { height, width, values, notes };
}

interface PixelLayout {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Where a pixel of a channel stands within an example. */
  readonly place: (pixel: number, channel: number) => number;
}

function layoutOf({ name, shape }: IdxFile, maximumSide: number): PixelLayout {
  const sides = shape.slice(1);
  const isChannels = (n: number) => n === 1 || n === 3;
  let [height, width, channels] = [sides[0], sides[1], 1];
  let isLast = false;
  if (sides.length === 1) height = width = Math.sqrt(sides[0]);
  if (sides.length === 3 && isChannels(sides[0])) [channels, height, width] = sides;
  else if (sides.length === 3 && isChannels(sides[2])) {
    [height, width, channels] = sides;
    isLast = true;
  } else if (sides.length === 3) throw new DataFileError({ id: "images-channels", file: name, sides });
  if (height > maximumSide || width > maximumSide)
    throw new DataFileError({ id: "images-large", file: name, height, width, most: maximumSide });
  const size = height * width;
  return {
    height,
    width,
    channels,
    place: (pixel, channel) => (isLast ? pixel * channels + channel : channel * size + pixel),
  };
}

/** Bytes that were declared signed by mistake: ground is 0 and full ink below it. */
function unsigned(file: IdxFile): IdxFile {
  if (file.type !== 9) return file;
  const values = Array.from(file.values);
  const count = (wanted: (value: number) => boolean) => values.filter(wanted).length;
  const isWrapped = count((value) => value < 0) > 0 && count((value) => value === 0) > count((value) => value === -128);
  return isWrapped ? { ...file, type: 8, values: Uint8Array.from(values, (value) => value & 255) } : file;
}

function greyOf({ values }: IdxFile, { height, width, channels, place }: PixelLayout): Float64Array {
  const size = height * width;
  const weights = [0.299, 0.587, 0.114];
  return Float64Array.from({ length: values.length / channels }, (_, i) => {
    const start = Math.floor(i / size) * size * channels;
    return weights.reduce((sum, weight, channel) => sum + weight * values[start + place(i % size, channel)], 0);
  });
}

function rangeOf(files: readonly IdxFile[], grey: readonly ArrayLike<number>[], size: number): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  grey.forEach((values, f) => {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (!Number.isFinite(value))
        throw new DataFileError({ id: "pixel-odd", file: files[f].name, image: Math.floor(i / size) + 1, value });
      if (value < least) least = value;
      if (value > most) most = value;
    }
  });
  return [least, most];
}

/** What stands for ground and for full ink: a byte's range, or the usual ones, or what is there. */
function rangeMeant(least: number, most: number): [number, number] {
  if (least >= 0 && most >= faint && most <= 255) return [0, 255];
  if (least >= 0 && most > 0) return [0, Math.max(most, 1)];
  if (least === most) return [least, least + 1];
  if (least >= -1 && most <= 1) return [-1, 1];
  return least >= -128 && most <= 127 ? [-128, 127] : [least, most];
}
