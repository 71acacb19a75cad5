import { hasKernel } from "./layers/registry.ts";
import type { NetworkSpec } from "./network.ts";

/** Which layers a kernel lies between. Hidden ones count from 1 as they follow each other, pooling too, as the editor and links have them. */
export interface KernelPlace {
  /** 0 are the inputs. */
  readonly reads: number;
  readonly feeds: number | "output";
}

/** Of all kernels of a network, in order. */
export const kernelPlaces = ({ hidden }: Pick<NetworkSpec, "hidden">): readonly KernelPlace[] => [
  ...hidden.flatMap((layer, index) => (hasKernel(layer) ? [{ reads: index, feeds: index + 1 }] : [])),
  { reads: hidden.length, feeds: "output" },
];
