import type { Mask } from "../network/mask.ts";
import type { LayerShape } from "../network/network.ts";
import { byChannel } from "./channels.ts";

/** 1 for every hidden unit of a layer of which the mask marks a weight, into it or out of it. */
export function touchedUnits(layers: readonly LayerShape[], index: number, mask: Mask): Uint8Array {
  const [layer, reader] = [layers[index], layers[index + 1]];
  const [units, readers] = [layer, reader].map(({ shape }) => shape[shape.length - 1]);
  const into = anyOfUnit(mask.get(layer.name)!, units);
  const outOf = anyOfUnit(byChannel(mask.get(reader.name)!, readers, units), units);
  return into.map((bit, unit) => bit | outOf[unit]);
}

/** 1 for every unit (last axis) with an entry that is not 0. */
function anyOfUnit(bits: Uint8Array, units: number): Uint8Array {
  const any = new Uint8Array(units);
  for (let i = 0; i < bits.length; i++) any[i % units] |= bits[i];
  return any;
}
