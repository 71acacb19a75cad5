import type { LayerShape } from "../network/network.ts";

/** Layers of two networks that stand at the same place and have the same shape, by their indexes in either; and all others. */
export interface LayerPairs {
  readonly pairs: readonly (readonly [one: number, other: number])[];
  readonly onlyOne: readonly number[];
  readonly onlyOther: readonly number[];
}

/** Pairs by name, which tells kind and place ("conv2", "output"), and shape. */
export function layerPairs(
  one: readonly Pick<LayerShape, "name" | "shape">[],
  other: readonly Pick<LayerShape, "name" | "shape">[],
): LayerPairs {
  const partner = (layer: Pick<LayerShape, "name" | "shape">, among: typeof one) =>
    among.findIndex(({ name, shape }) => name === layer.name && shape.join() === layer.shape.join());
  const alone = (layers: typeof one, among: typeof one) =>
    [...layers.keys()].filter((l) => partner(layers[l], among) < 0);
  return {
    pairs: one.flatMap((layer, l) => {
      const found = partner(layer, other);
      return found < 0 ? [] : [[l, found] as const];
    }),
    onlyOne: alone(one, other),
    onlyOther: alone(other, one),
  };
}
