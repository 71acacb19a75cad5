import type { SizeBins } from "./bins.ts";

/** Room for the bars of a layer, in pixels. */
export interface Span {
  readonly left: number;
  readonly right: number;
}

/** A bar or a part of it: of weights below 0, of others, of units, which have no sign, or of what is gone. */
export interface Bar {
  readonly tone: "negative" | "positive" | "plain" | "gone";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** No bar is longer, in pixels. */
const longest = 150;
/** Bars of a layer keep this share of its span to either side. */
const halfSpan = 0.4;

/** Bars of a layer: as long as their share of it, left those below 0. What is kept is solid, what is gone hollow: outside it, or, where
 *  a cut line goes, below that. `ground` is where size 0 stands, `height` how far up the largest is, `line` how far up the cut. */
export function barsOf(
  { counts }: SizeBins,
  kept: Uint32Array,
  {
    span,
    ground,
    height,
    line,
    isSigned,
  }: Readonly<{
    span: Span;
    ground: number;
    height: number;
    line: number | null;
    isSigned: boolean;
  }>,
): Bar[] {
  const bins = counts.length / 2;
  const middle = (span.left + span.right) / 2;
  const half = Math.min(longest, (span.right - span.left) * halfSpan);
  const longestBar = counts.reduce((most, one) => Math.max(most, one), 1);
  const step = height / bins;
  const bars: Bar[] = [];
  const put = (tone: Bar["tone"], side: number, from: number, to: number, low: number, high: number) => {
    if (to <= from || high - low < 0.05) return;
    const [near, far] = [(from / longestBar) * half, (to / longestBar) * half];
    const x = isSigned ? (side < 0 ? middle - far : middle + near) : middle - far;
    bars.push({ tone, x, y: ground - high, width: isSigned ? far - near : 2 * far, height: high - low });
  };
  for (let b = 0; b < counts.length; b++) {
    if (counts[b] === 0) continue;
    const side = b < bins ? -1 : 1;
    const solid = isSigned ? (side < 0 ? "negative" : "positive") : "plain";
    const low = (b % bins) * step;
    const high = low + Math.max(1, step - 1);
    if (line !== null && line > low && line < high) {
      put("gone", side, 0, counts[b], low, line);
      put(solid, side, 0, counts[b], line, high);
    } else {
      // What has no sign stands in the middle, hollow all around.
      put("gone", side, isSigned ? kept[b] : 0, kept[b] < counts[b] ? counts[b] : 0, low, high);
      put(solid, side, 0, kept[b], low, high);
    }
  }
  return bars;
}

/** Even spans across a width, where the network has not been drawn. */
export const evenSpans = (count: number, left: number, right: number): Span[] =>
  Array.from({ length: count }, (_, i) => ({
    left: left + ((right - left) * i) / count,
    right: left + ((right - left) * (i + 1)) / count,
  }));

/** A piece of the cut line: over one layer, over some that stand beside each other, or over all. */
export interface CutPiece {
  /** Whose place it tells. */
  readonly layer: number;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

/** The cut at the height of each layer (null where nothing of it can go): one line across all layers that can be cut, or stairs. */
export function cutPieces(
  heights: readonly (number | null)[],
  spans: readonly Span[],
  by: "line" | "stairs",
): CutPiece[] {
  const last = heights.length - 1;
  const pieces: CutPiece[] = [];
  heights.forEach((y, layer) => {
    if (y === null) return;
    const isWhole = by === "line" && heights.every((one) => one !== null);
    const left = by === "line" && layer === 0 ? spans[0].left - 4 : spans[layer].left + 6;
    const right = isWhole || (by === "line" && layer === last) ? spans[layer].right : spans[layer].right - 6;
    const before = pieces.at(-1);
    if (by === "line" && before && heights[layer - 1] !== null) pieces[pieces.length - 1] = { ...before, right };
    else pieces.push({ layer, left, right, y });
  });
  return pieces;
}
