import type { Parametric } from "../../network/layers/stage.ts";
import type { Layer } from "../../network/network.ts";
import type { Kernels } from "./kernels.ts";
import type { Arena } from "./memory.ts";
import { blockTiles, type Plane, type Reel } from "./plane.ts";
import { activationCodes, rowPlaces } from "./stored.ts";

/** A layer's weights in the memory of the kernels, as masks come and go. */
export interface MaskedWeights {
  /** A byte a unit: 1 where it may give something else than before the last `update`. */
  readonly isStale: number;
  setWeights(layer: Layer): void;
  /** Takes a mask and the biases under it; `staleInputs` has a byte a channel. */
  update(mask: Uint8Array, bias: ArrayLike<number>, staleInputs: number): void;
}

/** Kept weights alone, listed unit by unit. */
export interface KeptLists extends MaskedWeights {
  /** Sums of a block of examples through the activation, pooled over squares of `side` pixels; of stale units alone when asked. */
  sums(from: Reel, to: Reel, side: number, staleAlone: boolean): (block: number) => void;
}

export function createKeptLists(kernels: Kernels, arena: Arena, stage: Parametric, from: Plane): KeptLists {
  const [units, channels] = [stage.to[2], stage.from[2]];
  const looks = rowPlaces(stage, from);
  const rows = looks.length;
  const take = (words: number) => arena.take(4 * words);
  const [starts, next, biases] = [take(units + 1), take(units), take(units)];
  const [places, weights, kernel] = [take(rows * units), take(rows * units), take(rows * units)];
  const [wanted, last, isStale] = [arena.take(rows * units), arena.take(rows * units), arena.take(units)];
  const looksAt = take(rows);
  arena.words(looksAt, rows).set(looks);
  let isNew = true;
  return {
    isStale,
    setWeights(layer) {
      arena.floats(kernel, rows * units).set(layer.weights);
      isNew = true;
    },
    update(mask, bias, staleInputs) {
      const before = arena.floats(biases, units);
      const isOther = (j: number) => isNew || stage.residual || bias[j] !== before[j];
      arena.bytes(isStale, units).set(Uint8Array.from(before, (_, j) => +isOther(j)));
      before.set(bias);
      arena.bytes(wanted, mask.length).set(mask);
      const lists = [starts, places, weights, next, isStale];
      kernels.listKept(wanted, last, kernel, looksAt, rows, units, staleInputs, channels, ...lists);
      isNew = false;
    },
    sums({ plane: read, step: readStep }, { plane: to, step: toStep }, side, staleAlone) {
      const isConv = stage.kind === "conv";
      const start = isConv ? read.frame : read.at;
      const strides = isConv ? [read.pixel, read.row, read.tile] : [0, 0, read.tile];
      const lists = [starts, places, weights, biases, staleAlone ? isStale : 0, units];
      const size = isConv ? [to.height, to.width] : [1, 1];
      const activation = activationCodes[stage.activation ?? "none"];
      const rest = [to.pixel, to.row, to.tile, ...size, blockTiles, side, activation];
      return (block) =>
        kernels.convolveKept(start + block * readStep, ...strides, ...lists, to.at + block * toStep, ...rest);
    },
  };
}
