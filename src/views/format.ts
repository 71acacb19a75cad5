import { count } from "../charts/count.ts";
import type { DataKind } from "../data/dataset.ts";

export { percent, points } from "../charts/percent.ts";
export { count };

/** What examples of a kind are called. */
export const examplesOf: Readonly<Record<DataKind, string>> = {
  points: "examples",
  images: "images",
  signals: "signals",
  table: "rows",
};

/** Bytes in the unit people read: below 10,000 B exact, else KB (1,000 B) or MB. */
export function bytes(n: number): string {
  if (n < 10_000) return `${count(n)} B`;
  const kilo = n / 1000;
  if (kilo >= 1000) return `${(kilo / 1000).toPrecision(3)} MB`;
  return `${kilo < 100 ? kilo.toFixed(1) : count(kilo)} KB`;
}

/** A loss or rate with as many digits as one can read: 0.711, 12.3, 0.0032. */
export const figure = (n: number) => (Number.isFinite(n) ? Number(n.toPrecision(3)).toString() : "–");
