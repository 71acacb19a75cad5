import { keptIn, type Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { unitCount } from "../network/wiring.ts";

/** What a masked layer costs. Bytes are for the kernel's values alone, in the storage formats of PRUNING.md; its biases are stored in
 *  full beside them, whatever the format. */
export interface LayerCost {
  readonly name: string;
  readonly total: number;
  readonly kept: number;
  /** Multiply-adds of one example: kernel entries x output positions; no bias. */
  readonly multiplyAdds: { readonly dense: number; readonly masked: number };
  readonly bytes: { readonly dense: number; readonly bitmask: number; readonly csr: number };
  /** Bits of a CSR column index: the smallest of 8, 16, 32 that holds every column. */
  readonly indexBits: number;
}

/** Bytes of a value: a weight, or a bias. */
export const valueBytes = 4;

/** Row pointers of CSR, in bytes. */
const pointerBytes = 4;

/** Bytes of a CSR matrix with b-bit values: a (b + i) / 8 + (rows + 1) pointers. */
export function csrBytes(kept: number, rows: number, valueBits: number, indexBits: number): number {
  return (kept * (valueBits + indexBits)) / 8 + (rows + 1) * pointerBytes;
}

/** Bytes of a bit mask (rounded up) and the kept values. */
export function bitmaskBytes(total: number, kept: number, valueBits: number): number {
  return Math.ceil(total / 8) + (kept * valueBits) / 8;
}

/** Bytes of N of every M values, each with its offset among the M: 2:4 takes N/2 (b + 2) / 8. */
export function groupBytes(kept: number, groupSize: number, valueBits: number): number {
  return (kept * (valueBits + Math.ceil(Math.log2(groupSize)))) / 8;
}

/** Bytes of kept values with their two 32-bit coordinates. */
export function cooBytes(kept: number, valueBits: number): number {
  return (kept * (valueBits + 64)) / 8;
}

/** Cost per layer at b = 32 bits a value. `positions` is the number of output positions a kernel is applied at (1 for dense). */
export function costOf(layers: readonly Layer[], mask: Mask, positions: readonly number[] = []): LayerCost[] {
  return layers.map((layer, index) => {
    const { name } = layer;
    const bits = mask.get(name)!;
    const kept = keptIn(bits);
    const total = bits.length;
    const columns = unitCount(layer);
    const rows = total / columns;
    const indexBits = columns <= 2 ** 8 ? 8 : columns <= 2 ** 16 ? 16 : 32;
    const at = positions[index] ?? 1;
    return {
      name,
      total,
      kept,
      multiplyAdds: { dense: total * at, masked: kept * at },
      bytes: {
        dense: total * valueBytes,
        bitmask: bitmaskBytes(total, kept, 32),
        csr: csrBytes(kept, rows, 32, indexBits),
      },
      indexBits,
    };
  });
}
