import type { Layer } from "../../network/network.ts";
import { writeLayers } from "../../network/notation.ts";
import type { Setup } from "../../setup/setup.ts";
import { WorkerFault } from "../protocol/said.ts";
import { fromHalves, toHalves } from "./float16.ts";

type Named = Pick<Setup, "data" | "hidden">;

/** Names a file of weights: the data, and the hidden layers as links write them. */
export const nameOf = ({ data, hidden }: Named) => `${data}-${writeLayers(hidden)}`;

/** Where the files are, by name: served, or in this very script where they are small. `npm run pretrain` makes them. */
const addresses = Object.fromEntries(
  Object.entries(import.meta.glob<string>("./*.f16", { query: "?url", import: "default", eager: true })).map(
    ([path, address]) => [path.slice(2, -4), address],
  ),
);

/** The bytes at an address. */
export type FetchBytes = (address: string) => Promise<ArrayBuffer>;

export const fetchBytes: FetchBytes = async (address) => {
  const inlined = /^data:[^,]*;base64,(.*)/.exec(address);
  if (inlined) return Uint8Array.from(atob(inlined[1]), (byte) => byte.charCodeAt(0)).buffer;
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  return response.arrayBuffer();
};

/** The trained weights of a network, put into layers of its shapes. Rejects where they cannot be had. */
export async function pretrained(
  of: Named,
  layers: readonly Layer[],
  fetch: FetchBytes = fetchBytes,
): Promise<Layer[]> {
  const address = addresses[nameOf(of)];
  if (!address) throw new WorkerFault({ id: "not-pretrained" });
  const bytes = await fetch(address).catch((error: unknown) => {
    throw new WorkerFault({ id: "weights-unfetched" }, { cause: error });
  });
  return unpacked(bytes, layers);
}

/** Kernels and biases of all layers in turn, as half floats. */
export function packed(layers: readonly Layer[]): ArrayBuffer {
  const values = layers.flatMap(({ weights, bias }) => [...weights, ...bias]);
  return toHalves(Float32Array.from(values)).buffer;
}

/** Layers of the same shapes with packed weights; throws where they are not as many. */
export function unpacked(bytes: ArrayBuffer, layers: readonly Layer[]): Layer[] {
  const size = layers.reduce((sum, { weights, bias }) => sum + weights.length + bias.length, 0);
  if (bytes.byteLength !== 2 * size)
    throw new WorkerFault({ id: "weights-size", bytes: bytes.byteLength, needed: 2 * size });
  const values = fromHalves(new Uint16Array(bytes));
  let at = 0;
  const take = (count: number) => {
    at += count;
    return values.slice(at - count, at);
  };
  return layers.map((layer) => ({ ...layer, weights: take(layer.weights.length), bias: take(layer.bias.length) }));
}
