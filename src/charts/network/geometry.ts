/** Where the units of one layer stand, above each other. */
export interface LayerColumn {
  readonly x: number;
  readonly ys: readonly number[];
  /** Side of the square that stands for a unit. */
  readonly side: number;
}

/** What a shortcut leads around: one kernel, from the column that it reads to the one it makes. */
export interface Arc {
  readonly kernel: number;
  readonly from: number;
  readonly to: number;
  /** Where it starts and ends, and its highest point. */
  readonly foot: number;
  readonly top: number;
}

/** Where everything of a drawn network stands, in CSS pixels of its box. */
export interface NetworkGeometry {
  /** Inputs first, outputs last. */
  readonly columns: readonly LayerColumn[];
  /** Of each kernel, from the units it reads to those it makes. */
  readonly spans: readonly { readonly left: number; readonly right: number }[];
  readonly arcs: readonly Arc[];
  /** The kernel that is spread out; null where none is. */
  readonly spread: number | null;
  /** Whether its layers stand so close that one of them has to be spread out to be read. */
  readonly isCrowded: boolean;
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A kernel that is spread out is so many times as wide as another. */
const spreadShare = 3.2;
/** The kernels at the ends are a little narrower: 0, .32, .68 and 1 of the width for two hidden layers. */
const endShare = 0.89;
/** Kernels narrower than this cannot be read. */
const readable = 84;
/** Squares of units, and of inputs and outputs, in pixels. */
const units = { share: 0.8, least: 8, most: 30 } as const;
const ends = { share: 1.6, least: 18, most: 46 } as const;
/** Units of a layer with few of them stand no farther apart. */
const widest = 58;

/** Places a network of so many units a layer, inputs and outputs included, into a frame. `shortcuts` has an entry for every kernel;
 *  inputs of a table are `dots`, which need no room. */
export function networkGeometry(
  counts: readonly number[],
  frame: Frame,
  options: {
    readonly shortcuts?: readonly boolean[];
    readonly spread?: number | null;
    readonly dots?: boolean;
  } = {},
): NetworkGeometry {
  const { shortcuts = [], dots = false } = options;
  const width = Math.max(0, frame.right - frame.left);
  const kernels = counts.length - 1;
  const arch = shortcuts.some(Boolean) ? Math.min(44, Math.max(16, (frame.bottom - frame.top) * 0.09)) : 0;
  const top = frame.top + arch;
  const height = Math.max(0, frame.bottom - top);
  const isCrowded = width / kernels < readable && kernels > 3;
  const spread = isCrowded ? (options.spread ?? null) : null;
  const shares = Array.from({ length: kernels }, (_, k) =>
    k === spread ? spreadShare : kernels > 2 && (k === 0 || k === kernels - 1) ? endShare : 1,
  );
  const all = shares.reduce((sum, share) => sum + share, 0);
  const xs = [frame.left];
  for (const share of shares) xs.push(xs[xs.length - 1] + (width * share) / all);
  const hidden = Math.max(...counts.slice(1, -1), 8);
  const pitch = height / hidden;
  const closest = Math.min(...shares.map((share) => (width * share) / all));
  const columns = counts.map((count, c): LayerColumn => {
    const isEnd = c === 0 || c === kernels;
    const apart = isEnd && count <= 4 ? (0.8 * height) / count : Math.min(height / count, widest);
    const own = isEnd ? ends : units;
    const wished = Math.min(own.most, Math.max(own.least, own.share * (isEnd ? pitch : apart)));
    // Neither over a neighbour nor into the edges beside it.
    const side = dots && isEnd ? 8 : Math.min(wished, Math.max(5, closest * (isEnd ? 0.55 : 0.34)));
    const first = (top + frame.bottom) / 2 - (apart * (count - 1)) / 2;
    const ys = Array.from({ length: count }, (_, j) => first + j * apart);
    return { x: xs[c], ys, side: Math.min(side, Math.max(Math.min(2, apart), apart * 0.86)) };
  });
  const spans = Array.from({ length: kernels }, (_, k) => ({ left: xs[k], right: xs[k + 1] }));
  const arcs = spans.flatMap(({ left, right }, kernel) => {
    if (!shortcuts[kernel]) return [];
    const upper = Math.min(columns[kernel].ys[0], columns[kernel + 1].ys[0]) - columns[kernel].side / 2;
    return [{ kernel, from: left, to: right, foot: upper - 3, top: frame.top + 2 }];
  });
  return { columns, spans, arcs, spread, isCrowded };
}

/** A connection's ends: a cubic from unit to unit, flat at both, whose control points stand at `bend` of the way. */
export type EdgeEnds = readonly [x0: number, y0: number, x1: number, y1: number];

export const bend = 0.46;

/** Where the connection of a flat index of a kernel begins and ends. */
export function edgeEnds({ columns }: Pick<NetworkGeometry, "columns">, kernel: number, index: number): EdgeEnds {
  const [left, right] = [columns[kernel], columns[kernel + 1]];
  const outputs = right.ys.length;
  return [
    left.x + left.side / 2 + 1,
    left.ys[Math.floor(index / outputs)],
    right.x - right.side / 2 - 1,
    right.ys[index % outputs],
  ];
}

/** Where weights, by kernel and flat index, and units of hidden layers are drawn, from left to right; null of one that is not. */
export const placesOf = ({ columns }: Pick<NetworkGeometry, "columns">) => ({
  weight: (kernel: number, index: number): EdgeEnds | null => {
    const ends = columns.length > kernel + 1 ? edgeEnds({ columns }, kernel, index) : null;
    return ends?.[1] === undefined ? null : ends;
  },
  unit: (layer: number, unit: number): EdgeEnds | null => {
    const { x, ys, side } = columns[layer + 1] ?? { ys: [] };
    return ys[unit] === undefined ? null : [x - side / 2, ys[unit], x + side / 2, ys[unit]];
  },
});

/** Point of a connection at t in [0, 1]. */
export function pointOnEdge([x0, y0, x1, y1]: EdgeEnds, t: number): readonly [number, number] {
  const c = (x1 - x0) * bend;
  const u = 1 - t;
  const x = u ** 3 * x0 + 3 * u * u * t * (x0 + c) + 3 * u * t * t * (x1 - c) + t ** 3 * x1;
  const y = u ** 3 * y0 + 3 * u * u * t * y0 + 3 * u * t * t * y1 + t ** 3 * y1;
  return [x, y];
}

/** The kernel at a place; null beside the network. */
export function kernelAt({ spans }: Pick<NetworkGeometry, "spans">, x: number): number | null {
  const found = spans.findIndex(({ left, right }) => x >= left && x < right);
  return found < 0 ? null : found;
}
