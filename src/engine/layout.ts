import type { Checkpoint } from "../network/checkpoint.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { biasMasks } from "../network/wiring.ts";

/** Where a kernel or a bias lies in the flat vector of all parameters. */
export interface Place {
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** All parameters of a network as one flat vector: kernel and bias of every layer, in order. */
export interface Layout {
  readonly layers: readonly Pick<Layer, "name" | "residual">[];
  /** Kernel, bias, kernel, bias, ... */
  readonly places: readonly Place[];
  readonly size: number;
}

export function layoutOf(layers: readonly Layer[]): Layout {
  const places: Place[] = [];
  let size = 0;
  for (const { shape, bias } of layers)
    for (const dimensions of [shape, [bias.length]]) {
      const start = size;
      size += dimensions.reduce((product, n) => product * n, 1);
      places.push({ shape: dimensions, start, end: size });
    }
  return { layers: layers.map(({ name, residual }) => ({ name, residual })), places, size };
}

/** Lays arrays (kernel, bias, kernel, bias, ...) into one vector. */
function pack({ places, size }: Layout, arrays: readonly ArrayLike<number>[]): Float32Array {
  const flat = new Float32Array(size);
  places.forEach(({ start, end }, i) => {
    const array = arrays[i];
    if (array?.length !== end - start)
      throw new Error(`Parameter array ${i} has ${array?.length} entries where the network has ${end - start}.`);
    flat.set(array, start);
  });
  return flat;
}

/** Copies a vector out into arrays (kernel, bias, kernel, bias, ...). */
export function unpack({ places }: Layout, flat: Float32Array): Float32Array[] {
  return places.map(({ start, end }) => flat.slice(start, end));
}

/** Copies a vector out into layers. */
export function layersOf(layout: Layout, flat: Float32Array): Layer[] {
  const arrays = unpack(layout, flat);
  // Masking leaves zeros of either sign; adding 0 makes them all +0.
  for (const array of arrays) for (let i = 0; i < array.length; i++) array[i] += 0;
  return layout.layers.map((layer, l) => ({
    ...layer,
    shape: layout.places[2 * l].shape,
    weights: arrays[2 * l],
    bias: arrays[2 * l + 1],
  }));
}

/** 1 where a parameter stays, 0 where it is pruned (biases of removed units too); undefined when all stay. */
function packMask(layout: Layout, layers: readonly Layer[], mask: Mask): Float32Array | undefined {
  for (const { name } of layout.layers)
    if (!mask.has(name)) throw new Error(`The checkpoint's mask has no layer "${name}".`);
  const biases = biasMasks(layers, mask);
  const flat = pack(
    layout,
    layout.layers.flatMap(({ name }) => [mask.get(name)!, biases.get(name)!]),
  );
  return flat.includes(0) ? flat : undefined;
}

/** A checkpoint as flat vectors: parameters, of which pruned ones are 0, moments, and `kept`: 1 where a parameter
 *  stays, undefined when all do. */
export function packCheckpoint(layout: Layout, { layers, moments, mask }: Checkpoint) {
  const kept = packMask(layout, layers, mask);
  const parameters = pack(
    layout,
    layers.flatMap(({ weights, bias }) => [weights, bias]),
  );
  if (kept) for (let i = 0; i < parameters.length; i++) if (kept[i] === 0) parameters[i] = 0;
  const arrays = layout.places.length;
  const vectors = Array.from({ length: moments.length / arrays }, (_, m) =>
    pack(layout, moments.slice(m * arrays, (m + 1) * arrays)),
  );
  return { parameters, moments: vectors, kept };
}
