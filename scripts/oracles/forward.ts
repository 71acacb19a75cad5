import type { Layer } from "../../src/network/network.ts";

/** Images (examples, height, width, channels) or rows (examples, features), in C order. */
interface Values {
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

type Graph = readonly (readonly (string | number)[])[];

const relu = ({ shape, values }: Values): Values => ({ shape, values: values.map((value) => Math.max(0, value)) });

/** Stride 1; "same" pads with zeros. */
function conv({ shape, values }: Values, { shape: kernel, weights, bias }: Layer, padding: string): Values {
  const [count, height, width, channels] = shape;
  const [kernelHeight, kernelWidth, , out] = kernel;
  const [top, left] = padding === "same" ? [(kernelHeight - 1) >> 1, (kernelWidth - 1) >> 1] : [0, 0];
  const [high, wide] = padding === "same" ? [height, width] : [height - kernelHeight + 1, width - kernelWidth + 1];
  const result = new Float64Array(count * high * wide * out);
  for (let n = 0; n < count; n++)
    for (let y = 0; y < high; y++)
      for (let x = 0; x < wide; x++) {
        const to = ((n * high + y) * wide + x) * out;
        for (let j = 0; j < out; j++) result[to + j] = bias[j];
        for (let ky = 0; ky < kernelHeight; ky++)
          for (let kx = 0; kx < kernelWidth; kx++) {
            const [sy, sx] = [y + ky - top, x + kx - left];
            if (sy < 0 || sx < 0 || sy >= height || sx >= width) continue;
            const from = ((n * height + sy) * width + sx) * channels;
            for (let c = 0; c < channels; c++) {
              const row = ((ky * kernelWidth + kx) * channels + c) * out;
              for (let j = 0; j < out; j++) result[to + j] += values[from + c] * weights[row + j];
            }
          }
      }
  return { shape: [count, high, wide, out], values: result };
}

function maxPool({ shape, values }: Values, size: number): Values {
  const [count, height, width, channels] = shape;
  const [high, wide] = [Math.floor(height / size), Math.floor(width / size)];
  const result = new Float64Array(count * high * wide * channels).fill(Number.NEGATIVE_INFINITY);
  for (let n = 0; n < count; n++)
    for (let y = 0; y < high * size; y++)
      for (let x = 0; x < wide * size; x++)
        for (let c = 0; c < channels; c++) {
          const to = ((n * high + Math.floor(y / size)) * wide + Math.floor(x / size)) * channels + c;
          result[to] = Math.max(result[to], values[((n * height + y) * width + x) * channels + c]);
        }
  return { shape: [count, high, wide, channels], values: result };
}

function dense({ shape, values }: Values, { shape: kernel, weights, bias }: Layer): Values {
  const [count] = shape;
  const [fanIn, out] = kernel;
  const result = new Float64Array(count * out);
  for (let n = 0; n < count; n++)
    for (let j = 0; j < out; j++) {
      let sum = bias[j];
      for (let i = 0; i < fanIn; i++) sum += values[n * fanIn + i] * weights[i * out + j];
      result[n * out + j] = sum;
    }
  return { shape: [count, out], values: result };
}

/** Runs a stored graph: ["conv", layer, padding], ["pool", size], ["flatten"], ["dense", layer]; ReLU after all layers but the
 *  last. Calls `seen` with the result of every layer. */
function runGraph(
  graph: Graph,
  layers: readonly Layer[],
  input: Values,
  seen?: (layer: number, result: Values) => void,
) {
  let current = input;
  for (const [operation, argument, padding] of graph) {
    const layer = Number(argument);
    if (operation === "conv") current = conv(current, layers[layer], String(padding));
    else if (operation === "pool") current = maxPool(current, layer);
    else if (operation === "flatten")
      current = { shape: [current.shape[0], current.values.length / current.shape[0]], values: current.values };
    else if (operation === "dense") current = dense(current, layers[layer]);
    else throw new Error(`The graph has an unknown operation "${operation}".`);
    if (operation !== "conv" && operation !== "dense") continue;
    seen?.(layer, current);
    if (layer < layers.length - 1) current = relu(current);
  }
  return current;
}

/** Logits (examples x classes) in float64, by the definitions: nothing shared with the engines. */
export const forward = (graph: Graph, layers: readonly Layer[], input: Values): Float64Array =>
  runGraph(graph, layers, input).values;

/** Places a layer's kernel is applied at: height x width of its output, 1 for dense layers. */
export function outputPositions(graph: Graph, layers: readonly Layer[], inputShape: readonly number[]): number[] {
  const shape = [1, ...inputShape.slice(1)];
  const positions: number[] = [];
  const blank = { shape, values: new Float64Array(shape.reduce((product, side) => product * side, 1)) };
  runGraph(graph, layers, blank, (layer, result) => {
    positions[layer] = result.shape.length === 4 ? result.shape[1] * result.shape[2] : 1;
  });
  return positions;
}
