import type { Layer } from "../../network/network.ts";
import { type Chosen, together, weightsOfUnits } from "../../pruning/chosen.ts";
import type { BrushedBox } from "../useBrush.ts";
import { type LayerColumn, pointOnEdge } from "./layout.ts";

/** A weight at a place of the diagram, as layer and flat index. */
export interface Hit {
  readonly layer: number;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The hidden unit at a place, with all its connections, or the connection there. */
export function chosenAt(
  columns: readonly LayerColumn[],
  layers: readonly Layer[],
  px: number,
  py: number,
): Chosen | null {
  for (let c = 1; c < columns.length - 1; c++) {
    const { x, ys, side } = columns[c];
    const reach = Math.max(side / 2, 5);
    const unit = Math.abs(px - x) <= reach ? ys.findIndex((y) => Math.abs(py - y) <= reach) : -1;
    if (unit >= 0) return weightsOfUnits(layers, c - 1, new Set([unit]));
  }
  const edge = nearestEdge(columns, layers, px, py);
  return edge && new Map([[layers[edge.layer].name, [edge.index]]]);
}

/** All connections of the hidden units in a box, or, where it holds none, the connections that cross it. */
export function chosenIn(
  columns: readonly LayerColumn[],
  layers: readonly Layer[],
  { x0, y0, x1, y1 }: BrushedBox,
): Chosen {
  const units = columns.slice(1, -1).flatMap(({ x, ys }, l) => {
    const inside = x >= x0 && x <= x1 ? [...ys.keys()].filter((unit) => ys[unit] >= y0 && ys[unit] <= y1) : [];
    return inside.length > 0 ? [weightsOfUnits(layers, l, new Set(inside))] : [];
  });
  if (units.length > 0) return together(units);
  const crossing = layers.map(({ name, shape: [inputs, outputs] }, l): [string, number[]] => {
    const [left, right] = [columns[l], columns[l + 1]];
    const [from, to] = [left.x + left.side / 2, right.x - right.side / 2];
    const crosses = (index: number) =>
      Array.from({ length: 25 }, (_, s) =>
        pointOnEdge(from, left.ys[Math.floor(index / outputs)], to, right.ys[index % outputs], s / 24),
      ).some(([x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1);
    return [name, Array.from({ length: inputs * outputs }, (_, index) => index).filter(crosses)];
  });
  return new Map(crossing.filter(([, indexes]) => indexes.length > 0));
}

/** The connection nearest to a place, within a few pixels; null where none is. */
export function nearestEdge(
  columns: readonly LayerColumn[],
  layers: readonly Layer[],
  px: number,
  py: number,
): Hit | null {
  let best: (Hit & { distance: number }) | null = null;
  for (let l = 0; l < layers.length; l++) {
    const [left, right] = [columns[l], columns[l + 1]];
    if (!left || !right || px < left.x || px > right.x) continue;
    const [x0, x1] = [left.x + left.side / 2, right.x - right.side / 2];
    const [fanIn, out] = layers[l].shape;
    for (let i = 0; i < fanIn; i++)
      for (let j = 0; j < out; j++)
        for (let s = 0; s <= 12; s++) {
          const [x, y] = pointOnEdge(x0, left.ys[i], x1, right.ys[j], s / 12);
          if (Math.abs(x - px) > (x1 - x0) / 20) continue;
          const distance = Math.hypot((x - px) * 0.3, y - py);
          if (distance < (best?.distance ?? 7)) best = { layer: l, index: i * out + j, x: px, y: py, distance };
        }
  }
  return best;
}
