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
