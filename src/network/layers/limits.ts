import { NetworkFault, type NumberOf } from "../said.ts";

/** Throws a NetworkFault unless there is a whole number of something, at least 1; `layer` is the hidden layer that it is of. */
export function checkWhole(what: NumberOf, value: number, layer: number | null = null): void {
  if (!Number.isInteger(value) || value < 1) throw new NetworkFault({ id: "not-whole", what, layer, value });
}

/** Throws a NetworkFault unless a layer that takes squares reads an image. */
export function checkImage([height, width]: readonly number[], layer: number): void {
  if (height === 1 && width === 1) throw new NetworkFault({ id: "no-image", layer });
}

/** Throws a NetworkFault unless an image has room for squares of `side` pixels. */
export function checkSquares(side: number, [height, width]: readonly number[], layer: number): void {
  if (side > Math.min(height, width)) throw new NetworkFault({ id: "side-beyond", layer, side, height, width });
}
