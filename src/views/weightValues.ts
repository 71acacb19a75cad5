import type { Layer } from "../network/network.ts";
import { channelOf, inputCount, pixelOf, unitCount } from "../network/wiring.ts";
import type { Chosen } from "../pruning/chosen.ts";
import type { Cut } from "../store/cut.ts";
import { inputAt, weightText } from "../text/stage.ts";

/** One weight as people read it: its kernel, the input and the unit it lies between (from 1), its value, and whether the cut keeps it. */
export interface WeightValue {
  readonly kernel: string;
  readonly from: string;
  readonly to: string;
  readonly weight: string;
  readonly isKept: boolean;
}

/** The chosen weights one by one, `most` of them at most; `kernels` names the kernels of the network. */
export function valuesOf(
  chosen: Chosen,
  { snapshot: { layers }, mask }: Cut,
  kernels: readonly string[],
  most = 1,
): WeightValue[] {
  return layers
    .flatMap((layer, l) => (chosen.get(layer.name) ?? []).slice(0, most).map((index) => ({ layer, l, index })))
    .slice(0, most)
    .map(({ layer, l, index }) => ({
      kernel: kernels[l] ?? layer.name,
      ...endsOf(layer, index),
      weight: weightText(layer.weights[index]),
      isKept: mask.get(layer.name)![index] === 1,
    }));
}

/** Input and unit of a weight; of a convolution the input channel with the tap, row and column. */
function endsOf(layer: Layer, index: number): { from: string; to: string } {
  const [inputs, units] = [inputCount(layer), unitCount(layer)];
  const { shape } = layer;
  const row = Math.floor(index / units);
  const tap = pixelOf(row, inputs);
  const at = shape.length === 4 ? ([Math.floor(tap / shape[1]) + 1, (tap % shape[1]) + 1] as const) : null;
  return { from: inputAt(channelOf(row, inputs) + 1, at), to: String((index % units) + 1) };
}
