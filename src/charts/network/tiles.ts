/** How many columns and rows tiles of a given aspect fill a box with, as large as they can be. */
export function tileGrid(count: number, width: number, height: number): { columns: number; rows: number; side: number } {
  let best = { columns: count, rows: 1, side: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const rows = Math.ceil(count / columns);
    const side = Math.min(width / columns, height / rows);
    if (side > best.side) best = { columns, rows, side };
  }
  return best;
}

/** A colour as 0xAABBGGRR for a Uint32Array over ImageData (little endian). */
export function packed(colour: string): number {
  const part = (i: number) => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
  return ((255 << 24) | (part(2) << 16) | (part(1) << 8) | part(0)) >>> 0;
}

/** Colours of strength 0..levels between paper and a sign's colour. */
export function ramp(paper: string, colour: string, levels: number): Uint32Array {
  const part = (text: string, i: number) => Number.parseInt(text.slice(1 + 2 * i, 3 + 2 * i), 16);
  return Uint32Array.from({ length: levels + 1 }, (_, level) => {
    const share = (level / levels) ** 0.7;
    const mix = (i: number) => Math.round(part(paper, i) + (part(colour, i) - part(paper, i)) * share);
    return ((255 << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0)) >>> 0;
  });
}
