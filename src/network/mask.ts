import type { Layer } from "./network.ts";

/** One byte a weight, in the flat order of the layer's kernel: 1 keeps, 0 prunes. Keyed by layer name. */
export type Mask = ReadonlyMap<string, Uint8Array>;

/** A mask that keeps everything. */
export function fullMask(layers: readonly Pick<Layer, "name" | "weights">[]): Mask {
  return new Map(layers.map(({ name, weights }) => [name, new Uint8Array(weights.length).fill(1)]));
}

/** How many entries of a byte mask (0 or 1 each) are kept. */
export function keptIn(bits: Uint8Array): number {
  let kept = 0;
  // A million entries are counted on every move of the slider: four at a time, as bytes that cannot overflow within 255 words.
  const words = bits.byteOffset % 4 === 0 ? new Uint32Array(bits.buffer, bits.byteOffset, bits.length >> 2) : none;
  for (let start = 0; start < words.length; start += 255) {
    let sums = 0;
    for (let i = start; i < Math.min(start + 255, words.length); i++) sums += words[i];
    kept += (sums & 255) + ((sums >>> 8) & 255) + ((sums >>> 16) & 255) + (sums >>> 24);
  }
  for (let i = 4 * words.length; i < bits.length; i++) kept += bits[i];
  return kept;
}

const none = new Uint32Array();

/** Byte arrays one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

export function keptCount(mask: Mask): number {
  let kept = 0;
  for (const bits of mask.values()) kept += keptIn(bits);
  return kept;
}

/** Share of all masked entries that is pruned, 0..1. */
export function sparsityOf(mask: Mask): number {
  let total = 0;
  for (const bits of mask.values()) total += bits.length;
  return total === 0 ? 0 : 1 - keptCount(mask) / total;
}

/** Layers whose pruned weights are exactly 0; a layer in which they are already is the same object. */
export function zeroed(layers: readonly Layer[], mask: Mask): readonly Layer[] {
  return layers.map((layer) => {
    const bits = mask.get(layer.name)!;
    const { weights } = layer;
    for (let i = 0; i < bits.length; i++)
      if (!bits[i] && weights[i] !== 0)
        return { ...layer, weights: weights.map((weight, j) => (bits[j] ? weight : 0)) };
    return layer;
  });
}

/** What units have of their own, 0 for removed ones. */
function withoutRemoved({ bias, batchNorm }: Layer, kept: Uint8Array): Pick<Layer, "bias" | "batchNorm"> {
  const masked = (values: Float32Array) => values.map((value, i) => (kept[i] ? value : 0));
  return { bias: masked(bias), batchNorm: batchNorm && { ...batchNorm, scale: masked(batchNorm.scale) } };
}

/** Layers whose pruned weights are exactly 0 (and, with a bias mask, the biases and scales of removed units); the input stays as it is. */
export function applyMask(layers: readonly Layer[], mask: Mask, biasMask?: Mask): Layer[] {
  return layers.map((layer) => {
    const bits = mask.get(layer.name)!;
    const biasBits = biasMask?.get(layer.name);
    return {
      ...layer,
      weights: layer.weights.map((weight, i) => (bits[i] ? weight : 0)),
      ...(biasBits ? withoutRemoved(layer, biasBits) : {}),
    };
  });
}
