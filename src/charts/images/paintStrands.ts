import type { Strands } from "./strands.ts";

/** Of a canvas on the page, or of one on no page. */
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** How the strands of one layer look. */
export interface StrandLook {
  /** Opacity and width, by strength 0..1. */
  readonly alpha: (strength: number) => number;
  readonly width: (strength: number) => number;
  /** Colours of sums above and below 0. */
  readonly colours: readonly [string, string];
  /** Strength 0..1 of what is read, for the example that is followed; null where all count alike. */
  readonly lit: Float32Array | null;
  /** Norm at full strength. */
  readonly full: number;
  /** Most strands that are drawn, the most visible ones. */
  readonly most: number;
}

/** Where strands begin and end. */
export interface StrandPlace {
  readonly left: number;
  readonly right: number;
  readonly from: Float32Array;
  readonly to: Float32Array;
}

const levels = 12;
const leastAlpha = 0.02;
/** Control points of a curve stand at this share of the way. */
const bend = 0.46;

/** Strands by look, the faintest first: those of one look are one path. */
export function paintStrands(
  context: Context,
  { from, to, norms, sums }: Strands,
  { alpha, width, colours, lit, full, most }: StrandLook,
  place: StrandPlace,
): void {
  const alphas = new Float32Array(norms.length);
  const histogram = new Uint32Array(256);
  for (let i = 0, k = 0; i < from; i++) {
    const light = lit ? 0.14 + 0.86 * lit[i] ** 0.8 : 1;
    for (let j = 0; j < to; j++, k++) {
      if (norms[k] === 0) continue;
      const seen = alpha(Math.min(1, norms[k] / full)) * light;
      alphas[k] = seen;
      histogram[Math.min(255, Math.floor(seen * 255))]++;
    }
  }
  let [least, count] = [255, 0];
  while (least > 0 && count + histogram[least] <= most) count += histogram[least--];
  const floor = Math.max(leastAlpha, least / 255);
  const looks: number[][] = Array.from({ length: 2 * levels }, () => []);
  for (let k = 0; k < alphas.length; k++) {
    if (alphas[k] < floor) continue;
    const level = Math.min(levels - 1, Math.floor(alphas[k] * levels));
    looks[2 * level + (sums[k] < 0 ? 1 : 0)].push(k);
  }
  looks.forEach((strands, look) => {
    if (strands.length === 0) return;
    let [opacity, thickness] = [0, 0];
    context.beginPath();
    for (const k of strands) {
      opacity += alphas[k];
      thickness += width(Math.min(1, norms[k] / full));
      curve(context, place.left, place.from[Math.floor(k / to)], place.right, place.to[k % to]);
    }
    context.globalAlpha = opacity / strands.length;
    context.lineWidth = thickness / strands.length;
    context.strokeStyle = colours[look % 2];
    context.stroke();
  });
  context.globalAlpha = 1;
}

/** Strands that are gone, in ink: dashed where there are few, else of those that `isTold` a hairline each. */
export function paintGone(
  context: Context,
  { from, to, norms }: Strands,
  { ink, isDashed, isTold }: { ink: string; isDashed: boolean; isTold: (from: number, to: number) => boolean },
  place: StrandPlace,
): void {
  context.beginPath();
  for (let i = 0, k = 0; i < from; i++)
    for (let j = 0; j < to; j++, k++)
      if (norms[k] === 0 && isTold(i, j)) curve(context, place.left, place.from[i], place.right, place.to[j]);
  context.globalAlpha = isDashed ? 0.22 : 0.1;
  context.lineWidth = isDashed ? 0.7 : 0.6;
  context.strokeStyle = ink;
  context.setLineDash(isDashed ? [2, 4] : []);
  context.stroke();
  context.setLineDash([]);
  context.globalAlpha = 1;
}

export function curve(context: Context, x0: number, y0: number, x1: number, y1: number): void {
  const reach = (x1 - x0) * bend;
  context.moveTo(x0, y0);
  context.bezierCurveTo(x0 + reach, y0, x1 - reach, y1, x1, y1);
}
