import type { Layer } from "../network/network.ts";

/** "hidden 1 to hidden 2" of a dense network; the layer's own name where there are convolutions. */
export function layerLabel(layers: readonly Layer[], index: number): string {
  if (layers.some(({ shape }) => shape.length === 4)) return layers[index].name.replace(/(?=\d)/, " ");
  const from = index === 0 ? "inputs" : `hidden ${index}`;
  const to = index === layers.length - 1 ? "output" : `hidden ${index + 1}`;
  return `${from} to ${to}`;
}
