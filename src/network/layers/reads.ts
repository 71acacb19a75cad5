import type { Block } from "../examples.ts";
import { type Shape, sizeOf } from "../network.ts";
import { channelOf, pixelOf } from "../wiring.ts";
import type { Parametric } from "./stage.ts";

/** Where a kernel reads: at position p of the output, row r reads feature `rows[r] + positions[p]` of the input in its frame of zeros. */
export interface Reads {
  readonly from: Shape;
  /** Zeros on each side of the input, and its shape with them. */
  readonly border: number;
  readonly frame: Shape;
  readonly rows: Uint32Array;
  readonly positions: Uint32Array;
}

/** A dense layer reads every feature, once. */
export const denseReads = ({ from }: Parametric): Reads => ({
  from,
  border: 0,
  frame: from,
  rows: Uint32Array.from({ length: sizeOf(from) }, (_, row) => row),
  positions: Uint32Array.of(0),
});

/** A convolution's kernel moves over the framed image, pixel by pixel. */
export function convolutionReads({ from, to, kernel, padding }: Parametric): Reads {
  const [side, , channels] = kernel;
  const [height, width] = from;
  const frame: Shape = [height + 2 * padding, width + 2 * padding, channels];
  const across = frame[1];
  const [down, right] = to;
  return {
    from,
    border: padding,
    frame,
    rows: Uint32Array.from({ length: side * side * channels }, (_, row) => {
      const tap = pixelOf(row, channels);
      return (Math.floor(tap / side) * across + (tap % side)) * channels + channelOf(row, channels);
    }),
    positions: Uint32Array.from(
      { length: down * right },
      (_, at) => (Math.floor(at / right) * across + (at % right)) * channels,
    ),
  };
}

/** Numbers of one row of the input, and where a row begins in the frame, in features. */
function rowsInFrame({ from: [height, width, channels], border, frame: [, across] }: Reads) {
  const starts = Array.from({ length: height }, (_, y) => ((y + border) * across + border) * channels);
  return { length: width * channels, starts };
}

/** The input in its frame of zeros: laid into `frame`, or itself where there is no border. Blocks have `stride` examples a feature. */
export function inFrame(reads: Reads, input: Block, frame: Block, stride: number): Block {
  if (reads.border === 0) return input;
  const { length, starts } = rowsInFrame(reads);
  frame.fill(0, 0, sizeOf(reads.frame) * stride);
  starts.forEach((start, y) => {
    frame.set(input.subarray(y * length * stride, (y + 1) * length * stride), start * stride);
  });
  return frame;
}

/** Adds what lies within the frame to `input`. */
export function addFromFrame(reads: Reads, frame: Block, input: Block, stride: number): void {
  const { length, starts } = rowsInFrame(reads);
  starts.forEach((start, y) => {
    for (let i = 0; i < length * stride; i++) input[y * length * stride + i] += frame[start * stride + i];
  });
}
