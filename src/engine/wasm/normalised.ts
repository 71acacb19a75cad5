import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import type { Plane } from "./plane.ts";
import type { StoredKernel } from "./stored.ts";

/** Batch norm of a layer: its parameters stand behind the kernel's, one row each, shift, scale, mean and variance. */
export interface Normalised {
  /** Addresses of its parameters and of its scales; how many channels, those that fill up to fours included. */
  readonly at: number;
  readonly scales: number;
  readonly channels: number;
  /** Where each of them lies, in floats from `at`: shift, scale, mean, variance. */
  readonly places: Int32Array;
  /** Normalises `from` into `to`, rectified when asked, over the examples of the batch (`setBatchNorm`). */
  forward(from: Plane, to: Plane, rectify: boolean): StoredKernel;
  /** Takes gradients by what it gave to those by what it read, in place, and steps shift and scale. */
  back(from: Plane, delta: Plane): StoredKernel;
}

/** Bytes of the parameters of a layer with so many channels. */
export const normalisedBytes = (channels: number): number => 16 * channels;

export function createNormalised(
  kernels: Kernels,
  arena: Arena,
  units: number,
  channels: number,
  at: number,
): Normalised {
  const [batch, sums] = [arena.take(12 * channels), arena.take(16 * channels)];
  return {
    at,
    scales: at + 4 * channels,
    channels,
    places: Int32Array.from({ length: 4 * units }, (_, i) => Math.floor(i / units) * channels + (i % units)),
    forward(from, to, rectify) {
      const planes = [from.at, from.row, from.tile, to.at, to.row, to.tile, channels, to.height, to.width];
      return () => kernels.batchNorm(...planes, at, batch, sums, rectify);
    },
    back(from, delta) {
      const planes = [from.at, from.row, from.tile, delta.at, delta.row, delta.tile, channels, from.height, from.width];
      return () => kernels.batchNormBack(...planes, at, batch, sums);
    },
  };
}
