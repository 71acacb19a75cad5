import type { Pooling } from "./stage.ts";

/** Visits every output feature with the input features of its square, row by row. */
export function eachSquare({ side, from, to }: Pooling, visit: (output: number, inputs: Uint32Array) => void): void {
  const [, width, channels] = from;
  const [down, right] = to;
  const inputs = new Uint32Array(side * side);
  for (let y = 0; y < down; y++)
    for (let x = 0; x < right; x++)
      for (let c = 0; c < channels; c++) {
        for (let i = 0; i < inputs.length; i++)
          inputs[i] = ((y * side + Math.floor(i / side)) * width + x * side + (i % side)) * channels + c;
        visit((y * right + x) * channels + c, inputs);
      }
}
