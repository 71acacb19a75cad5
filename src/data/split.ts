import { createRandom, shuffle } from "../random/random.ts";
import type { Split } from "./dataset.ts";

/** Splits rows by class so that every part has the classes in the same proportion (up to rounding), shuffled by the seed.
 *  `train` and `validation` are numbers of examples; the rest is the test set, unless `test` names its rows. */
export function splitStratified(
  labels: Uint8Array,
  sizes: { readonly train: number; readonly validation: number },
  seed: number,
  test?: Uint32Array,
): Split {
  const random = createRandom(seed);
  const sealed = new Set(test);
  const byClass = new Map<number, number[]>();
  labels.forEach((label, row) => {
    if (sealed.has(row)) return;
    const rows = byClass.get(label) ?? [];
    rows.push(row);
    byClass.set(label, rows);
  });
  const free = labels.length - sealed.size;
  if (sizes.train < 1 || sizes.validation < 1 || sizes.train + sizes.validation > free)
    throw new Error(`cannot take ${sizes.train} training and ${sizes.validation} validation examples from ${free}`);
  // Dealing the classes' rows in turn, by their place within the class, keeps every prefix in proportion.
  const dealt = [...byClass.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([label, rows]) => shuffle(rows, random).map((row, i) => ({ row, label, place: (i + 0.5) / rows.length })))
    .sort((a, b) => a.place - b.place || a.label - b.label)
    .map(({ row }) => row);
  const { train, validation } = sizes;
  const rest = sealed.size > 0 ? [...sealed] : dealt.slice(train + validation);
  const part = (rows: readonly number[]) => shuffle(Uint32Array.from(rows), random);
  return {
    train: part(dealt.slice(0, train)),
    validation: part(dealt.slice(train, train + validation)),
    test: Uint32Array.from(rest),
  };
}
