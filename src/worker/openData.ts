import type { Dataset, GivenData, Split } from "../data/dataset.ts";
import { generateDigits } from "../data/digits/generate.ts";
import { fewestExamples } from "../data/files/fault.ts";
import { datasetOf, isGiven } from "../data/registry.ts";
import { generateSignals } from "../data/signals/generate.ts";
import { mostValidation, splitStratified } from "../data/split.ts";
import { standardised } from "../data/standardise.ts";
import type { Setup } from "../setup/setup.ts";
import type { DrawnDigits } from "./protocol/data.ts";
import { type Activity, WorkerFault } from "./protocol/said.ts";

export type ReportProgress = (what: Activity, done: number, total: number, drawn?: DrawnDigits) => void;

/** How many of the latest digits are shown while they are drawn. */
const shownDrawn = 18;
/** Pixels of a digit. */
const pixels = 28 * 28;

/** Examples made of each kind, and how many of them train and validate; the rest is the sealed test set. */
const points = { count: 1000, train: 500, validation: 250 } as const;
const digits = { count: 6000, train: 4000, validation: 1000 } as const;

/** Digits that were drawn last: another network on them need not wait. */
let latest: { readonly seed: number; readonly difficulty: Setup["difficulty"]; readonly dataset: Dataset } | null =
  null;

/** Makes or takes the data a setup asks for and splits it by the setup's seed; throws WorkerFault for data that only a person can give. */
export async function openData(
  setup: Setup,
  given: GivenData | undefined,
  progress: ReportProgress,
): Promise<{ dataset: Dataset; split: Split }> {
  const { seed, noise, difficulty } = setup;
  if (given) return split(given, seed);
  if (isGiven(setup.data)) throw new WorkerFault({ id: "data-left" });
  const entry = datasetOf(setup.data);
  if (entry.kind === "points") {
    const dataset = entry.generate({ count: points.count, noise, seed });
    return { dataset, split: splitStratified(dataset.labels, points, seed) };
  }
  if (entry.kind === "signals") {
    const dataset = generateSignals({ count: digits.count, difficulty, seed });
    return { dataset, split: splitStratified(dataset.labels, digits, seed) };
  }
  if (latest?.seed === seed && latest.difficulty === difficulty)
    return { dataset: latest.dataset, split: splitStratified(latest.dataset.labels, digits, seed) };
  progress("digits", 0, digits.count);
  const dataset = await generateDigits({
    count: digits.count,
    difficulty,
    seed,
    onProgress: (done, { inputs, labels }) =>
      progress("digits", done, digits.count, {
        inputs: inputs.slice(0, shownDrawn * pixels),
        labels: labels.slice(0, shownDrawn),
      }),
  });
  latest = { seed, difficulty, dataset };
  return { dataset, split: splitStratified(dataset.labels, digits, seed) };
}

/** A fifth validates and a fifth is the test set, or a tenth where the other came along; numbers are standardised by what trains. */
function split({ dataset, validation, test }: GivenData, seed: number): { dataset: Dataset; split: Split } {
  const free = dataset.count - (validation?.length ?? 0) - (test?.length ?? 0);
  if (free < fewestExamples)
    throw new WorkerFault({
      id: "few-examples",
      set: dataset.id,
      label: dataset.label,
      count: free,
      least: fewestExamples,
    });
  const share = Math.min(mostValidation, Math.floor(free / (validation || test ? 10 : 5)));
  const sizes = {
    train: free - (validation ? 0 : share) - (test ? 0 : share),
    validation: validation ? Math.min(mostValidation, validation.length) : share,
  };
  const parts = splitStratified(dataset.labels, sizes, seed, { validation, test });
  return { dataset: standardised(dataset, parts.train), split: parts };
}
