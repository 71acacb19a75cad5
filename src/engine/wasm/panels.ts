import type { Parametric } from "../../network/layers/stage.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import { type Plane, padded } from "./plane.ts";
import { inTurn, rowsOf, type Stored, type StoredKernel, storedRow } from "./stored.ts";

/** Bytes of a layer in panels. */
export function panelBytes(stage: Parametric, channels: number): number {
  return (rowsOf(stage, channels)[1] + 1) * padded(stage.to[2]) * 4;
}

/** All weights of a layer at `at`, in panels of four units: [units / 4][rows + 1][4] floats, the last row the biases. */
export function createPanels(kernels: Kernels, arena: Arena, stage: Parametric, from: Plane, at: number): Stored {
  const { channels } = from;
  const [given, rows] = rowsOf(stage, channels);
  const units = padded(stage.to[2]);
  const panel = 16 * (rows + 1);
  const isConv = stage.kind === "conv";
  const side = isConv ? stage.kernel[0] : 1;
  const run = rows / side;
  /** Strides as a kernel wants them: a dense layer sees one pixel that holds the whole picture. */
  const seen = (plane: Plane): number[] =>
    isConv ? [plane.frame, plane.pixel, plane.row, plane.tile] : [plane.at, 0, 0, plane.tile];
  return {
    places: placesIn(stage, channels, given, rows),
    regularised: { rows, units },
    sums(to, rectify) {
      const places = [...seen(from), at, side, run, units, to.at, to.row, to.tile, to.height, to.width];
      return (tiles) => kernels.convolve(...places, tiles, rectify);
    },
    back(delta, gradient) {
      if (isConv) {
        const places = [...seen(delta), at, panel, side, channels, units];
        const to = [gradient.at, gradient.row, gradient.tile, gradient.height, gradient.width];
        return (tiles) => kernels.convolveBack(...places, ...to, tiles);
      }
      // Row by row of pixels: there may be a frame around the picture that the layer reads flat.
      const steps: StoredKernel[] = [];
      const across = gradient.width * channels;
      for (let y = 0; y < gradient.height; y++) {
        const places = [...seen(delta), at + 16 * y * across, panel, 1, across, units];
        const to = [gradient.at + y * gradient.row, 0, gradient.tile, 1, 1];
        steps.push((tiles) => kernels.convolveBack(...places, ...to, tiles));
      }
      return inTurn(steps);
    },
    update(delta) {
      if (!isConv) {
        const places = [from.at, from.tile, delta.at, delta.tile, at, rows, units];
        return (tiles) => kernels.updateDense(...places, tiles, 0, 0);
      }
      const sums = arena.take(16 * panelBytes(stage, channels));
      const places = [...seen(from), delta.at, delta.row, delta.tile, at, side, run, units];
      return (tiles) => kernels.updateConvolution(...places, delta.height, delta.width, tiles, sums);
    },
  };
}

function placesIn(stage: Parametric, channels: number, given: number, rows: number): Int32Array {
  const units = stage.to[2];
  const places = new Int32Array((given + 1) * units);
  for (let row = 0; row <= given; row++) {
    const stored = row === given ? rows : storedRow(stage, channels, row);
    for (let unit = 0; unit < units; unit++)
      places[row * units + unit] = ((unit >> 2) * (rows + 1) + stored) * 4 + (unit & 3);
  }
  return places;
}

/** As `createPanels` for a dense layer that reads an image: pixels that are 0 in all examples are skipped. */
export function createImagePanels(
  kernels: Kernels,
  arena: Arena,
  stage: Parametric,
  from: Plane,
  at: number,
  tiles: number,
): Stored {
  const panels = createPanels(kernels, arena, stage, from, at);
  const { rows, units } = panels.regularised;
  const lists = arena.take(4 * (rows + 1) * (tiles + 1));
  const inBatch = arena.take(rows);
  return {
    ...panels,
    sums(to, rectify) {
      const places = [from.at, from.tile, at, rows, units, to.at, to.tile];
      return (count) => {
        kernels.listActive(from.at, from.tile, rows, count, lists, inBatch);
        kernels.convolveActive(...places, count, rectify, lists);
      };
    },
    update(delta) {
      const places = [from.at, from.tile, delta.at, delta.tile, at, rows, units];
      const list = (count: number) => lists + 4 * (rows + 1) * count;
      return (count) => kernels.updateDense(...places, count, list(count), inBatch);
    },
  };
}
