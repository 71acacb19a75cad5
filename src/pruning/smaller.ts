import { activate } from "../network/activate.ts";
import { folded, foldedSpec } from "../network/batchNorm.ts";
import { keptBiases } from "../network/keptWeights.ts";
import { hasKernel, layerKind } from "../network/layers/registry.ts";
import type { Parametric } from "../network/layers/stage.ts";
import { keptIn, type Mask, zeroed } from "../network/mask.ts";
import type { Activation, Layer, LayerSpec, NetworkSpec } from "../network/network.ts";
import { parametricStages } from "../network/stages.ts";
import { biasMasks, channelOf } from "../network/wiring.ts";
import { compact } from "./compact.ts";

/** A layer that stays, as the mask leaves it. */
interface KeptLayer {
  readonly index: number;
  readonly layer: Layer;
  readonly stage: Parametric;
  readonly bits: Uint8Array;
  /** 0 where a bias went with its unit. */
  readonly bias: Float64Array;
}

/** What a smaller network keeps. */
interface Compaction {
  readonly parts: readonly KeptLayer[];
  /** Per part, 1 marks the units that stay; all outputs do. */
  readonly kept: readonly Uint8Array[];
  /** Per part, what a unit always gives; NaN where that depends on the input, or on the position. */
  readonly constants: readonly Float64Array[];
}

/** Size of the network without what can be left out of it physically. */
export interface SmallerSize {
  readonly weights: number;
  readonly biases: number;
  /** Multiply-adds of one example. */
  readonly multiplyAdds: number;
  /** Hidden units that are left out, those of layers that are left out included, and all there are. */
  readonly units: { readonly out: number; readonly all: number };
  /** Hidden layers that are left out whole, and all there are. */
  readonly layers: { readonly out: number; readonly all: number };
}

/** What a masked network takes as a dense one without everything that can be left out: residual layers without a weight, units that
 *  nothing reads, and constant units, whose constants go into the biases of what reads them. Inputs stay. A constant other than 0
 *  stays where a padded convolution reads it, for it sees zeros around it. Zeros between units that stay are stored and multiplied. */
export function smallerSize(spec: NetworkSpec, layers: readonly Layer[], mask: Mask): SmallerSize {
  const { parts, kept } = compactionOf(spec, layers, mask);
  const counts = kept.map(keptIn);
  const weights = parts.map(({ layer }, p) => {
    const rows = layer.weights.length / layer.bias.length;
    return (p === 0 ? rows : (rows / kept[p - 1].length) * counts[p - 1]) * counts[p];
  });
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const units = sum(layers.slice(0, -1).map(({ bias }) => bias.length));
  const stay = counts.slice(0, -1);
  return {
    weights: sum(weights),
    biases: sum(counts),
    multiplyAdds: sum(weights.map((count, p) => count * parts[p].stage.to[0] * parts[p].stage.to[1])),
    units: { out: units - sum(stay), all: units },
    layers: { out: layers.length - 1 - stay.filter((count) => count > 0).length, all: layers.length - 1 },
  };
}

/** That network itself, with batch norm folded into kernels and biases: it gives what the masked one gives, but for the rounding of what
 *  is folded to float32. */
export function smallerNetwork(
  given: NetworkSpec,
  layers: readonly Layer[],
  mask: Mask,
): { spec: NetworkSpec; layers: Layer[] } {
  const spec = foldedSpec(given);
  const { parts, kept, constants } = compactionOf(spec, layers, mask);
  const constant = parts.map(({ layer, bits, bias }, p) => {
    const units = bias.length;
    const sums = bias.slice();
    const [before, stays] = [constants[p - 1], kept[p - 1]];
    for (let i = 0; before && i < bits.length; i++) {
      const channel = channelOf(Math.floor(i / units), before.length);
      if (bits[i] && !stays[channel] && before[channel] !== 0) sums[i % units] += layer.weights[i] * before[channel];
    }
    return { ...layer, bias: Float32Array.from(sums) };
  });
  const counts = kept.map(keptIn);
  const hidden = spec.hidden.filter(hasKernel);
  const partOf = new Map(parts.map(({ index }, p) => [hidden[index], p]));
  const resized = spec.hidden.flatMap((one): LayerSpec[] => {
    if (!hasKernel(one)) return [one];
    const p = partOf.get(one);
    if (p === undefined) return [];
    return [layerKind(one).withWidth(one, counts[p])];
  });
  const smaller = { ...spec, hidden: resized };
  const stages = parametricStages(smaller);
  const compacted = compact(zeroed(constant, mask), kept.slice(0, -1));
  return {
    spec: smaller,
    layers: compacted.map((layer, p) => ({ ...layer, name: stages[p].name, residual: stages[p].residual })),
  };
}

