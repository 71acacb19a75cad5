import { createRandom, type Random } from "../../random/random.ts";
import type { Dataset } from "../dataset.ts";

export interface PointsRequest {
  readonly count: number;
  /** 0 to 0.5, as TensorFlow Playground's noise slider. */
  readonly noise: number;
  readonly seed: number;
}

/** Where the i-th of n examples of a class lies; i / n runs over [0, 1). */
export type PlacePoint = (label: 0 | 1, i: number, n: number, random: Random) => readonly [number, number];

/** A two-class set of points in [-6, 6]^2, classes alternating; coordinates are not rescaled. */
export function makePoints(id: string, place: PlacePoint, { count, seed }: PointsRequest): Dataset {
  const random = createRandom(seed);
  const inputs = new Float32Array(2 * count);
  const labels = new Uint8Array(count);
  const half = Math.ceil(count / 2);
  for (let n = 0; n < count; n++) {
    const of = (n % 2) as 0 | 1;
    inputs.set(place(of, n >> 1, half, random), 2 * n);
    labels[n] = of;
  }
  return { id, label: id, kind: "points", inputShape: [2], classes: ["ring", "dot"], inputs, labels, count };
}

/** Uniform in [low, high). */
export const between = (random: Random, low: number, high: number) => low + (high - low) * random.next();
