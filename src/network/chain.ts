import { hasKernel } from "./layers/registry.ts";
import type { LayerSpec } from "./network.ts";

/** A layer and those it shares its width with: a shortcut adds what it reads to what it gives. Pooling changes no width. */
export function chainOf(hidden: readonly LayerSpec[], index: number): number[] {
  const isLink = (l: number) => {
    const layer = hidden[l];
    return layer !== undefined && (!hasKernel(layer) || layer.residual === true);
  };
  let first = index;
  while (isLink(first)) first--;
  let end = index + 1;
  while (isLink(end)) end++;
  const indexes = Array.from({ length: end - first }, (_, i) => first + i);
  return indexes.filter((l) => hidden[l] !== undefined && hasKernel(hidden[l]));
}
