import type { Dataset } from "../dataset.ts";
import { DataFileError, maximumClasses } from "./fault.ts";
import type { Report, Source } from "./reading.ts";

/** A picture as it is drawn into a square: grey and how much of it covers the ground, 0..255. */
export interface Decoded {
  readonly grey: Uint8Array;
  readonly cover: Uint8Array;
}

/** Draws an encoded picture (PNG, JPEG, GIF, WebP, BMP) into a square of that side, whole and centred; rejects what is none. */
export type Decode = (bytes: Uint8Array, side: number) => Promise<Decoded>;

/** Side that pictures are brought to: MNIST's, so that all image networks read them. */
export const pictureSide = 28;
const mostPictures = 20_000;
const fewestPictures = 10;
/** Pictures that could not be read and are told by name. */
const mostNamed = 3;

const signatures = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x49, 0x46, 0x46],
  [0x42, 0x4d],
];

/** Whether a file begins as a picture does. */
export const isPicture = (bytes: Uint8Array) =>
  signatures.some((signature) => signature.every((byte, i) => bytes[i] === byte));

interface Picture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The folder a picture lies in is its class; one further up that is called "test" makes it part of the test set. */
function placeOf(name: string): { label: string | undefined; isTest: boolean } {
  const folders = name.split("/").slice(0, -1);
  return { label: folders.at(-1), isTest: folders.slice(0, -1).some((folder) => /^test/i.test(folder)) };
}

/** Pictures in folders by class. */
export async function picturesSource(pictures: readonly Picture[], decode: Decode, report: Report): Promise<Source> {
  if (pictures.length > mostPictures)
    throw new DataFileError(
      "too-large",
      `${pictures.length.toLocaleString("en")} pictures; at most ${mostPictures.toLocaleString("en")} can be opened. Open a smaller part of the data.`,
    );
  const homeless = pictures.find(({ name }) => placeOf(name).label === undefined);
  if (homeless)
    throw new DataFileError(
      "bad-label",
      `${homeless.name}: lies in no folder, so its class is not known. Put pictures into a folder for every class, and open the folder around them or a zip of it.`,
    );
  const size = pictureSide ** 2;
  const grey = new Uint8Array(pictures.length * size);
  const cover = new Uint8Array(pictures.length * size);
  const read: { label: string; isTest: boolean }[] = [];
  const unread: string[] = [];
  for (const { name, bytes } of pictures) {
    report("Drawing pictures small", read.length + unread.length, pictures.length);
    try {
      const drawn = await decode(bytes, pictureSide);
      grey.set(drawn.grey, read.length * size);
      cover.set(drawn.cover, read.length * size);
      const { label, isTest } = placeOf(name);
      read.push({ label: label!, isTest });
    } catch {
      unread.push(name);
    }
  }
  const notes = unread.length > 0 ? [unreadTold(unread)] : [];
  const classes = [...new Set(read.map(({ label }) => label))].sort(byNameOrNumber);
  if (classes.length < 2 || classes.length > maximumClasses)
    throw new DataFileError(
      "bad-label",
      `Pictures of ${classes.length} ${classes.length === 1 ? "class" : "classes"} (${classes.slice(0, 3).join(", ") || "none could be read"}); 2 to ${maximumClasses} are needed, a folder for each. ${notes.join(" ")}`.trim(),
    );
  const labels = Uint8Array.from(read, ({ label }) => classes.indexOf(label));
  const rows = Uint32Array.from(read.keys());
  const ofTest = rows.filter((row) => read[row].isTest);
  // All would leave nothing to learn from, none is no set.
  const test = ofTest.length > 0 && ofTest.length < read.length ? ofTest : undefined;
  const learnable = read.length - (test?.length ?? 0);
  if (learnable < fewestPictures)
    throw new DataFileError(
      "missing-file",
      `${learnable} pictures to learn from; at least ${fewestPictures} are needed. ${notes.join(" ")}`.trim(),
    );
  return {
    options: { kind: "pictures", isDarkOnLight: isDarkOnLight(grey, cover, read.length) },
    build: (options) => {
      if (options.kind !== "pictures") throw new Error(`pictures cannot be read as ${options.kind}`);
      const dataset: Dataset = {
        id: "file",
        label: `${read.length.toLocaleString("en")} pictures`,
        kind: "images",
        inputShape: [pictureSide, pictureSide],
        classes,
        inputs: inked(grey, cover, read.length * size, options.isDarkOnLight),
        labels: Uint8Array.from(labels),
        count: read.length,
      };
      return { data: { dataset, test }, faults: [], notes };
    },
  };
}

const byNameOrNumber = (a: string, b: string) => {
  const difference = Number(a) - Number(b);
  return Number.isNaN(difference) ? (a < b ? -1 : 1) : difference;
};

function unreadTold(unread: readonly string[]): string {
  const named = unread.slice(0, mostNamed).join(", ");
  const more = unread.length > mostNamed ? ` and ${unread.length - mostNamed} more` : "";
  return `${named}${more}: not a picture that this browser can read; left out.`;
}

/** Whether most of what stands at the edges of the pictures is light: then dark is the ink. */
function isDarkOnLight(grey: Uint8Array, cover: Uint8Array, count: number): boolean {
  let [light, dark] = [0, 0];
  for (let n = 0; n < count; n++)
    for (let i = 0; i < pictureSide ** 2; i++) {
      const [x, y] = [i % pictureSide, Math.floor(i / pictureSide)];
      const isEdge = x < 2 || y < 2 || x >= pictureSide - 2 || y >= pictureSide - 2;
      const at = n * pictureSide ** 2 + i;
      if (!isEdge || cover[at] < 128) continue;
      if (grey[at] >= 128) light++;
      else dark++;
    }
  // Where nothing is known of the ground, it is taken for paper.
  return light >= dark;
}

/** What is not covered is ground, and ground is 0. */
function inked(grey: Uint8Array, cover: Uint8Array, length: number, isDarkOnLight: boolean): Uint8Array {
  return Uint8Array.from({ length }, (_, i) =>
    Math.round(((isDarkOnLight ? 255 - grey[i] : grey[i]) * cover[i]) / 255),
  );
}
