import { channelOf, pixelOf, unitCount } from "../../network/wiring.ts";
import { mix, packed } from "../colour.ts";

/** How many columns and rows tiles of a given aspect fill a box with, as large as they can be. */
export function tileGrid(
  count: number,
  width: number,
  height: number,
): { columns: number; rows: number; side: number } {
  let best = { columns: count, rows: 1, side: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const side = Math.min(width / columns, height / rows);
    if (side > best.side) best = { columns, rows, side };
  }
  return best;
}

/** Colours of strength 0..levels between paper and a sign's colour, as pixels. */
export function ramp(paper: string, colour: string, levels: number): Uint32Array {
  return Uint32Array.from({ length: levels + 1 }, (_, level) => packed(mix(paper, colour, (level / levels) ** 0.7)));
}

/** A layer as tiles: where they stand and which pixel of the whole picture shows which weight. */
export interface Tiling {
  readonly columns: number;
  readonly rows: number;
  /** Tiles; the last row may have room for more. */
  readonly count: number;
  /** Side of a tile on screen, in CSS pixels. */
  readonly side: number;
  /** Pixels of a tile in the picture, the one between tiles included. */
  readonly tile: readonly [height: number, width: number];
  /** Pixel of the picture for every weight. */
  readonly places: Uint32Array;
}

/** Tiles of a layer in a box: one per unit for a dense layer that reads an image; one per filter for a convolution, or, where it
 *  reads several channels, a row of filters for each. Null for a layer that is drawn as a matrix. */
export function tilingOf(
  shape: readonly number[],
  image: readonly number[] | null,
  width: number,
  height: number,
): Tiling | null {
  const isConv = shape.length === 4;
  if ((!isConv && !image) || width === 0) return null;
  const [high, wide] = isConv ? shape : image!;
  const channels = isConv ? shape[2] : 1;
  const units = unitCount({ shape });
  const free = channels === 1 ? tileGrid(units, width, height) : null;
  const columns = free?.columns ?? units;
  const rows = free?.rows ?? channels;
  const side = Math.min(width / columns, height / rows);
  // Pixels of a filter are so big that one between tiles would look like a weight.
  const tile = isConv ? ([high, wide] as const) : ([high + 1, wide + 1] as const);
  const across = columns * tile[1];
  const places = new Uint32Array(high * wide * channels * units);
  for (let i = 0; i < places.length; i++) {
    const row = Math.floor(i / units);
    const pixel = pixelOf(row, channels);
    const at = channelOf(row, channels) * units + (i % units);
    const x = (at % columns) * tile[1] + (pixel % wide);
    const y = Math.floor(at / columns) * tile[0] + Math.floor(pixel / wide);
    places[i] = y * across + x;
  }
  return { columns, rows, count: units * channels, side, tile, places };
}
