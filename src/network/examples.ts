import { type Shape, sizeOf } from "./network.ts";

/** Labelled examples: rows of `inputs`, bytes meaning value / 255. */
export interface Examples {
  readonly inputs: Float32Array | Uint8Array;
  readonly labels: Uint8Array;
}

/** Features x `stride` examples, the examples of a feature side by side. */
export type Block = Float64Array;

/** Writes `count` examples, from `first` on, into a block of `stride`. */
export function loadBlock(
  inputs: Examples["inputs"],
  shape: Shape,
  block: Block,
  first: number,
  count: number,
  stride: number,
): void {
  const features = sizeOf(shape);
  const scale = inputs instanceof Uint8Array ? 255 : 1;
  for (let n = 0; n < count; n++)
    for (let i = 0; i < features; i++) block[i * stride + n] = inputs[(first + n) * features + i] / scale;
}
