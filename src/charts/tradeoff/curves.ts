import { line } from "d3-shape";
import type { AccuracyScale } from "./accuracyScale.ts";
import type { Axis } from "./axis.ts";
import type { Polyline } from "./span.ts";

export interface CurveMark {
  readonly sparsity: number;
  readonly accuracy: number;
}

/** Dashes that tell compared curves apart, in pixels, in the order of the comparisons. */
export const dashes = ["9 5", "2 5", "12 4 2 4"] as const;

/** Marks in pixels. */
export const toPixels = (marks: readonly CurveMark[], axis: Axis, scale: AccuracyScale): Polyline =>
  marks.map(({ sparsity, accuracy }) => [axis.x(sparsity), scale.y(accuracy)] as const);

/** A curve in pixels as an SVG path. */
export const pathThrough = line<Polyline[number]>(
  ([x]) => x,
  ([, y]) => y,
);

/** The part of a curve up to a sparsity, which ends there. */
export function upTo(marks: readonly CurveMark[], sparsity: number): readonly CurveMark[] {
  const next = marks.findIndex((mark) => mark.sparsity > sparsity);
  if (next <= 0) return next < 0 ? marks : [];
  const [before, after] = [marks[next - 1], marks[next]];
  if (before.sparsity === sparsity) return marks.slice(0, next);
  const share = (sparsity - before.sparsity) / (after.sparsity - before.sparsity);
  return [
    ...marks.slice(0, next),
    { sparsity, accuracy: before.accuracy + share * (after.accuracy - before.accuracy) },
  ];
}

/** The part of a curve from a sparsity on: before that, earlier rounds pruned all that a cut would take. */
export function from(marks: readonly CurveMark[], sparsity: number): readonly CurveMark[] {
  if (sparsity === 0) return marks;
  const rest = marks.filter((mark) => mark.sparsity > sparsity);
  const before = upTo(marks, sparsity).at(-1);
  return before ? [{ ...before, sparsity }, ...rest] : rest;
}
