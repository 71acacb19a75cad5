import { channels, packed, shades } from "../colour.ts";
import { ramp } from "../network/tiles.ts";
import type { ThemeTokens } from "../useTheme.ts";

const levels = 24;

/** Colours of a theme as pixels, by strength. */
export interface Inks {
  readonly blank: number;
  /** From the ground of a picture to ink. */
  readonly ink: Uint32Array;
  readonly positive: Uint32Array;
  readonly negative: Uint32Array;
}

export const inksOf = (theme: ThemeTokens): Inks => ({
  blank: packed(channels(theme.paper)),
  ink: shades(theme["paper-2"], theme.ink, 255),
  positive: ramp(theme.paper, theme.pos, levels),
  negative: ramp(theme.paper, theme.neg, levels),
});

/** Pixels of weights as if none were pruned; each unit by its own strength, or a few giants would leave the others blank. */
export function weightColours(weights: Float32Array, units: number, { positive, negative }: Inks): Uint32Array {
  const squares = new Float32Array(units);
  for (let i = 0; i < weights.length; i++) squares[i % units] += weights[i] * weights[i];
  const scales = squares.map((sum) => levels / (2.4 * Math.sqrt((sum * units) / weights.length) || 1));
  const colours = new Uint32Array(weights.length);
  for (let i = 0; i < weights.length; i++) {
    const level = Math.min(levels, 1 + Math.floor(Math.abs(weights[i]) * scales[i % units]));
    colours[i] = weights[i] >= 0 ? positive[level] : negative[level];
  }
  return colours;
}

/** Strengths in ink, `most` all of it. */
export function inInk(
  pixels: Uint32Array,
  values: ArrayLike<number>,
  { from = 0, step = 1, most }: { from?: number; step?: number; most: number },
  { ink }: Inks,
): void {
  const scale = 255 / (most || 1);
  for (let p = 0, i = from; p < pixels.length; p++, i += step)
    pixels[p] = ink[Math.min(255, Math.floor(Math.abs(values[i]) * scale))];
}