function compactionOf(spec: NetworkSpec, given: readonly Layer[], mask: Mask): Compaction {
  const stages = parametricStages(spec);
  const layers = folded(given);
  const biasMask = biasMasks(layers, mask);
  const parts = layers.flatMap((layer, index): KeptLayer[] => {
    const bits = mask.get(layer.name)!;
    // Its biases went with its last weight: what it reads is handed on as it is.
    if (stages[index].residual && !bits.includes(1)) return [];
    return [{ index, layer, stage: stages[index], bits, bias: keptBiases(layer, biasMask.get(layer.name)) }];
  });
  const constants = constantsOf(parts, spec.activation);
  const kept = parts.map(({ bias }) => new Uint8Array(bias.length));
  kept[parts.length - 1].fill(1);
  // Residual layers share their units with what they add to: such a chain keeps or loses a unit as one.
  for (let reader = parts.length - 1; reader > 0; ) {
    const end = reader - 1;
    let first = end;
    while (first > 0 && parts[first].stage.residual) first--;
    const chain = kept[end];
    // A chain that begins with the inputs is as wide as they are.
    if (parts[first].stage.residual) chain.fill(1);
    mark(parts[reader], constants[end], kept[reader], chain);
    for (let grows = true; grows; ) {
      grows = false;
      for (let p = first + 1; p <= end; p++) if (mark(parts[p], constants[p - 1], chain, chain)) grows = true;
    }
    for (let p = first; p < end; p++) kept[p].set(chain);
    reader = first;
  }
  return { parts, kept, constants };
}

/** Marks what a layer's units need to have been handed; true where that is more than was marked. */
function mark({ bits, bias, stage }: KeptLayer, before: Float64Array, units: Uint8Array, needed: Uint8Array): boolean {
  const isFolded = (constant: number) => constant === 0 || (stage.padding === 0 && !Number.isNaN(constant));
  let grows = false;
  for (let i = 0, row = 0; i < bits.length; i += bias.length, row++) {
    const channel = channelOf(row, before.length);
    if (needed[channel] || isFolded(before[channel])) continue;
    for (let j = 0; j < bias.length && !needed[channel]; j++) needed[channel] = bits[i + j] & units[j];
    if (needed[channel]) grows = true;
  }
  return grows;
}

function constantsOf(parts: readonly KeptLayer[], activation: Activation): Float64Array[] {
  const constants: Float64Array[] = [];
  for (const { layer, stage, bits, bias } of parts) {
    const before = constants.at(-1);
    const units = bias.length;
    const values = bias.slice();
    for (let i = 0, row = 0; i < bits.length; i += units, row++) {
      const read = before ? before[channelOf(row, before.length)] : Number.NaN;
      // Beyond its edges a padded convolution reads 0, whatever the channel.
      const constant = read !== 0 && stage.padding > 0 ? Number.NaN : read;
      if (constant !== 0) for (let j = 0; j < units; j++) if (bits[i + j]) values[j] += layer.weights[i + j] * constant;
    }
    activate(activation, values, 0, units);
    if (stage.residual) for (let j = 0; j < units; j++) values[j] += before ? before[j] : Number.NaN;
    constants.push(values);
  }
  return constants;
}
