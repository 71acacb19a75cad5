import type { LayerShape } from "../../network/network.ts";
import { unitCount } from "../../network/wiring.ts";
import { type Chosen, together, weightsOfUnits } from "../../pruning/chosen.ts";
import type { BrushedBox } from "../useBrush.ts";
import { fitted, squareAround } from "./boxes.ts";
import { type Box, heightOf, type MapColumn, type Plan, tileBox } from "./plan.ts";

/** What stands at a place: a unit, drawn as a tile, map or tick, or one weight of a filter. */
export type PictureHit = { readonly layer: number; readonly unit: number } & (
  | { readonly what: "tile" | "map" | "tick" }
  | { readonly what: "weight"; readonly index: number }
);

/** What the hits of a plan go by. */
export interface StandingUnits {
  readonly layers: readonly LayerShape[];
  /** Units of every column from top to bottom. */
  readonly orders: readonly (readonly number[])[];
  /** Units on the wall. */
  readonly shown: readonly number[];
  /** Of the image that the first layer reads. */
  readonly shape: readonly number[];
}

const holds = ({ left, top, width, height }: Box, x: number, y: number) =>
  x >= left && x < left + width && y >= top && y < top + height;

const touches = ({ left, top, width, height }: Box, { x0, y0, x1, y1 }: BrushedBox) =>
  x0 < left + width && x1 >= left && y0 < top + height && y1 >= top;

/** The cell of a picture of a shape at a place within its box. */
function cellAt({ left, top, width, height }: Box, [rows, columns]: readonly number[], x: number, y: number): number {
  return Math.floor(((y - top) / height) * rows) * columns + Math.floor(((x - left) / width) * columns);
}

const kernelBox = (plan: Plan, column: MapColumn, place: number): Box | null =>
  column.kernels && squareAround(column.kernels.x, heightOf(plan, column, place), column.kernels.side);

/** What stands at a place; null where nothing does. */
export function hitAt(plan: Plan, { layers, orders, shown }: StandingUnits, x: number, y: number): PictureHit | null {
  const { wall, columns } = plan;
  const tile = wall ? shown.findIndex((_, t) => holds(tileBox(wall, t), x, y)) : -1;
  if (tile >= 0) return { what: "tile", layer: 0, unit: shown[tile] };
  for (const [layer, column] of columns.entries()) {
    if (column.kind === "answers") continue;
    for (const [place, unit] of orders[layer].entries()) {
      const at = heightOf(plan, column, place);
      if (column.kind === "units") {
        const high = Math.max(1, (plan.bottom - plan.top) / column.count);
        const box = { left: column.x - column.width / 2, top: at - high / 2, width: column.width, height: high };
        if (holds(box, x, y)) return { what: "tick", layer, unit };
        continue;
      }
      if (holds(squareAround(column.x, at, column.side), x, y)) return { what: "map", layer, unit };
      const kernel = kernelBox(plan, column, place);
      if (!kernel || !holds(kernel, x, y)) continue;
      const index = cellAt(kernel, layers[layer].shape, x, y) * unitCount(layers[layer]) + unit;
      return { what: "weight", layer, unit, index };
    }
  }
  return null;
}

/** Weights whose cells a box touches, in tiles of the wall and in filters; else all of the units whose maps or ticks it does. */
export function chosenIn(plan: Plan, { layers, orders, shown, shape }: StandingUnits, box: BrushedBox): Chosen {
  const { wall, columns } = plan;
  const cells: number[] = [];
  const units = unitCount(layers[0]);
  const within = (frame: Box, [rows, wide]: readonly number[], unit: number) => {
    if (!touches(frame, box)) return;
    for (let cell = 0; cell < rows * wide; cell++) {
      const [width, height] = [frame.width / wide, frame.height / rows];
      const at = {
        left: frame.left + (cell % wide) * width,
        top: frame.top + Math.floor(cell / wide) * height,
        width,
        height,
      };
      if (touches(at, box)) cells.push(cell * units + unit);
    }
  };
  const picture = shape.length === 2 ? shape : [1, shape[0]];
  if (wall)
    for (const [t, unit] of shown.entries())
      within(shape.length === 2 ? fitted(tileBox(wall, t), shape) : tileBox(wall, t), picture, unit);
  const first = columns[0];
  if (first.kind === "maps")
    orders[0].forEach((unit, place) => {
      const kernel = kernelBox(plan, first, place);
      if (kernel) within(kernel, layers[0].shape, unit);
    });
  if (cells.length > 0) return new Map([[layers[0].name, cells.sort((one, other) => one - other)]]);
  return together(
    columns.flatMap((column, layer) => {
      if (column.kind === "answers") return [];
      const side = column.kind === "maps" ? column.side : column.width;
      const high = column.kind === "maps" ? column.side : 1;
      const touched = orders[layer].filter((_, place) => {
        const at = heightOf(plan, column, place);
        return touches({ left: column.x - side / 2, top: at - high / 2, width: side, height: high }, box);
      });
      return touched.length > 0 ? [weightsOfUnits(layers, layer, new Set(touched))] : [];
    }),
  );
}
