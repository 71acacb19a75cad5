import type { DataKind } from "../data/dataset.ts";

const format = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** 266610 -> "266,610". One formatter for all: making one costs more than a chart. */
export const count = (n: number): string => format.format(n);

/** 0.868 -> "86.8", always with one decimal; only all is "100.0" and only nothing "0.0". What is no number is "–". */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return "–";
  const tenths = Math.round(share * 1000);
  return ((share > 0 && share < 1 ? Math.min(999, Math.max(1, tenths)) : tenths) / 10).toFixed(1);
}

/** "86.8 %", with a space that breaks no line. */
export const percentSign = (share: number): string => `${percent(share)}\u202f%`;

/** The same, and "–" where there is none or it is no number. */
export const percentOrNone = (share: number | null | undefined): string =>
  share === null || share === undefined || Number.isNaN(share) ? "–" : percentSign(share);

/** The size of a difference of two shares, in points: 0.116 -> "11.6 points". */
export const points = (difference: number): string => `${percent(Math.abs(difference))} points`;

/** Bytes in the unit people read: below 10,000 B exact, else KB (1,000 B) or MB. */
export function bytes(n: number): string {
  if (n < 10_000) return `${count(n)} B`;
  const kilo = n / 1000;
  if (kilo >= 1000) return `${(kilo / 1000).toPrecision(3)} MB`;
  return `${kilo < 100 ? kilo.toFixed(1) : count(kilo)} KB`;
}

/** A value of an axis, with as many digits as it has, at most three behind the point: "1,200", "0.25". */
export const tickText = (n: number): string => n.toLocaleString("en");

/** A loss or rate with as many digits as one can read: 0.711, 12.3, 0.0032. */
export const figure = (n: number): string => (Number.isFinite(n) ? Number(n.toPrecision(3)).toString() : "–");

/** "1 epoch", "150 epochs"; `many` where more than an s is added. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** What the examples of a data set are called: digits where each class is one. */
export const nounOf = ({ kind, classes }: { readonly kind: DataKind; readonly classes: readonly string[] }): string =>
  kind === "images" && classes.every((name) => /^\d$/.test(name)) ? "digits" : examplesOf[kind];

/** What examples of a kind are called. */
export const examplesOf: Readonly<Record<DataKind, string>> = {
  points: "points",
  images: "images",
  signals: "signals",
  table: "rows",
};
