import { channelOf, unitCount } from "../../network/wiring.ts";
import type { EdgeEnds } from "../network/geometry.ts";
import { fitted, squareAround } from "./boxes.ts";
import type { StandingUnits } from "./hits.ts";
import { type Box, edgesOf, heightOf, type Plan, tileBox } from "./plan.ts";
import { heightsOf } from "./scene.ts";

/** Where weights and units of a network are drawn, from left to right, in pixels of the plan: weights of the first layer as cells of tiles
 *  and filters, else as strands; units as tiles, maps or ticks. */
export interface DrawnPlaces {
  readonly weight: (layer: number, index: number) => EdgeEnds;
  readonly unit: (layer: number, unit: number) => EdgeEnds;
}

const across = ({ left, top, width, height }: Box): EdgeEnds => {
  const y = top + height / 2;
  return [left, y, left + width, y];
};

export function placesOf(plan: Plan, { layers, orders, shown, shape }: StandingUnits): DrawnPlaces {
  const { input, wall, columns } = plan;
  const heights = columns.map((column, l) => heightsOf(plan, column, orders[l]));
  const tiles = new Map(shown.map((unit, tile) => [unit, tile]));
  const placeIn = new Map(orders[0].map((unit, place) => [unit, place]));
  const units = unitCount(layers[0]);
  const filter = layers[0].shape.length === 4;
  const cells = filter ? layers[0].shape.slice(0, 2) : shape.length === 2 ? shape : [1, shape[0]];
  /** The frame of what a unit of the first layer reads; null where it is not drawn. */
  const frameOf = (unit: number): Box | null => {
    const [first] = columns;
    if (filter) {
      const kernels = first.kind === "maps" ? first.kernels : null;
      return kernels && squareAround(kernels.x, heightOf(plan, first, placeIn.get(unit)!), kernels.side);
    }
    const tile = tiles.get(unit);
    if (!wall || tile === undefined) return null;
    return shape.length === 2 ? fitted(tileBox(wall, tile), shape) : tileBox(wall, tile);
  };
  const unit = (layer: number, one: number): EdgeEnds => {
    const column = columns[layer];
    const tile = layer === 0 ? tiles.get(one) : undefined;
    if (wall && tile !== undefined) return across(tileBox(wall, tile));
    const half = column.kind === "answers" ? 4 : (column.kind === "units" ? column.width : column.side) / 2;
    return [column.x - half, heights[layer][one], column.x + half, heights[layer][one]];
  };
  return {
    unit,
    weight: (layer, index) => {
      const of = index % unitCount(layers[layer]);
      const row = Math.floor(index / unitCount(layers[layer]));
      const to = [edgesOf(columns[layer])[0], heights[layer][of]] as const;
      if (layer > 0) {
        const before = columns[layer - 1];
        return [edgesOf(before)[1], heights[layer - 1][channelOf(row, before.count)], ...to];
      }
      const frame = frameOf(of);
      if (!frame) return wall ? unit(0, of) : [input.left + input.width, input.top + input.height / 2, ...to];
      const [rows, wide] = cells;
      const cell = Math.floor(index / units);
      const [width, height] = [frame.width / wide, frame.height / rows];
      const at = { left: frame.left + (cell % wide) * width, top: frame.top + Math.floor(cell / wide) * height };
      return across({ ...at, width, height });
    },
  };
}
