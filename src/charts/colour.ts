/** Red, green and blue of a #rgb or #rrggbb colour, 0..255 (minifiers shorten one into the other). */
export function channels(colour: string): readonly [number, number, number] {
  const hex = colour.length === 4 ? colour.slice(1).replace(/./g, "$&$&") : colour.slice(1, 7);
  const part = (i: number) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
  return [part(0), part(1), part(2)];
}

/** A colour as a pixel of a Uint32Array over ImageData (little endian). */
export function packed([red, green, blue]: readonly [number, number, number]): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** Pixels of colours between two, in so many steps. */
export function shades(from: string, to: string, steps: number): Uint32Array {
  const between = mixer(from, to);
  return Uint32Array.from({ length: steps + 1 }, (_, step) => packed(between(step / steps)));
}

/** The colour `share` of the way between two. */
export const mix = (from: string, to: string, share: number) => mixer(from, to)(share);

function mixer(from: string, to: string): (share: number) => [number, number, number] {
  const [a, b] = [channels(from), channels(to)];
  const part = (i: 0 | 1 | 2, share: number) => Math.round(a[i] + (b[i] - a[i]) * share);
  return (share) => [part(0, share), part(1, share), part(2, share)];
}
