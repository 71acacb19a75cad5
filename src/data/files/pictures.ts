import type { Dataset } from "../dataset.ts";
import { describeColour } from "./colour.ts";
import { DataFileError, type DataFileInput } from "./fault.ts";
import { describeForeign, type FormedFile } from "./formats.ts";
import { labelsFrom } from "./labels.ts";
import { labelsInNames } from "./nameLabels.ts";
import { type ExamplePlace, part, partOf, placesOf } from "./parts.ts";
import { pictureSize } from "./pictureSize.ts";
import type { ReadSource, Report } from "./reading.ts";
import { firstOfKind, repeatWarning } from "./table/warnings.ts";

/** A picture drawn small: four bytes a pixel (red, green, blue, cover), the longer side as long as asked for. */
export interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array | Uint8ClampedArray;
}

/** Draws an encoded picture (PNG, JPEG, GIF, WebP, BMP, AVIF) so that its longer side has so many pixels; rejects what is none. */
export type Decode = (bytes: Uint8Array, side: number) => Promise<Decoded>;

/** Side that pictures are brought to: MNIST's, so that all image networks read them. */
export const pictureSide = 28;
const size = pictureSide ** 2;
const mostPictures = 20_000;
/** Pixels of a picture, millions: more would fill the memory. */
const mostMegapixels = 64;
/** Pictures that could not be read and are told by name. */
const mostNamed = 3;

/** Pictures in folders by class, or named in a table beside them. */
export async function picturesSource(
  pictures: readonly DataFileInput[],
  tables: readonly DataFileInput[],
  foreign: readonly FormedFile[],
  decode: Decode,
  report: Report,
): Promise<ReadSource> {
  if (pictures.length > mostPictures)
    throw new DataFileError(
      "too-many",
      `${pictures.length.toLocaleString("en")} pictures; at most ${mostPictures.toLocaleString("en")} can be opened. Open a smaller part of the data.`,
    );
  const { places, notes } = placed(
    pictures.map(({ name }) => name),
    tables,
  );
  // Notes in other formats are nothing that anybody misses.
  const missed = foreign.filter(({ format }) => format.kind === "foreign" && format.family === "picture");
  if (missed.length > 0) notes.push(`Left out: ${describeForeign(missed)}`);
  const grey = new Uint8Array(pictures.length * size);
  const cover = new Uint8Array(pictures.length * size);
  const drawn: PlacedPicture[] = [];
  const unread = new Map<string, string[]>();
  for (const [i, { name, bytes }] of pictures.entries()) {
    report("Drawing pictures small", i, pictures.length);
    if (places[i].label === undefined) continue;
    try {
      const [width, height] = pictureSize(bytes) ?? [1, 1];
      if (width * height > mostMegapixels * 1e6) throw new TooManyPixels();
      const at = drawn.length * size;
      drawn.push({ ...places[i], ...draw(await decode(bytes, pictureSide), grey, cover, at) });
    } catch (error) {
      const reason =
        error instanceof TooManyPixels
          ? `more than ${mostMegapixels} million pixels; left out. Make it smaller.`
          : "not a picture that this browser can read; left out.";
      unread.set(reason, [...(unread.get(reason) ?? []), name]);
    }
  }
  for (const [reason, names] of unread) notes.push(`${some(names)}: ${reason}`);
  const parted = withNotes(notes, () =>
    part(
      drawn,
      "pictures",
      "a folder for each, a table (labels.csv) of file names and classes, or names such as cat.1.jpg",
    ),
  );
  const { classes, labels, rows, validation, test } = parted;
  notes.push(
    ...parted.notes,
    ...describeColour(
      rows.map((row) => drawn[row].hue),
      labels,
      classes,
    ),
  );
  return {
    options: {
      kind: "pictures",
      isDarkOnLight: rows.filter((row) => drawn[row].isDarkOnLight).length * 2 >= rows.length,
    },
    build: (options) => {
      if (options.kind !== "pictures") throw new Error(`pictures cannot be read as ${options.kind}`);
      const dataset: Dataset = {
        id: "file",
        label: `${rows.length.toLocaleString("en")} pictures`,
        kind: "images",
        inputShape: [pictureSide, pictureSide],
        classes,
        inputs: inked(grey, cover, rows, options.isDarkOnLight),
        labels: Uint8Array.from(labels),
        count: rows.length,
      };
      return { data: { dataset, validation, test }, faults: [], notes, warnings: describeRepeats(dataset) };
    },
  };
}

/** Pictures that are the same as another of their class, and those that lie in two classes. */
function describeRepeats({ inputs, labels, count }: Dataset): string[] {
  const [{ length: different }, { length: looks }] = [labels, new Uint8Array(count)].map((some) =>
    firstOfKind({ inputs, labels: some, count }),
  );
  const both = different - looks;
  return [
    ...repeatWarning(count - different, count, "pictures"),
    ...(both > 0
      ? [
          `${counted(both)} ${both === 1 ? "looks" : "look"} the same as one of another class: no network can tell them apart.`,
        ]
      : []),
  ];
}

class TooManyPixels extends Error {}

interface PlacedPicture extends ExamplePlace {
  readonly isDarkOnLight: boolean;
  readonly hue: readonly [number, number];
}

