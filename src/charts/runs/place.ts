import { type Polyline, span } from "../tradeoff/span.ts";
import type { MapNode, MapState } from "./forest.ts";

export interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Sparsity to the right, accuracy upwards: a pixel for a share. */
export interface Scales {
  readonly x: (sparsity: number) => number;
  readonly y: (accuracy: number) => number;
}

export interface Mark {
  readonly node: MapNode;
  /** In pixels. */
  readonly x: number;
  readonly y: number;
}

/** Places around one, the nearest first, to the right first: two rings of six and twelve, one apart. */
const around = [1, 2].flatMap((ring) =>
  Array.from({ length: 6 * ring }, (_, i) => {
    const angle = ((i % 2 ? -1 : 1) * Math.ceil(i / 2) * Math.PI) / (3 * ring);
    return [ring * Math.cos(angle), ring * Math.sin(angle)] as const;
  }),
);

/** Where nodes stand; of those that would cover each other the later ones move aside, by twice `apart` at most and never beyond 0 or
 *  100 %: else they do cover each other, for a place means something here. */
export function placeNodes(nodes: readonly MapNode[], { x, y }: Scales, apart: number): readonly Mark[] {
  const marks: Mark[] = [];
  const isFree = ([left, top]: readonly [number, number]) =>
    left >= x(0) - 0.5 &&
    left <= x(1) + 0.5 &&
    top >= y(1) - 0.5 &&
    top <= y(0) + 0.5 &&
    marks.every((mark) => Math.hypot(mark.x - left, mark.y - top) >= apart * 0.99);
  for (const node of nodes) {
    const own = [x(node.state.sparsity), y(node.state.accuracy)] as const;
    const beside = around.map(([dx, dy]) => [own[0] + dx * apart, own[1] + dy * apart] as const);
    const [left, top] = [own, ...beside].find(isFree) ?? own;
    marks.push({ node, x: left, y: top });
  }
  return marks;
}

export interface LabelWish {
  readonly mark: Mark;
  readonly text: string;
}

export interface PlacedLabel extends LabelWish {
  /** Of its middle, at the height of its letters' middle. */
  readonly x: number;
  readonly y: number;
}

/** Texts beside their marks, the first wishes first: one that would touch another or a mark is left out, and each stands on as few `lines`
 *  as can be. */
export function placeLabels(
  wishes: readonly LabelWish[],
  marks: readonly Mark[],
  { left, right }: Pick<Room, "left" | "right">,
  letter: number,
  radius: number,
  lines: readonly Polyline[] = [],
): readonly PlacedLabel[] {
  type Footprint = readonly [x: number, y: number, halfWidth: number, halfHeight: number];
  const touches = (a: Footprint, b: Footprint) =>
    Math.abs(a[0] - b[0]) < a[2] + b[2] && Math.abs(a[1] - b[1]) < a[3] + b[3];
  const taken: Footprint[] = marks.map(({ x, y }) => [x, y, radius, radius]);
  const labels: PlacedLabel[] = [];
  for (const wish of wishes) {
    const { mark, text } = wish;
    const [halfWidth, halfHeight] = [(text.length * letter) / 2, letter];
    const aside = radius + 4 + halfWidth;
    const above = radius + 3 + halfHeight;
    const ways = [
      [aside, 0],
      [0, -above],
      [0, above],
      [-aside, 0],
    ];
    const places = ways.map(([dx, dy]): Footprint => [mark.x + dx, mark.y + dy, halfWidth, halfHeight]);
    const free = places.filter(
      (box) => box[0] - box[2] >= left && box[0] + box[2] <= right && !taken.some((one) => touches(one, box)),
    );
    const crossed = free.map(
      ([x, y, w, h]) => lines.filter((line) => runsThrough(line, x - w, x + w, y - h, y + h)).length,
    );
    const found = free[crossed.indexOf(Math.min(...crossed))];
    if (!found) continue;
    taken.push(found);
    labels.push({ ...wish, x: found[0], y: found[1] });
  }
  return labels;
}

const runsThrough = (line: Polyline, left: number, right: number, top: number, bottom: number) => {
  const [highest, lowest] = span(line, left, right) ?? [Infinity, -Infinity];
  return lowest > top && highest < bottom;
};

/** Where a state of a node stands that is not the one shown. */
export const placeOf = ({ sparsity, accuracy }: MapState, { x, y }: Scales) => [x(sparsity), y(accuracy)] as const;
