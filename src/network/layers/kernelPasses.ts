import { activate } from "../activate.ts";
import type { Block } from "../examples.ts";
import { keptWeights, multiply, multiplyOne } from "../keptWeights.ts";
import { sizeOf } from "../network.ts";
import { KernelDifferentiation } from "./kernelDifferentiation.ts";
import { KernelFlow } from "./kernelFlow.ts";
import type { Apply, LayerPasses, MaskedLayer } from "./pass.ts";
import { addFromFrame, inFrame, type Reads } from "./reads.ts";
import type { Parametric } from "./stage.ts";

/** Passes of layers whose units sum what a kernel reads, given where it reads. */
export function kernelPasses(reads: (stage: Parametric) => Reads): LayerPasses<Parametric> {
  const known = new WeakMap<Parametric, Reads>();
  const readsOf = (stage: Parametric): Reads => {
    const found = known.get(stage) ?? reads(stage);
    known.set(stage, found);
    return found;
  };
  return {
    scratch: (stage) => (stage.padding > 0 ? sizeOf(readsOf(stage).frame) : 0),
    forward: (stage, stride, scratch, layer, bias) =>
      forward(stage, readsOf(stage), stride, scratch, given(stage, layer), bias),
    differentiate: (stage, stride, layer, direction) =>
      new KernelDifferentiation(stage, readsOf(stage), given(stage, layer), stride, direction),
    flow: (stage, layer) => new KernelFlow(stage, readsOf(stage), given(stage, layer)),
    reach: (stage, reach, layer) => reachOf(stage, readsOf(stage), given(stage, layer), reach),
    inputNorms: (stage, input, count) => inputNorms(readsOf(stage), input, count),
  };
}

function given<Known>({ name }: Parametric, layer: Known | undefined): Known {
  if (!layer) throw new Error(`The network has no layer "${name}".`);
  return layer;
}

function forward(
  { to, activation, residual }: Parametric,
  reads: Reads,
  stride: number,
  scratch: Block,
  { layer, kept }: MaskedLayer,
  bias: Uint8Array | undefined,
): Apply {
  const size = sizeOf(to);
  const units = to[2];
  // To sort out what is kept takes longer than to use it once.
  const isOnce = stride === 1 && reads.positions.length === 1 && reads.border === 0;
  const weights = isOnce ? null : keptWeights(layer, kept, bias, reads.rows);
  return (from, into, count) => {
    if (weights) {
      const framed = inFrame(reads, from, scratch, stride);
      reads.positions.forEach((position, p) => {
        multiply(weights, framed, into, count, stride, position, p * units);
      });
    } else multiplyOne(layer, kept, bias, reads.rows, from, into);
    if (activation) for (let f = 0; f < size; f++) activate(activation, into, f * stride, count);
    if (residual)
      for (let f = 0; f < size; f++) for (let n = f * stride; n < f * stride + count; n++) into[n] += from[n];
  };
}

function reachOf(stage: Parametric, reads: Reads, { layer, kept }: MaskedLayer, reach: Float64Array): Float64Array {
  const units = stage.to[2];
  const frame = new Float64Array(sizeOf(reads.frame));
  for (let f = 0; f < reach.length; f++) {
    if (reach[f] === 0) continue;
    const [position, unit] = [reads.positions[Math.floor(f / units)], f % units];
    for (let row = 0, w = unit; row < reads.rows.length; row++, w += units)
      if (kept[w]) frame[reads.rows[row] + position] += Math.abs(layer.weights[w]) * reach[f];
  }
  if (reads.border === 0 && !stage.residual) return frame;
  const before = stage.residual ? reach.slice() : new Float64Array(sizeOf(stage.from));
  addFromFrame(reads, frame, before, 1);
  return before;
}

function inputNorms(reads: Reads, input: Block, count: number): Float64Array {
  const framed = inFrame(reads, input, new Float64Array(sizeOf(reads.frame) * count), count);
  const squares = Float64Array.from({ length: framed.length / count }, (_, feature) => {
    let sum = 0;
    for (let i = feature * count; i < (feature + 1) * count; i++) sum += framed[i] * framed[i];
    return sum;
  });
  return Float64Array.from(reads.rows, (row) => {
    let sum = 0;
    for (const position of reads.positions) sum += squares[row + position];
    return Math.sqrt(sum);
  });
}