/** Classes and parts by folders, or by a table that is sure to be about them; where the folders say nothing by a table, or by names. */
function placed(
  names: readonly string[],
  tables: readonly DataFileInput[],
): { places: ExamplePlace[]; notes: string[] } {
  const byFolder = placesOf(names);
  const notes: string[] = [];
  let places: ExamplePlace[] = byFolder;
  let elsewhere = "";
  const isSilent = new Set(byFolder.map(({ label }) => label)).size < 2;
  const found = labelsFrom(
    tables,
    names,
    byFolder.map((place) => place.part),
  );
  if (found && (found.isSure || isSilent)) {
    notes.push(found.description);
    elsewhere = " and in no table";
    places = byFolder.map(({ part: own }, i) => ({ part: own ?? found.places[i].part, label: found.places[i].label }));
  } else {
    const named = byName(names, byFolder, isSilent);
    if (named) {
      notes.push(named.told);
      elsewhere = ", and its name tells none";
      places = named.places;
    }
  }
  const homeless = names.filter((_, i) => places[i].label === undefined);
  if (homeless.length === names.length)
    throw new DataFileError(
      "bad-label",
      `${homeless[0]}: lies in no folder of a class, so its class is not known. Put pictures into a folder for every class, and open the folder around them or a zip of it; or add labels.csv, a table of file names and classes; or begin their names with the class (cat.1.jpg).`,
    );
  for (const [folder, inside] of byFolderOf(homeless))
    notes.push(
      `${folder}: ${counted(inside.length)} in no folder of a class${elsewhere}, so the class is not known; left out.`,
    );
  return { places, notes };
}

/** Classes by the names of files, where folders tell none, or nothing but parts: train, test1. */
function byName(
  names: readonly string[],
  byFolder: readonly ExamplePlace[],
  isSilent: boolean,
): { places: ExamplePlace[]; told: string } | undefined {
  const partIn = ({ part: own, label }: ExamplePlace) => own ?? (label === undefined ? undefined : partOf(label));
  const toLearn = names.filter((_, i) => partIn(byFolder[i]) === "train");
  if (!isSilent && !byFolder.some(({ label }) => label !== undefined && partOf(label) === "train")) return undefined;
  const labelIn = labelsInNames(toLearn.length > 0 ? toLearn : names);
  if (!labelIn) return undefined;
  const example = (toLearn.length > 0 ? toLearn : names).find((name) => labelIn(name) !== undefined)!;
  return {
    places: byFolder.map((place, i) => ({ part: partIn(place), label: labelIn(names[i]) })),
    told: `Classes come from the names: “${example.slice(example.lastIndexOf("/") + 1)}” is “${labelIn(example)}”.`,
  };
}

function byFolderOf(names: readonly string[]): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  for (const name of names) {
    const folder = name.split("/").slice(0, -1).join("/") || "not in a folder";
    folders.set(folder, [...(folders.get(folder) ?? []), name]);
  }
  return folders;
}

const counted = (count: number) => (count === 1 ? "1 picture" : `${count.toLocaleString("en")} pictures`);

const some = (names: readonly string[]) =>
  `${names.slice(0, mostNamed).join(", ")}${names.length > mostNamed ? ` and ${(names.length - mostNamed).toLocaleString("en")} more` : ""}`;

/** What was noted so far belongs to the reason for a refusal. */
function withNotes<T>(notes: readonly string[], make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof DataFileError) throw new DataFileError(error.fault, [error.message, ...notes].join(" "));
    throw error;
  }
}

/** Puts a small picture into the middle of a square, as grey and cover, and looks at its ground and colour. */
function draw(
  { width, height, rgba }: Decoded,
  grey: Uint8Array,
  cover: Uint8Array,
  at: number,
): Omit<PlacedPicture, keyof ExamplePlace> {
  const [left, top] = [Math.floor((pictureSide - width) / 2), Math.floor((pictureSide - height) / 2)];
  const edge = { light: 0, dark: 0 };
  let clear = 0;
  const ink = { sum: 0, cover: 0 };
  const colour = { blue: 0, red: 0, count: 0 };
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const [red, green, blue, alpha] = [rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2], rgba[4 * i + 3]];
    // Luma of ITU-R BT.601, as converters to grey have it.
    const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
    const to = at + (top + y) * pictureSide + left + x;
    grey[to] = Math.round(luma);
    cover[to] = alpha;
    ink.sum += luma * alpha;
    ink.cover += alpha;
    const isEdge = x < 2 || y < 2 || x >= width - 2 || y >= height - 2;
    if (alpha < 128) {
      clear++;
      continue;
    }
    if (isEdge) edge[luma >= 128 ? "light" : "dark"]++;
    // Where there is hardly any chroma, there is no hue.
    if (Math.max(red, green, blue) - Math.min(red, green, blue) < 24) continue;
    colour.blue += blue - luma;
    colour.red += red - luma;
    colour.count++;
  }
  // What lies on a clear ground is ink; else the ground is what stands at the edges. Where nothing is known, it is taken for paper.
  const isDarkOnLight = clear * 4 >= width * height ? ink.sum <= 128 * ink.cover : edge.light >= edge.dark;
  const { count } = colour;
  return { isDarkOnLight, hue: count >= 4 ? [colour.blue / count, colour.red / count] : [0, 0] };
}

/** What is not covered is ground, and ground is 0. */
function inked(grey: Uint8Array, cover: Uint8Array, rows: readonly number[], isDarkOnLight: boolean): Uint8Array {
  const inputs = new Uint8Array(rows.length * size);
  rows.forEach((row, n) => {
    for (let i = 0; i < size; i++) {
      const at = row * size + i;
      inputs[n * size + i] = Math.round(((isDarkOnLight ? 255 - grey[at] : grey[at]) * cover[at]) / 255);
    }
  });
  return inputs;
}
