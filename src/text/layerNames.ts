import { type KernelPlace, kernelPlaces } from "../network/kernelPlaces.ts";
import type { NetworkSpec } from "../network/network.ts";

/** What people call the parts of a network: its layers with weights, and their kernels, in order. */
export interface LayerNames {
  /** "hidden 1", "hidden 2", "output". */
  readonly layers: readonly string[];
  /** "inputs to hidden 1", "hidden 1 to hidden 2", "hidden 2 to output": what a kernel reads and feeds. */
  readonly kernels: readonly string[];
}

const layerName = (place: number | "output"): string =>
  place === "output" ? "output" : place === 0 ? "inputs" : `hidden ${place}`;

export const kernelName = ({ reads, feeds }: KernelPlace): string => `${layerName(reads)} to ${layerName(feeds)}`;

export function layerNames(spec: Pick<NetworkSpec, "hidden">): LayerNames {
  const places = kernelPlaces(spec);
  return { layers: places.map(({ feeds }) => layerName(feeds)), kernels: places.map(kernelName) };
}
