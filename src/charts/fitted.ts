let pen: OffscreenCanvasRenderingContext2D | null = null;

/** How wide a word is in the page's type at a size in pixels. */
export function widthOf(word: string, size: number): number {
  pen ??= new OffscreenCanvas(1, 1).getContext("2d")!;
  pen.font = `${size}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(word).width;
}

/** As much of a word as has room, the rest an ellipsis. */
export function fitted(word: string, room: number, measure: (word: string) => number): string {
  if (measure(word) <= room) return word;
  let letters = Array.from(new Intl.Segmenter().segment(word), ({ segment }) => segment);
  while (letters.length > 1 && measure(`${letters.join("").trimEnd()}…`) > room) letters = letters.slice(0, -1);
  return `${letters.join("").trimEnd()}…`;
}
