import type { Dataset, Split } from "../data/dataset.ts";
import { generateDigits } from "../data/digits/generate.ts";
import { DataFileError, type DataFileInput, readIdxFiles } from "../data/idx.ts";
import { datasetOf } from "../data/registry.ts";
import { splitStratified } from "../data/split.ts";
import type { Setup } from "../setup/setup.ts";

export type Progress = (what: string, done: number, total: number) => void;

/** Examples made of each kind, and how many of them train and validate; the rest is the sealed test set. */
const points = { count: 1000, train: 500, validation: 250 } as const;
const digits = { count: 6000, train: 4000, validation: 1000 } as const;

/** At most this many validation images of a file drive the screen, so that the slider stays quick. */
const maximumValidation = 2000;

/** Makes or reads the data a setup asks for and splits it by the setup's seed; throws DataFileError for files it refuses. */
export async function openData(
  setup: Setup,
  files: readonly DataFileInput[] | undefined,
  progress: Progress,
): Promise<{ dataset: Dataset; split: Split }> {
  const { seed, noise, difficulty } = setup;
  if (setup.data === "file" && !files)
    throw new DataFileError("missing-file", "Choose the files again under Data, “From a file…”.");
  if (files) {
    progress("Reading the files", 0, 1);
    const { dataset, test } = await readIdxFiles(files);
    const free = dataset.count - (test?.length ?? 0);
    const validation = Math.min(maximumValidation, Math.floor(free / (test ? 10 : 5)));
    const train = free - (test ? validation : 2 * validation);
    return { dataset, split: splitStratified(dataset.labels, { train, validation }, seed, test) };
  }
  const entry = datasetOf(setup.data);
  if (entry.kind === "points") {
    const dataset = entry.generate({ count: points.count, noise, seed });
    return { dataset, split: splitStratified(dataset.labels, points, seed) };
  }
  const dataset = await generateDigits({
    count: digits.count,
    difficulty,
    seed,
    onProgress: (done) => progress("Writing digits by hand", done, digits.count),
  });
  return { dataset, split: splitStratified(dataset.labels, digits, seed) };
}
