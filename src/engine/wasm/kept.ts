import type { Parametric } from "../../network/layers/stage.ts";
import { keptIn } from "../../network/mask.ts";
import { channelOf, pixelOf } from "../../network/wiring.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import { blockTiles, featureBytes, type Plane, padded } from "./plane.ts";
import { activationCodes, inTurn, rowPlaces, rowsOf, type Stored, type StoredKernel, storedRow } from "./stored.ts";

/** Below this share of kept weights, measured against what is stored else, reading lists of places costs less than multiplying with
 *  zeros. The dense kernels of a convolution read less for each product. */
const worthwhileShare = { dense: 0.8, conv: 0.6 };
/** A layer smaller than this is over before lists could help; a convolution's weights work for many pixels. */
const fewestWeights = { dense: 512, conv: 32 };

/** Whether a layer under a mask is faster stored by its kept weights. Lists are read four tiles at a time. */
export function isWorthKeeping(stage: Parametric, channels: number, mask: Uint8Array, tiles: number): boolean {
  if (tiles < blockTiles - 1 || mask.length < fewestWeights[stage.kind]) return false;
  return keptIn(mask) < worthwhileShare[stage.kind] * rowsOf(stage, channels)[1] * padded(stage.to[2]);
}

/** Places a unit's weights take: filled up to fours. */
function slotsOf({ to }: Parametric, mask: Uint8Array): Uint32Array {
  const units = to[2];
  const kept = new Uint32Array(units);
  for (let i = 0; i < mask.length; i += units) for (let j = 0; j < units; j++) kept[j] += mask[i + j];
  return kept.map((count) => padded(count));
}

/** Bytes of a layer stored by its kept weights. */
export function keptBytes(stage: Parametric, mask: Uint8Array): number {
  return 4 * (slotsOf(stage, mask).reduce((sum, slots) => sum + slots, 0) + padded(stage.to[2]));
}

/** Where each group begins, given how many belong to it; then the end. */
function startsOf(counts: ArrayLike<number>): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  for (let g = 0; g < counts.length; g++) starts[g + 1] = starts[g] + counts[g];
  return starts;
}

/** The kept weights of a layer at `at`, unit by unit, then the biases: steps cost what is left of the layer. */
export function createKept(
  kernels: Kernels,
  arena: Arena,
  stage: Parametric,
  from: Plane,
  mask: Uint8Array,
  at: number,
): Stored {
  const units = stage.to[2];
  const isConv = stage.kind === "conv";
  const looks = rowPlaces(stage, from);
  const given = looks.length;
  const first = startsOf(slotsOf(stage, mask));
  const total = first[units];
  const biases = at + 4 * total;
  const places = new Int32Array((given + 1) * units).fill(-1);
  const inputs = new Uint32Array(total);
  const next = first.slice();
  for (let i = 0; i < given * units; i++) {
    if (mask[i] === 0) continue;
    places[i] = next[i % units]++;
    inputs[places[i]] = looks[Math.floor(i / units)];
  }
  for (let j = 0; j < units; j++) places[given * units + j] = total + j;
  const write = (values: Uint32Array): number => {
    const to = arena.take(values.byteLength);
    arena.words(to, values.length).set(values);
    return to;
  };
  const starts = write(first);
  const inputsAt = write(inputs);
  const whole = (tiles: number) => Math.ceil(tiles / blockTiles) * blockTiles;
  /** Strides as a kernel wants them: a dense layer sees one pixel that holds the whole picture. */
  const seen = (plane: Plane): number[] =>
    isConv ? [plane.frame, plane.pixel, plane.row, plane.tile] : [plane.at, 0, 0, plane.tile];
  return {
    places,
    regularised: { rows: total / 4, units: 4 },
    sums(to, rectify) {
      const read = [...seen(from), starts, inputsAt, at, biases, 0, units];
      const written = [to.at, to.pixel, to.row, to.tile, to.height, to.width];
      const activation = rectify ? activationCodes.relu : activationCodes.none;
      return (tiles) => kernels.convolveKept(...read, ...written, whole(tiles), 1, activation);
    },
    back(delta, gradient) {
      const { starts, places: looksAt, slots } = listBack(stage, from.channels, delta, places);
      const [startsAt, looks, order] = [write(starts), write(looksAt), write(slots)];
      const weights = arena.take(slots.byteLength);
      const steps: StoredKernel[] = [() => kernels.reorder(at, order, slots.length, weights)];
      const lists = (g: number) => [startsAt + 4 * g, looks, weights, 0, 0];
      const { height, width, pixel, row, tile } = gradient;
      if (isConv) {
        const places = [...seen(delta), ...lists(0), from.channels, gradient.at, pixel, row, tile, height, width];
        steps.push((tiles) => kernels.convolveKept(...places, whole(tiles), 1, 0));
      }
      // Row by row of pixels: there may be a frame around the picture that the layer reads flat.
      const across = width * from.channels;
      for (let y = 0; y < height && !isConv; y++) {
        const places = [...seen(delta), ...lists(y * across), across, gradient.at + y * row, 0, 0, tile, 1, 1];
        steps.push((tiles) => kernels.convolveKept(...places, whole(tiles), 1, 0));
      }
      return inTurn(steps);
    },
    update(delta) {
      const lists = [starts, inputsAt, at, biases, units];
      if (!isConv) return (tiles) => kernels.updateKept(from.at, from.tile, delta.at, delta.tile, ...lists, tiles);
      const sums = arena.take(16 * (total + padded(units)));
      const read = [...seen(from), delta.at, delta.pixel, delta.row, delta.tile, ...lists, delta.height, delta.width];
      return (tiles) => kernels.updateKeptConvolution(...read, tiles, sums);
    },
  };
}

/** Kept weights by what they read: channels of a convolution, features of a dense layer. For each, where its unit's gradient lies
 *  (bytes from the patch's first), and where the weight is stored (bytes). */
function listBack(stage: Parametric, channels: number, delta: Plane, stored: Int32Array) {
  const units = stage.to[2];
  const isConv = stage.kind === "conv";
  const side = isConv ? stage.kernel[0] : 1;
  const given = stored.length / units - 1;
  const groups = isConv ? channels : channels * stage.from[0] * stage.from[1];
  const groupOf = (row: number) => (isConv ? channelOf(row, stage.from[2]) : storedRow(stage, channels, row));
  /** The kernel turned by half a turn. */
  const placeOf = (row: number) => {
    const pixel = pixelOf(row, stage.from[2]);
    const [down, right] = [side - 1 - Math.floor(pixel / side), side - 1 - (pixel % side)];
    return isConv ? down * delta.row + right * delta.pixel : 0;
  };
  const counts = new Uint32Array(groups);
  for (let i = 0; i < given * units; i++) if (stored[i] >= 0) counts[groupOf(Math.floor(i / units))]++;
  const starts = startsOf(counts);
  const next = starts.slice();
  const places = new Uint32Array(starts[groups]);
  const slots = new Uint32Array(starts[groups]);
  for (let i = 0; i < given * units; i++) {
    if (stored[i] < 0) continue;
    const row = Math.floor(i / units);
    const entry = next[groupOf(row)]++;
    places[entry] = placeOf(row) + (i % units) * featureBytes;
    slots[entry] = 4 * stored[i];
  }
  return { starts, places, slots };
}
