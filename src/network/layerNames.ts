import { hasKernel } from "./layers/registry.ts";
import type { NetworkSpec } from "./network.ts";

/** What people call the parts of a network: its layers with weights, and their kernels, in order. */
export interface LayerNames {
  /** "hidden 1", "hidden 2", "output". */
  readonly layers: readonly string[];
  /** "inputs to hidden 1", "hidden 1 to hidden 2", "hidden 2 to output": what a kernel reads and feeds. */
  readonly kernels: readonly string[];
}

/** Hidden layers are numbered as they follow each other, pooling counted, as the editor and links have them. */
export function layerNames({ hidden }: Pick<NetworkSpec, "hidden">): LayerNames {
  const all = [...hidden.map((_, index) => `hidden ${index + 1}`), "output"];
  const isNamed = (index: number) => index === hidden.length || hasKernel(hidden[index]);
  return {
    layers: all.filter((_, index) => isNamed(index)),
    kernels: all
      .map((name, index) => `${index === 0 ? "inputs" : all[index - 1]} to ${name}`)
      .filter((_, index) => isNamed(index)),
  };
}
