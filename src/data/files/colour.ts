import type { FileSaid } from "./said.ts";

/** Mean colour of classes further apart than so many spreads of their pictures, and so many levels, is a difference. */
const spreads = 1.5;
const levels = 24;
/** Pairs of classes that are named. */
const mostPairs = 3;

type Hue = readonly [blue: number, red: number];

/** What should be known of colour, which networks here do not read: that there is some, and which classes differ by it. `hues` holds how far blue
 *  and red are from grey in every picture, 0 where it is grey. */
export function describeColour(hues: readonly Hue[], labels: Uint8Array, classes: readonly string[]): FileSaid[] {
  if (hues.filter(([blue, red]) => blue !== 0 || red !== 0).length * 10 < hues.length) return [];
  const byClass = classes.map((_, c) => averages(hues.filter((_hue, i) => labels[i] === c)));
  const pairs: [string, string][] = [];
  byClass.forEach((one, a) => {
    byClass.slice(a + 1).forEach((other, b) => {
      const distance = Math.hypot(one.mean[0] - other.mean[0], one.mean[1] - other.mean[1]);
      if (distance > levels && distance > spreads * (one.spread + other.spread))
        pairs.push([classes[a], classes[a + 1 + b]]);
    });
  });
  return [{ id: "colour-unread", pairs: pairs.slice(0, mostPairs), count: pairs.length }];
}

function averages(hues: readonly Hue[]): { mean: Hue; spread: number } {
  const mean = [0, 1].map((k) => hues.reduce((sum, hue) => sum + hue[k] / hues.length, 0)) as [number, number];
  const variance = hues.reduce(
    (sum, hue) => sum + Math.hypot(hue[0] - mean[0], hue[1] - mean[1]) ** 2 / hues.length,
    0,
  );
  return { mean, spread: Math.sqrt(variance) };
}
