import type { Dataset, GivenData } from "../dataset.ts";
import { DataFileError, type DataFileInput, maximumBytes, maximumClasses, tooLarge } from "./fault.ts";
import { inflate } from "./inflate.ts";

export const imagesMagic = 0x00000803;
export const labelsMagic = 0x00000801;
const maximumSide = 64;

interface Images {
  readonly name: string;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly pixels: Uint8Array;
}

interface Labels {
  readonly name: string;
  readonly values: Uint8Array;
}

/** Reads one IDX file of unsigned bytes: images (magic 0x00000803) or labels (0x00000801). */
export function parseIdx(name: string, bytes: Uint8Array): Images | Labels {
  if (bytes.length === 0) throw new DataFileError("empty", `${name}: the file is empty.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = (magic: number) => (magic === imagesMagic ? 16 : 8);
  if (bytes.length < 8) throw truncated(name, bytes.length, "at least a header of 8");
  const magic = view.getUint32(0);
  if (magic !== imagesMagic && magic !== labelsMagic)
    throw new DataFileError(
      "wrong-magic",
      `${name}: not an IDX file of images or labels. It begins with 0x${magic.toString(16).padStart(8, "0")}; images begin with 0x00000803, labels with 0x00000801.`,
    );
  if (bytes.length < header(magic)) throw truncated(name, bytes.length, `a header of ${header(magic)}`);
  const count = view.getUint32(4);
  if (count === 0) throw new DataFileError("empty", `${name}: the header says 0 examples.`);
  const [height, width] = magic === imagesMagic ? [view.getUint32(8), view.getUint32(12)] : [1, 1];
  if (height < 1 || width < 1 || height > maximumSide || width > maximumSide)
    throw new DataFileError(
      "too-large",
      `${name}: images of ${height} x ${width}; sides from 1 to ${maximumSide} can be opened.`,
    );
  const expected = header(magic) + count * height * width;
  if (expected > maximumBytes) throw tooLarge(name);
  if (bytes.length < expected)
    throw truncated(name, bytes.length, `${expected.toLocaleString("en")} for ${count} examples`);
  if (bytes.length > expected)
    throw new DataFileError(
      "extra-bytes",
      `${name}: ${bytes.length - expected} bytes more than its header announces. Is it another format?`,
    );
  const values = bytes.subarray(header(magic));
  return magic === imagesMagic ? { name, count, height, width, pixels: values } : { name, values };
}

const truncated = (name: string, found: number, wanted: string) =>
  new DataFileError(
    "truncated",
    `${name}: cut short. It has ${found.toLocaleString("en")} bytes, the header needs ${wanted}. Download the file again.`,
  );

/** Reads images and labels in MNIST's IDX format, plain or gzipped, in any order: two files, or four (train and t10k). */
export async function readIdxFiles(files: readonly DataFileInput[]): Promise<GivenData<Dataset>> {
  const parsed = await Promise.all(files.map(async (file) => parseIdx(file.name, await inflate(file))));
  const images = parsed.filter((part) => "pixels" in part);
  const labels = parsed.filter((part) => "values" in part);
  if (images.length === 0 || images.length !== labels.length || images.length > 2)
    throw new DataFileError(
      "missing-file",
      `Open images together with their labels (2 files), or training and test files of both (4). Found ${images.length} with images and ${labels.length} with labels.`,
    );
  const isTest = ({ name }: { name: string }) => /t10k|test/i.test(name);
  const byRole = <T extends { name: string }>(parts: T[]) =>
    [...parts].sort((a, b) => Number(isTest(a)) - Number(isTest(b)));
  const pairs = byRole(images).map((image, i) => pair(image, byRole(labels)[i]));
  const [first, second] = pairs;
  if (second && (second.images.width !== first.images.width || second.images.height !== first.images.height))
    throw new DataFileError(
      "size-mismatch",
      `${second.images.name} has images of another size than ${first.images.name}. Open files that belong together.`,
    );
  const { height, width } = first.images;
  const all = <T>(pick: (part: (typeof pairs)[number]) => T) => pairs.map(pick);
  const inputs = join(all((part) => part.images.pixels));
  const values = join(all((part) => part.labels.values));
  const classes = values.reduce((most, label) => Math.max(most, label), 0) + 1;
  if (classes < 2 || classes > maximumClasses)
    throw new DataFileError(
      "bad-label",
      `${first.labels.name}: labels must be 0, 1, 2, … for 2 to ${maximumClasses} classes; the largest found is ${classes - 1}.`,
    );
  const dataset: Dataset = {
    id: "file",
    label: first.images.name,
    kind: "images",
    inputShape: [height, width],
    classes: Array.from({ length: classes }, (_, i) => String(i)),
    inputs,
    labels: values,
    count: values.length,
  };
  const test = second && Uint32Array.from({ length: second.images.count }, (_, i) => first.images.count + i);
  return { dataset, test };
}

function pair(images: Images, labels: Labels): { images: Images; labels: Labels } {
  if (images.count !== labels.values.length)
    throw new DataFileError(
      "count-mismatch",
      `${images.name} has ${images.count.toLocaleString("en")} images, ${labels.name} has ${labels.values.length.toLocaleString("en")} labels. Open files that belong together.`,
    );
  return { images, labels };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
