import { activate } from "./activate.ts";
import type { Block } from "./examples.ts";
import { type KeptWeights, keptWeights, multiply } from "./keptWeights.ts";
import type { Mask } from "./mask.ts";
import { type Layer, type Shape, sizeOf } from "./network.ts";
import type { Parametric, Pooling, Stage } from "./stages.ts";
import { channelOf, pixelOf } from "./wiring.ts";

/** Applies one stage to the first `count` examples of a block. */
type Apply = (from: Block, to: Block, count: number) => void;

/** The forward pass of a masked network in float64, stage by stage, over blocks of at most `stride` examples. */
export interface Pass {
  readonly stages: readonly Stage[];
  /** Takes weights under a mask; `from` skips stages that are computed elsewhere. */
  prepare(layers: readonly Layer[], mask: Mask, biasMask?: Mask, from?: number): readonly Apply[];
}

/** `stages` may differ from those of a network in their activations. */
export function createPass(stages: readonly Stage[], stride: number): Pass {
  const largest = Math.max(...stages.map((stage) => (stage.kind === "conv" ? sizeOf(padded(stage)) : 0)));
  const frame = new Float64Array(largest * stride);
  const places = stages.map((stage) => (stage.kind === "conv" ? patch(stage) : undefined));
  const names = stages.map((stage) => (stage.kind === "pool" ? undefined : stage.name));

  function apply(stage: Stage, kept: KeptWeights | undefined): Apply {
    if (stage.kind === "pool") return (from, to, count) => pool(stage, from, to, count, stride);
    if (!kept) throw new Error(`The network has no layer "${stage.name}".`);
    const { activation, residual } = stage;
    const size = sizeOf(stage.to);
    return (from, to, count) => {
      if (stage.kind === "dense") multiply(kept, from, to, count, stride);
      else convolve(stage, kept, from, frame, to, count, stride);
      if (activation) for (let f = 0; f < size; f++) activate(activation, to, f * stride, count);
      if (residual)
        for (let f = 0; f < size; f++) for (let n = f * stride; n < f * stride + count; n++) to[n] += from[n];
    };
  }

  return {
    stages,
    prepare: (layers, mask, biasMask, from = 0) =>
      stages.slice(from).map((stage, s) => {
        const layer = layers.find(({ name }) => name === names[from + s]);
        return apply(stage, layer && keptWeights(layer, mask, biasMask, places[from + s]));
      }),
  };
}

/** What a convolution reads, its frame of zeros included. */
export function padded({ from: [height, width, channels], padding }: Parametric): Shape {
  return [height + 2 * padding, width + 2 * padding, channels];
}

/** Features of the padded input that the rows of a kernel look at from the first output pixel. */
export function patch(stage: Parametric): Uint32Array {
  const [side, , channels] = stage.kernel;
  const [, width] = padded(stage);
  return Uint32Array.from({ length: side * side * channels }, (_, row) => {
    const pixel = pixelOf(row, channels);
    return (Math.floor(pixel / side) * width + (pixel % side)) * channels + channelOf(row, channels);
  });
}

function convolve(
  stage: Parametric,
  kept: KeptWeights,
  from: Block,
  frame: Block,
  to: Block,
  count: number,
  stride: number,
): void {
  const channels = stage.from[2];
  const [, across] = padded(stage);
  putInFrame(stage, from, frame, stride);
  const [down, right, units] = stage.to;
  for (let y = 0; y < down; y++)
    for (let x = 0; x < right; x++)
      multiply(kept, frame, to, count, stride, (y * across + x) * channels, (y * right + x) * units);
}

/** Lays a convolution's input into its frame of zeros. */
export function putInFrame(stage: Parametric, from: Block, frame: Block, stride: number): void {
  const [height, width, channels] = stage.from;
  const { padding } = stage;
  const [, across] = padded(stage);
  frame.fill(0, 0, sizeOf(padded(stage)) * stride);
  const row = width * channels * stride;
  for (let y = 0; y < height; y++)
    frame.set(from.subarray(y * row, (y + 1) * row), ((y + padding) * across + padding) * channels * stride);
}

function pool(stage: Pooling, from: Block, to: Block, count: number, stride: number): void {
  const { side } = stage;
  const [, width, channels] = stage.from;
  const [down, right] = stage.to;
  for (let y = 0; y < down; y++)
    for (let x = 0; x < right; x++)
      for (let c = 0; c < channels; c++)
        for (let n = 0; n < count; n++) {
          let most = Number.NEGATIVE_INFINITY;
          for (let dy = 0; dy < side; dy++)
            for (let dx = 0; dx < side; dx++) {
              const feature = ((y * side + dy) * width + x * side + dx) * channels + c;
              most = Math.max(most, from[feature * stride + n]);
            }
          to[((y * right + x) * channels + c) * stride + n] = most;
        }
}
