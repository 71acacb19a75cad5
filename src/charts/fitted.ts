import type { ThemeTokens } from "./useTheme.ts";

let pen: OffscreenCanvasRenderingContext2D | null = null;

/** How wide a word is in the page's type at one of its sizes, in pixels. */
export function widthOf(word: string, theme: ThemeTokens, size: "fs-tick" | "fs-s"): number {
  pen ??= new OffscreenCanvas(1, 1).getContext("2d")!;
  pen.font = `${theme[size]}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(word).width + spread(word, theme[size], theme);
}

/** What a person's spacing of letters and words adds to a text of a size, in pixels. */
export const spread = (text: string, size: number, { letters, words }: ThemeTokens): number =>
  size * (letters * text.length + (words === 0 ? 0 : words * (text.split(" ").length - 1)));

/** As much of a word as has room, the rest an ellipsis. */
export function fitted(word: string, room: number, measure: (word: string) => number): string {
  if (measure(word) <= room) return word;
  let letters = Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment);
  while (letters.length > 1 && measure(`${letters.join("").trimEnd()}…`) > room) letters = letters.slice(0, -1);
  return `${letters.join("").trimEnd()}…`;
}
