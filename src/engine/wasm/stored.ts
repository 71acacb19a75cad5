import type { Parametric } from "../../network/layers/stage.ts";
import { channelOf, pixelOf } from "../../network/wiring.ts";
import { featureBytes, type Plane } from "./plane.ts";

/** Something done with the first `tiles` tiles of a batch. */
export type StoredKernel = (tiles: number) => void;

export const inTurn =
  (steps: readonly StoredKernel[]): StoredKernel =>
  (tiles) => {
    for (const step of steps) step(tiles);
  };

/** A layer's parameters as the kernels want them, and what can be done with them and the plane that the layer reads. */
export interface Stored {
  /** Where each weight and each bias lies, in floats from the layer's first; -1 for a pruned weight that is not stored. */
  readonly places: Int32Array;
  /** What the penalties count: panels of `units` with this many rows of weights. */
  readonly regularised: { readonly rows: number; readonly units: number };
  /** Sums of all units, rectified when asked. */
  sums(to: Plane, rectify: boolean): StoredKernel;
  /** Gradient of what the layer reads. */
  back(delta: Plane, gradient: Plane): StoredKernel;
  /** Gradient of the parameters, and their update. */
  update(delta: Plane): StoredKernel;
}

/** Row of the stored kernel for a row of the given one: stored channels are those of the plane. */
export function storedRow({ from }: Parametric, channels: number, row: number): number {
  return pixelOf(row, from[2]) * channels + channelOf(row, from[2]);
}

/** Rows of a kernel as given, and as stored. */
export function rowsOf({ kernel, from, to }: Parametric, channels: number): readonly [given: number, stored: number] {
  const given = kernel.reduce((product, side) => product * side, 1) / to[2];
  return [given, (given / from[2]) * channels];
}

/** Where each row of a kernel looks in the plane it reads, in bytes from the patch's first feature; a dense layer's patch is the
 *  whole picture. */
export function rowPlaces(stage: Parametric, plane: Plane): Uint32Array {
  const [given] = rowsOf(stage, plane.channels);
  const channels = stage.from[2];
  const side = stage.kind === "conv" ? stage.kernel[0] : stage.from[1];
  return Uint32Array.from({ length: given }, (_, row) => {
    const pixel = pixelOf(row, channels);
    return (
      Math.floor(pixel / side) * plane.row + (pixel % side) * plane.pixel + channelOf(row, channels) * featureBytes
    );
  });
}

/** What the kernels call an activation. */
export const activationCodes = { none: 0, relu: 1, tanh: 2 } as const;
