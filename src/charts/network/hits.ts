import type { Layer } from "../../network/network.ts";
import { type Chosen, together, weightsOfUnits } from "../../pruning/chosen.ts";
import type { BrushedBox } from "../useBrush.ts";
import { edgeEnds, kernelAt, type NetworkGeometry, pointOnEdge } from "./geometry.ts";

/** A weight at a place of the diagram, as layer and flat index. */
export interface Hit {
  readonly layer: number;
  readonly index: number;
  readonly x: number;
  readonly y: number;
}

/** The hidden unit at a place, with all its connections, or the connection there. */
export function chosenAt(geometry: NetworkGeometry, layers: readonly Layer[], px: number, py: number): Chosen | null {
  const { columns } = geometry;
  for (let c = 1; c < columns.length - 1; c++) {
    const { x, ys, side } = columns[c];
    const reach = Math.max(side / 2, 5);
    const unit = Math.abs(px - x) <= reach ? ys.findIndex((y) => Math.abs(py - y) <= reach) : -1;
    if (unit >= 0) return weightsOfUnits(layers, c - 1, new Set([unit]));
  }
  const edge = nearestEdge(geometry, layers, px, py);
  return edge && new Map([[layers[edge.layer].name, [edge.index]]]);
}

/** All connections of the hidden units in a box, or, where it holds none, the connections that cross it. */
export function chosenIn(geometry: NetworkGeometry, layers: readonly Layer[], { x0, y0, x1, y1 }: BrushedBox): Chosen {
  const units = geometry.columns.slice(1, -1).flatMap(({ x, ys }, l) => {
    const inside = x >= x0 && x <= x1 ? [...ys.keys()].filter((unit) => ys[unit] >= y0 && ys[unit] <= y1) : [];
    return inside.length > 0 ? [weightsOfUnits(layers, l, new Set(inside))] : [];
  });
  if (units.length > 0) return together(units);
  const crossing = layers.map(({ name, weights }, kernel): [string, number[]] => {
    const crosses = (index: number) => {
      const ends = edgeEnds(geometry, kernel, index);
      return Array.from({ length: 25 }, (_, s) => pointOnEdge(ends, s / 24)).some(
        ([x, y]) => x >= x0 && x <= x1 && y >= y0 && y <= y1,
      );
    };
    return [name, [...weights.keys()].filter(crosses)];
  });
  return new Map(crossing.filter(([, indexes]) => indexes.length > 0));
}

/** The connection nearest to a place, within a few pixels; null where none is. */
export function nearestEdge(geometry: NetworkGeometry, layers: readonly Layer[], px: number, py: number): Hit | null {
  const kernel = kernelAt(geometry, px);
  if (kernel === null || !layers[kernel]) return null;
  let best: (Hit & { distance: number }) | null = null;
  for (let index = 0; index < layers[kernel].weights.length; index++) {
    const ends = edgeEnds(geometry, kernel, index);
    const width = ends[2] - ends[0];
    for (let s = 0; s <= 12; s++) {
      const [x, y] = pointOnEdge(ends, s / 12);
      if (Math.abs(x - px) > width / 16) continue;
      const distance = Math.hypot((x - px) * 0.3, y - py);
      if (distance < (best?.distance ?? 7)) best = { layer: kernel, index, x: px, y: py, distance };
    }
  }
  return best;
}
