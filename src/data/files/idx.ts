import type { Dataset, GivenData } from "../dataset.ts";
import { DataFileError, type DataFileInput } from "./fault.ts";
import { parseIdx } from "./idxFile.ts";
import { type IdxPair, pairs as pairsOf } from "./idxPairs.ts";
import { inflate } from "./inflate.ts";
import { part } from "./parts.ts";
import { asPixels } from "./pixels.ts";
import type { ReadSource } from "./reading.ts";
import type { FileSaid } from "./said.ts";

const maximumSide = 64;
/** Largest number of a class. */
const mostLabel = 64;

/** Reads images and labels in MNIST's IDX format, plain or gzipped, in any order, paired by their names: one set, or several of training,
 *  validation and test. Images that lie on their side (EMNIST) can be turned. */
export async function idxSource(
  files: readonly DataFileInput[],
  leftOut: readonly FileSaid[] = [],
): Promise<ReadSource> {
  const parsed = await Promise.all(files.map(async (file) => parseIdx(file.name, await inflate(file))));
  const found = pairsOf(parsed);
  const pixels = asPixels(
    found.pairs.map(({ images }) => images),
    maximumSide,
  );
  const { height, width } = pixels;
  const examples = found.pairs.flatMap((pair) =>
    classesIn(pair).map((label) => ({ part: pair.part, label: String(label) })),
  );
  const { rows, classes, labels, validation, test, notes } = part(examples, "images");
  const size = height * width;
  const inputs = rows.length === examples.length ? pixels.values : new Uint8Array(rows.length * size);
  if (inputs !== pixels.values)
    rows.forEach((row, i) => {
      inputs.set(pixels.values.subarray(row * size, (row + 1) * size), i * size);
    });
  const label = found.pairs[0].images.name;
  const build = (isTurned: boolean): GivenData<Dataset> => {
    const dataset: Dataset = {
      id: "file",
      label,
      kind: "images",
      inputShape: isTurned ? [width, height] : [height, width],
      classes,
      inputs: isTurned ? turned(inputs, height, width) : inputs,
      labels,
      count: rows.length,
    };
    return { dataset, validation, test };
  };
  return {
    // EMNIST is known for it.
    options: { kind: "idx", isTurned: files.some(({ name }) => /(^|[^a-z])emnist([^a-z]|$)/i.test(name)) },
    build: (options) => {
      if (options.kind !== "idx") throw new Error(`IDX cannot be read as ${options.kind}`);
      return {
        data: build(options.isTurned),
        faults: [],
        notes: [...found.notes, ...pixels.notes, ...notes, ...leftOut],
      };
    },
  };
}

/** The same, as the name says it should be read. */
export async function readIdxFiles(files: readonly DataFileInput[]): Promise<GivenData<Dataset>> {
  const source = await idxSource(files);
  return source.build(source.options).data! as GivenData<Dataset>;
}

/** The class of every example: the number itself, the first of several (QMNIST), or where the 1 stands (one-hot). */
function classesIn({ labels }: IdxPair): number[] {
  const { name, shape, type, values } = labels;
  const [count, width = 1] = shape;
  const rows = Array.from({ length: count }, (_, row) =>
    Array.from({ length: width }, (_one, i) => values[row * width + i]),
  );
  const isOneHot =
    width > 1 &&
    rows.every(
      (row) => row.filter((value) => value === 1).length === 1 && row.every((value) => value === 0 || value === 1),
    );
  const classes = isOneHot ? rows.map((row) => row.indexOf(1)) : rows.map(([first]) => first);
  const unknown = classes.filter((value) => (type === 8 && value === 255) || value === -1).length;
  const most = mostLabel;
  if (unknown > 0)
    throw new DataFileError({ id: "idx-unknown", file: name, unknown, count, value: type === 8 ? 255 : -1, most });
  const odd = classes.findIndex((value) => !Number.isInteger(value) || value < 0 || value > mostLabel);
  if (odd >= 0) throw new DataFileError({ id: "idx-label", file: name, example: odd + 1, value: classes[odd], most });
  return classes;
}

/** Rows and columns of every image changed for one another. */
function turned(inputs: Uint8Array, height: number, width: number): Uint8Array {
  const size = height * width;
  const result = new Uint8Array(inputs.length);
  for (let at = 0; at < inputs.length; at += size)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) result[at + x * height + y] = inputs[at + y * width + x];
  return result;
}
