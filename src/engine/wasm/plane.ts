import type { Shape } from "../../network/network.ts";
import type { Arena } from "./memory.ts";

/** Examples that are computed side by side. */
export const tileSize = 8;
/** Tiles that an evaluator takes through the network together; their activations stay in the processor's cache. */
export const blockTiles = 4;
export const blockSize = blockTiles * tileSize;
/** Bytes of one feature of a tile. */
export const featureBytes = 4 * tileSize;

/** Values or gradients of a batch between two stages: tiles of 8 examples, each a picture (height, width, channels), perhaps in
 *  a frame of zeros, with the 8 values of a feature side by side. */
export interface Plane {
  /** Address of the frame's first pixel, and of the picture's. */
  readonly frame: number;
  readonly at: number;
  /** Strides in bytes. */
  readonly pixel: number;
  readonly row: number;
  readonly tile: number;
  /** Channels stored: the true ones and zeros up to a multiple of 4. */
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  /** Bytes of a row of pixels without frame. */
  readonly rowBytes: number;
  /** Bytes of all tiles. */
  readonly bytes: number;
}

/** A plane and how far it is from one block to the next: 0 where all blocks take turns in the same place. */
export interface Reel {
  readonly plane: Plane;
  readonly step: number;
}

/** Channels rounded up so that units come in fours. */
export const padded = (channels: number) => Math.ceil(channels / 4) * 4;

/** Room for a batch of a shape with a frame `border` pixels wide. */
export function createPlane(arena: Arena, shape: Shape, channels: number, border: number, tiles: number): Plane {
  const [height, width] = shape;
  const pixel = channels * featureBytes;
  const row = (width + 2 * border) * pixel;
  const framed = (height + 2 * border) * row;
  // Tiles a multiple of 4 KiB apart would fight for the same places of the cache.
  const tile = framed % 4096 === 0 ? framed + 2 * featureBytes : framed;
  const bytes = tile * tiles;
  const frame = arena.take(bytes);
  const at = frame + border * (row + pixel);
  return { frame, at, pixel, row, tile, channels, height, width, rowBytes: width * pixel, bytes };
}
