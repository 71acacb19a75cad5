import type { Mask } from "./mask.ts";
import { type Layer, sizeOf } from "./network.ts";
import type { Parametric, Pooling, Stage } from "./stages.ts";

/** How much every input reaches one unit through kept weights: the sum over all paths of the product of their |w|, as synaptic flow
 *  has it (Tanaka et al. 2020); of a filter, at the middle of its map. 0 where no path leads. In the order of the inputs. */
export function receptiveField(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  layer: number,
  unit: number,
): Float64Array {
  const at = stages.indexOf(stages.filter(({ kind }) => kind !== "pool")[layer]);
  const [height, width, units] = stages[at].to;
  let reach: Float64Array = new Float64Array(sizeOf(stages[at].to));
  reach[(Math.floor(height / 2) * width + Math.floor(width / 2)) * units + unit] = 1;
  for (const stage of stages.slice(0, at + 1).reverse()) {
    if (stage.kind === "pool") reach = beforePool(stage, reach);
    else {
      const { weights } = layers.find(({ name }) => name === stage.name)!;
      const bits = mask.get(stage.name)!;
      const size = (w: number) => (bits[w] === 0 ? 0 : Math.abs(weights[w]));
      const read = stage.kind === "dense" ? beforeDense(stage, size, reach) : beforeConv(stage, size, reach);
      reach = stage.residual ? read.map((value, i) => value + reach[i]) : read;
    }
  }
  return reach;
}

function beforeDense(
  { kernel: [inputs, units] }: Parametric,
  size: (w: number) => number,
  reach: Float64Array,
): Float64Array {
  const before = new Float64Array(inputs);
  for (let u = 0; u < units; u++) {
    if (reach[u] === 0) continue;
    for (let i = 0; i < inputs; i++) before[i] += size(i * units + u) * reach[u];
  }
  return before;
}

function beforeConv(
  { kernel, from, to, padding }: Parametric,
  size: (w: number) => number,
  reach: Float64Array,
): Float64Array {
  const [side, , channels, units] = kernel;
  const [height, width] = from;
  const before = new Float64Array(sizeOf(from));
  for (let f = 0; f < reach.length; f++) {
    if (reach[f] === 0) continue;
    const unit = f % units;
    const top = Math.floor(f / units / to[1]) - padding;
    const left = (Math.floor(f / units) % to[1]) - padding;
    for (let y = Math.max(0, -top); y < Math.min(side, height - top); y++)
      for (let x = Math.max(0, -left); x < Math.min(side, width - left); x++)
        for (let c = 0; c < channels; c++)
          before[((top + y) * width + left + x) * channels + c] +=
            size(((y * side + x) * channels + c) * units + unit) * reach[f];
  }
  return before;
}

/** Any pixel of a square may be the one that counts. */
function beforePool({ side, from, to }: Pooling, reach: Float64Array): Float64Array {
  const [, width, channels] = from;
  const before = new Float64Array(sizeOf(from));
  for (let f = 0; f < reach.length; f++) {
    const [y, x] = [Math.floor(f / channels / to[1]), Math.floor(f / channels) % to[1]];
    for (let i = 0; i < side * side; i++) {
      const pixel = (y * side + Math.floor(i / side)) * width + x * side + (i % side);
      before[pixel * channels + (f % channels)] += reach[f];
    }
  }
  return before;
}
