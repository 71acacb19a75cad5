import { createRandom, shuffle } from "../random/random.ts";
import type { Split } from "./dataset.ts";

/** At most this many validation examples of a file drive the screen, so that the slider stays quick. */
export const mostValidation = 2000;

/** Splits rows by class so that every part has the classes in the same proportion (up to rounding), shuffled by the seed.
 *  `train` and `validation` are numbers of examples; the rest is the test set. Where `given` names the rows of validation or test, they
 *  are that: all of the test set, of validation as many as asked for. */
export function splitStratified(
  labels: Uint8Array,
  sizes: { readonly train: number; readonly validation: number },
  seed: number,
  given: { readonly validation?: Uint32Array | undefined; readonly test?: Uint32Array | undefined } = {},
): Split {
  const random = createRandom(seed);
  const taken = new Set([...(given.validation ?? []), ...(given.test ?? [])]);
  const free = Array.from(labels.keys()).filter((row) => !taken.has(row));
  const { train, validation } = sizes;
  const isEnough = train + (given.validation ? 0 : validation) <= free.length;
  if (train < 1 || validation < 1 || !isEnough)
    throw new Error(`cannot take ${train} training and ${validation} validation examples from ${free.length}`);
  // Dealing the classes' rows in turn, by their place within the class, keeps every prefix in proportion.
  const deal = (rows: readonly number[]) => {
    const byClass = new Map<number, number[]>();
    for (const row of rows) {
      const own = byClass.get(labels[row]) ?? [];
      own.push(row);
      byClass.set(labels[row], own);
    }
    return [...byClass.entries()]
      .sort(([a], [b]) => a - b)
      .flatMap(([label, own]) => shuffle(own, random).map((row, i) => ({ row, label, place: (i + 0.5) / own.length })))
      .sort((a, b) => a.place - b.place || a.label - b.label)
      .map(({ row }) => row);
  };
  const dealt = deal(free);
  const validating = given.validation ? deal([...given.validation]) : dealt.slice(train);
  const rest = given.test ?? dealt.slice(train + (given.validation ? 0 : validation));
  const part = (rows: readonly number[]) => shuffle(Uint32Array.from(rows), random);
  return {
    train: part(dealt.slice(0, train)),
    validation: part(validating.slice(0, validation)),
    test: Uint32Array.from(rest),
  };
}
