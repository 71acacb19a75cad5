/** How rows of one class are marked: an outline around a place, filled or not. No colour tells classes apart. */
export interface ClassMark {
  readonly outline: (x: number, y: number, radius: number) => string;
  readonly isFilled: boolean;
}

const circle = (x: number, y: number, r: number) =>
  `M${x + r} ${y}A${r} ${r} 0 1 1 ${x - r} ${y}A${r} ${r} 0 1 1 ${x + r} ${y}Z`;
const triangle = (x: number, y: number, r: number) =>
  `M${x} ${y - 1.2 * r}L${x + 1.1 * r} ${y + 0.8 * r}H${x - 1.1 * r}Z`;
const square = (x: number, y: number, r: number) => `M${x - 0.9 * r} ${y - 0.9 * r}h${1.8 * r}v${1.8 * r}h${-1.8 * r}Z`;
const diamond = (x: number, y: number, r: number) =>
  `M${x} ${y - 1.3 * r}l${1.3 * r} ${1.3 * r}l${-1.3 * r} ${1.3 * r}l${-1.3 * r} ${-1.3 * r}Z`;

const marks: readonly ClassMark[] = [
  { outline: circle, isFilled: false },
  { outline: triangle, isFilled: true },
  { outline: circle, isFilled: true },
  { outline: square, isFilled: false },
  { outline: triangle, isFilled: false },
  { outline: square, isFilled: true },
  { outline: diamond, isFilled: false },
  { outline: diamond, isFilled: true },
];

/** Beyond as many classes marks come again. */
export const mostMarks = marks.length;
export const markOf = (label: number): ClassMark => marks[label % mostMarks];
