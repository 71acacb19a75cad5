import type { Mask } from "../network/mask.ts";
import type { LayerShape } from "../network/network.ts";
import { type Paths, pathsOf } from "./connectivity.ts";

/** How a network has come to answer the same whatever it is shown. */
export type Collapse =
  /** These layers lost every weight, and no shortcut leads around them. */
  | { readonly kind: "emptied"; readonly layers: readonly string[] }
  /** No layer is empty, but no kept path from an input leads to this one, nor on to an output. */
  | { readonly kind: "cutOff"; readonly layer: string }
  /** Paths are left, yet every example is taken for the same class (its index). */
  | { readonly kind: "constant"; readonly answer: number };

/** What collapsed at a cut, the plainest cause first; null when nothing did. `predictions` are those on the validation set; without
 *  any, paths alone tell. */
export function collapseOf(
  layers: readonly LayerShape[],
  mask: Mask,
  predictions: Uint8Array | null,
  { reached }: Paths = pathsOf(layers, mask),
): Collapse | null {
  const emptied = layers.filter(({ name, residual }) => !residual && !mask.get(name)!.includes(1));
  if (emptied.length > 0) return { kind: "emptied", layers: emptied.map(({ name }) => name) };
  const cutOff = reached.findIndex((units) => !units.includes(1));
  if (cutOff >= 0) return { kind: "cutOff", layer: layers[cutOff].name };
  if (predictions && predictions.length > 1 && predictions.every((one) => one === predictions[0]))
    return { kind: "constant", answer: predictions[0] };
  return null;
}
