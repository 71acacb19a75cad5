import type { Parametric } from "../../network/stages.ts";
import { padded } from "./plane.ts";

/** Where a layer's kernel lies: panels of four units, [units / 4][rows + 1][4] floats, the last row the biases. */
export interface Panels {
  /** Bytes from the beginning of all parameters. */
  readonly offset: number;
  /** Rows of the kernel as stored: channels are those of the plane it reads. */
  readonly rows: number;
  /** Units as stored, a multiple of 4. */
  readonly units: number;
  readonly bytes: number;
}

/** Kernels one after another. `channels` gives the stored channels of what each stage reads. */
export function panelsOf(stages: readonly Parametric[], channels: readonly number[]): Panels[] {
  let offset = 0;
  return stages.map(({ kernel, from, to }, l) => {
    const pixels = kernel.slice(0, -1).reduce((product, side) => product * side, 1) / from[2];
    const rows = pixels * channels[l];
    const units = padded(to[2]);
    const bytes = (rows + 1) * units * 4;
    const panels = { offset, rows, units, bytes };
    offset += bytes;
    return panels;
  });
}

/** Index in floats, from the beginning of all parameters, of every kernel weight and bias in the order of `layoutOf`. */
export function placesOf(
  stages: readonly Parametric[],
  panels: readonly Panels[],
  channels: readonly number[],
): Uint32Array {
  const places: number[] = [];
  stages.forEach(({ kernel, from, to }, l) => {
    const { offset, rows } = panels[l];
    const units = to[2];
    const given = kernel.reduce((product, side) => product * side, 1) / units;
    const put = (row: number, unit: number) =>
      places.push(offset / 4 + ((unit >> 2) * (rows + 1) + row) * 4 + (unit & 3));
    for (let row = 0; row < given; row++) {
      const stored = Math.floor(row / from[2]) * channels[l] + (row % from[2]);
      for (let unit = 0; unit < units; unit++) put(stored, unit);
    }
    for (let unit = 0; unit < units; unit++) put(rows, unit);
  });
  return Uint32Array.from(places);
}
