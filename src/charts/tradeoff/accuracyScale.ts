import { range } from "d3-array";
import { scaleLinear, scaleLog } from "d3-scale";
import type { AxisKind } from "./axis.ts";

/** Accuracy from the foot of the plot to its top. */
export interface AccuracyScale {
  /** Pixel of an accuracy, 0..1. */
  readonly y: (accuracy: number) => number;
  /** Accuracies to name, the highest first. */
  readonly ticks: readonly number[];
}

/** Shares of wrong answers that a scale of errors names and may begin with. */
const errors = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5];

/** Lowest accuracy an even scale shows: below every curve and below chance, on a multiple of ten. */
export function lowestAccuracy(values: readonly number[]): number {
  const low = Math.min(...values);
  return Math.max(0, Math.floor((low - 0.04) * 10) / 10);
}

/** The scale of all accuracies that are drawn, over the pixels [top, bottom], named `apart` pixels from each other: even, or, on a
 *  stretched axis, by the logarithm of what is wrong, so that one lost point shows at 98 %. */
export function createAccuracyScale(
  kind: AxisKind,
  drawn: readonly number[],
  { top, bottom, apart }: { readonly top: number; readonly bottom: number; readonly apart: number },
): AccuracyScale {
  const known = drawn.filter(Number.isFinite);
  if (kind === "linear") {
    const low = lowestAccuracy(known);
    const y = scaleLinear([low, 1], [bottom, top]).clamp(true);
    const room = (gap: number) => y(1 - gap) - top;
    const step = room(0.1) >= 1.5 * apart ? 0.1 : room(0.2) >= apart ? 0.2 : 0.5;
    return { y, ticks: range(1, low + 1e-9, -step).filter((tick) => bottom - y(tick) > apart / 2) };
  }
  const best = 1 - Math.max(...known);
  const worst = Math.min(1, 1.02 - Math.min(...known));
  const least = errors.findLast((error) => error <= Math.min(best, worst / 2)) ?? errors[0];
  const scale = scaleLog([least, worst], [top, bottom]).clamp(true);
  const named: number[] = [];
  for (const error of errors) {
    const place = scale(error);
    const isInside = error >= least && error < worst && bottom - place > apart / 2;
    if (isInside && (named.length === 0 || place - scale(named.at(-1)!) >= apart)) named.push(error);
  }
  return { y: (accuracy) => scale(Math.max(least, 1 - accuracy)), ticks: named.map((error) => 1 - error) };
}
