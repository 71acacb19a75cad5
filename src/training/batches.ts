import { createRandom, shuffle } from "../random/random.ts";

/** Mixes a seed with an epoch number so that every epoch has its own, repeatable order. */
function epochSeed(seed: number, epoch: number): number {
  return (Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b)) >>> 0;
}

/** Deals training rows into batches. The order depends on seed and step alone, so a checkpoint needs no generator state. */
export function createBatches(rows: Uint32Array, batchSize: number, seed: number) {
  const perEpoch = Math.ceil(rows.length / batchSize);
  let dealt = -1;
  let order = rows;
  return {
    size: batchSize,
    /** Steps an epoch takes; the last batch may be smaller. */
    perEpoch,
    /** Rows of the batch for the given step (0 is the first). */
    at(step: number): Uint32Array {
      const epoch = Math.floor(step / perEpoch);
      if (epoch !== dealt) {
        order = rows.slice();
        shuffle(order, createRandom(epochSeed(seed, epoch)));
        dealt = epoch;
      }
      const start = (step % perEpoch) * batchSize;
      return order.slice(start, start + batchSize);
    },
  };
}

export type Batches = ReturnType<typeof createBatches>;
