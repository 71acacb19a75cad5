import type { Layer } from "../network/network.ts";
import { channelOf } from "../network/wiring.ts";

/** The network without its removed units, and smaller for it: same output for ReLU as the masked one. `keptUnits` holds 1 for
 *  every unit that stays, per hidden layer. */
export function compact(layers: readonly Layer[], keptUnits: readonly Uint8Array[]): Layer[] {
  return layers.map(({ name, shape, weights, bias }, l) => {
    const [fanIn, out] = shape.slice(-2);
    const before = keptUnits[l - 1];
    const own = keptUnits[l];
    const rowStays = (row: number) => before === undefined || before[channelOf(row, before.length)] === 1;
    const unitStays = (unit: number) => own === undefined || own[unit] === 1;
    const rows = Array.from({ length: fanIn }, (_, row) => row).filter(rowStays).length;
    const smaller = bias.filter((_, unit) => unitStays(unit));
    return {
      name,
      shape: [...shape.slice(0, -2), rows, smaller.length],
      weights: weights.filter((_, i) => unitStays(i % out) && rowStays(Math.floor(i / out) % fanIn)),
      bias: smaller,
    };
  });
}
