import type { Mask } from "../../src/network/mask.ts";
import type { Layer } from "../../src/network/network.ts";
import type { PruneRequest } from "../../src/pruning/types.ts";

/** Reads another file of the folder by its name. */
export type Folder = (name: string) => unknown;

export interface Case {
  readonly title: string;
  /** What does not agree; none for a case that passes. */
  readonly differences: readonly string[];
}

export interface StoredLayer {
  readonly name: string;
  readonly kind: string;
  readonly shape: readonly number[];
  readonly w_special_f32: string;
  readonly w_plain_f32: string;
  readonly b_f32: string;
  readonly prev_mask: string;
}

export interface StoredNetwork {
  readonly input: readonly number[];
  /** Operations in order: ["conv", layer, padding], ["pool", size], ["flatten"], ["dense", layer]. */
  readonly graph: readonly (readonly (string | number)[])[];
  readonly layers: readonly StoredLayer[];
}

export function floats(base64: string): Float32Array {
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return new Float32Array(bytes.buffer);
}

/** Bits, least significant first. */
export function bits(base64: string, length: number): Uint8Array {
  const bytes = Buffer.from(base64, "base64");
  return Uint8Array.from({ length }, (_, i) => (bytes[i >> 3] >> (i & 7)) & 1);
}

export type Which = "w_special_f32" | "w_plain_f32";

export const layersOf = (network: StoredNetwork, which: Which): Layer[] =>
  network.layers.map((layer) => ({
    name: layer.name,
    shape: layer.shape,
    weights: floats(layer[which]),
    bias: floats(layer.b_f32),
  }));

export const previousOf = (network: StoredNetwork): Mask =>
  new Map(network.layers.map((layer) => [layer.name, bits(layer.prev_mask, floats(layer.w_plain_f32).length)]));

export const request = (change: Partial<PruneRequest>): PruneRequest => ({
  criterion: "magnitude",
  granularity: "weight",
  groupSize: 4,
  scope: "global",
  norm: "l1",
  seed: 1,
  protectedLayers: [],
  keepOneUnit: true,
  ...change,
});

/** Names what differs, if anything. */
export function differs(what: string, found: unknown, expected: unknown): string[] {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  return a === b ? [] : [`${what} is ${clip(a)}, not ${clip(b)}`];
}

const clip = (text: string) => (text?.length > 60 ? `${text.slice(0, 60)}…` : text);

/** Compares masks entry by entry. */
export function differsMask(what: string, found: ArrayLike<number>, expected: ArrayLike<number>): string[] {
  if (found.length !== expected.length) return [`${what} has ${found.length} entries, not ${expected.length}`];
  let wrong = 0;
  for (let i = 0; i < found.length; i++) if (found[i] !== expected[i]) wrong++;
  return wrong === 0 ? [] : [`${what}: ${wrong} of ${found.length} entries differ`];
}

/** Compares numbers, each to a relative tolerance of its own size (and of `floor`, for those near 0). */
export function differsNumbers(
  what: string,
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  floor = 0,
): string[] {
  if (found.length !== expected.length) return [`${what} has ${found.length} entries, not ${expected.length}`];
  for (let i = 0; i < found.length; i++)
    if (!(Math.abs(found[i] - expected[i]) <= tolerance * Math.max(Math.abs(expected[i]), floor)))
      return [`${what}[${i}] is ${found[i]}, not ${expected[i]}`];
  return [];
}
