import type { Dataset } from "../dataset.ts";
import { describeColour } from "./colour.ts";
import { type Decoded, drawSmall, inked, type PictureLook, picturePixels, pictureSide } from "./drawSmall.ts";
import { DataFileError, type DataFileInput } from "./fault.ts";
import { type FormedFile, foreignOf } from "./formats.ts";
import { type ExamplePlace, part } from "./parts.ts";
import { pictureClasses } from "./pictureClasses.ts";
import { pictureSize } from "./pictureSize.ts";
import type { ReadSource, Report } from "./reading.ts";
import type { FileSaid } from "./said.ts";
import { firstOfKind, repeatWarning } from "./table/warnings.ts";
import { namesOf } from "./told.ts";

/** Draws an encoded picture (PNG, JPEG, GIF, WebP, BMP, AVIF) so that its longer side has so many pixels; rejects what is none. */
export type Decode = (bytes: Uint8Array, side: number) => Promise<Decoded>;

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
    throw new DataFileError({ id: "pictures-many", count: pictures.length, most: mostPictures });
  const { places, notes } = pictureClasses(
    pictures.map(({ name }) => name),
    tables,
  );
  // Notes in other formats are nothing that anybody misses.
  const missed = foreign.filter(({ format }) => format.kind === "foreign" && format.family === "picture");
  if (missed.length > 0) notes.push({ id: "foreign-left-out", ...foreignOf(missed) });
  const grey = new Uint8Array(pictures.length * picturePixels);
  const cover = new Uint8Array(pictures.length * picturePixels);
  const drawn: PlacedPicture[] = [];
  const [large, unread]: [string[], string[]] = [[], []];
  for (const [i, { name, bytes }] of pictures.entries()) {
    report({ id: "drawing-pictures" }, i, pictures.length);
    if (places[i].label === undefined) continue;
    try {
      const [width, height] = pictureSize(bytes) ?? [1, 1];
      if (width * height > mostMegapixels * 1e6) throw new TooManyPixels();
      const at = drawn.length * picturePixels;
      drawn.push({ ...places[i], ...drawSmall(await decode(bytes, pictureSide), grey, cover, at) });
    } catch (error) {
      (error instanceof TooManyPixels ? large : unread).push(name);
    }
  }
  for (const [names, megapixels] of [[large, mostMegapixels] as const, [unread, null] as const])
    if (names.length > 0) notes.push({ id: "pictures-unread", ...namesOf(names, mostNamed), megapixels });
  const parted = withNotes(notes, () => part(drawn, "pictures"));
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
        label: "",
        kind: "images",
        inputShape: [pictureSide, pictureSide],
        classes,
        inputs: inked(grey, cover, rows, options.isDarkOnLight),
        labels: Uint8Array.from(labels),
        count: rows.length,
      };
      return { data: { dataset, validation, test }, faults: [], notes, warnings: repeatsIn(dataset) };
    },
  };
}

/** Pictures that are the same as another of their class, and those that lie in two classes. */
function repeatsIn({ inputs, labels, count }: Dataset): FileSaid[] {
  const [{ length: different }, { length: looks }] = [labels, new Uint8Array(count)].map((some) =>
    firstOfKind({ inputs, labels: some, count }),
  );
  const both = different - looks;
  return [
    ...repeatWarning(count - different, count, "pictures"),
    ...(both > 0 ? [{ id: "pictures-in-two", count: both } as const] : []),
  ];
}

class TooManyPixels extends Error {}

type PlacedPicture = ExamplePlace & PictureLook;

/** What was noted so far belongs to the reason for a refusal. */
function withNotes<T>(notes: readonly FileSaid[], make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof DataFileError) throw new DataFileError(error.said, notes);
    throw error;
  }
}
