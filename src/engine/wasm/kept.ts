import type { Parametric } from "../../network/stages.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import { blockTiles, featureBytes, padded } from "./plane.ts";
import { inTurn, rowsOf, type Step, type Stored, storedRow } from "./stored.ts";

/** Below this share of kept weights, reading lists of places costs less than multiplying with zeros. */
const worthwhileDensity = 0.8;
/** A layer smaller than this is over before lists could help. */
const fewestWeights = 512;

/** Whether a layer under a mask is faster stored by its kept weights. Lists are read four tiles at a time. */
export function isWorthKeeping({ kind }: Parametric, mask: Uint8Array, tiles: number): boolean {
  if (kind !== "dense" || tiles < blockTiles - 1 || mask.length < fewestWeights) return false;
  return mask.reduce((sum, bit) => sum + bit, 0) < worthwhileDensity * mask.length;
}

/** Places a unit's weights take: filled up to fours. */
function slotsOf({ to }: Parametric, mask: Uint8Array): Uint32Array {
  const units = to[2];
  const kept = new Uint32Array(units);
  for (let i = 0; i < mask.length; i += units) for (let j = 0; j < units; j++) kept[j] += mask[i + j];
  return kept.map((count) => padded(count));
}

/** Bytes of a dense layer stored by its kept weights. */
export function keptBytes(stage: Parametric, mask: Uint8Array): number {
  return 4 * (slotsOf(stage, mask).reduce((sum, slots) => sum + slots, 0) + padded(stage.to[2]));
}

/** The kept weights of a dense layer at `at`, unit by unit, then the biases: steps cost what is left of the layer. */
export function createKept(
  kernels: Kernels,
  arena: Arena,
  stage: Parametric,
  channels: number,
  mask: Uint8Array,
  at: number,
): Stored {
  const units = stage.to[2];
  const [given, rows] = rowsOf(stage, channels);
  const slots = slotsOf(stage, mask);
  const first = new Uint32Array(units + 1);
  for (let j = 0; j < units; j++) first[j + 1] = first[j] + slots[j];
  const total = first[units];
  const biases = at + 4 * total;
  const places = new Int32Array((given + 1) * units).fill(-1);
  const inputs = new Uint32Array(total);
  const rowFirst = new Uint32Array(rows + 1);
  const byRow = new Uint32Array(2 * total);
  const next = first.slice();
  let entries = 0;
  let stored = 0;
  for (let row = 0; row < given; row++) {
    const own = storedRow(stage, channels, row);
    // Rows between two stored ones belong to channels that do not exist.
    while (stored < own) rowFirst[++stored] = entries;
    for (let j = 0; j < units; j++) {
      if (mask[row * units + j] === 0) continue;
      const slot = next[j]++;
      places[row * units + j] = slot;
      inputs[slot] = own * featureBytes;
      byRow[2 * entries] = j * featureBytes;
      byRow[2 * entries + 1] = 4 * slot;
      entries++;
    }
    rowFirst[++stored] = entries;
  }
  while (stored < rows) rowFirst[++stored] = entries;
  for (let j = 0; j < units; j++) places[given * units + j] = total + j;
  const write = (values: Uint32Array): number => {
    const to = arena.take(values.byteLength);
    arena.words(to, values.length).set(values);
    return to;
  };
  const starts = write(first);
  const inputsAt = write(inputs);
  const rowStarts = write(rowFirst);
  const byRowAt = write(byRow);
  const whole = (tiles: number) => Math.ceil(tiles / blockTiles) * blockTiles;
  return {
    places,
    penalised: { rows: total / 4, units: 4 },
    sums(from, to, rectify) {
      const read = [from.at, 0, 0, from.tile, starts, inputsAt, at, biases, units];
      const written = [to.at, 0, 0, to.tile, 1, 1];
      return (tiles) => kernels.convolveKept(...read, ...written, whole(tiles), rectify);
    },
    back(delta, gradient) {
      const steps: Step[] = [];
      const across = gradient.width * channels;
      for (let y = 0; y < gradient.height; y++) {
        const read = [delta.at, delta.tile, rowStarts + 4 * y * across, byRowAt, at, across];
        const to = [gradient.at + y * gradient.row, gradient.tile];
        steps.push((tiles) => kernels.convolveBackKept(...read, ...to, whole(tiles)));
      }
      return inTurn(steps);
    },
    update(from, delta) {
      const read = [from.at, from.tile, delta.at, delta.tile, starts, inputsAt, at, biases, units];
      return (tiles) => kernels.updateKept(...read, tiles);
    },
  };
}
