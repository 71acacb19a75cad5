import type { Checkpoint } from "../network/checkpoint.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer, LayerShape } from "../network/network.ts";
import { arraysOf, withArrays } from "../network/parameters.ts";
import { biasMasks } from "../network/wiring.ts";

/** Where a parameter lies in the flat vector of all. */
export interface ParameterPlace {
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** All parameters of a network as one flat vector: those of every layer, as `arraysOf` has them. */
export interface ParameterLayout {
  readonly layers: readonly LayerShape[];
  /** How many parameters each layer has. */
  readonly counts: readonly number[];
  readonly places: readonly ParameterPlace[];
  readonly size: number;
}

export function layoutOf(layers: readonly Layer[]): ParameterLayout {
  const places: ParameterPlace[] = [];
  let size = 0;
  for (const layer of layers)
    arraysOf(layer).forEach(({ length }, i) => {
      places.push({ shape: i === 0 ? layer.shape : [length], start: size, end: size + length });
      size += length;
    });
  const counts = layers.map((layer) => arraysOf(layer).length);
  return { layers: layers.map(({ name, shape, residual }) => ({ name, shape, residual })), counts, places, size };
}

/** Lays arrays, one a place, into one vector. */
function pack({ places, size }: ParameterLayout, arrays: readonly ArrayLike<number>[]): Float32Array {
  const flat = new Float32Array(size);
  places.forEach(({ start, end }, i) => {
    const array = arrays[i];
    if (array?.length !== end - start)
      throw new Error(`Parameter array ${i} has ${array?.length} entries where the network has ${end - start}.`);
    flat.set(array, start);
  });
  return flat;
}

/** Copies a vector out into arrays, one a place. */
export function unpack({ places }: ParameterLayout, flat: Float32Array): Float32Array[] {
  return places.map(({ start, end }) => flat.slice(start, end));
}

/** Copies a vector out into layers. */
export function layersOf(layout: ParameterLayout, flat: Float32Array): Layer[] {
  const arrays = unpack(layout, flat);
  // Masking leaves zeros of either sign; adding 0 makes them all +0.
  for (const array of arrays) for (let i = 0; i < array.length; i++) array[i] += 0;
  let end = 0;
  return layout.layers.map((layer, l) => {
    end += layout.counts[l];
    return withArrays(layer, arrays.slice(end - layout.counts[l], end));
  });
}

/** 1 where a parameter stays, 0 where it is pruned (bias and scale of removed units too); undefined when all stay. */
function packMask(layout: ParameterLayout, layers: readonly Layer[], mask: Mask): Float32Array | undefined {
  for (const { name } of layout.layers)
    if (!mask.has(name)) throw new Error(`The checkpoint's mask has no layer "${name}".`);
  const biases = biasMasks(layers, mask);
  const flat = pack(
    layout,
    layers.flatMap((layer) => {
      const [kernel, bias] = [mask.get(layer.name)!, biases.get(layer.name)!];
      if (!layer.batchNorm) return [kernel, bias];
      const whole = new Uint8Array(bias.length).fill(1);
      return [kernel, bias, bias, whole, whole];
    }),
  );
  return flat.includes(0) ? flat : undefined;
}

/** A checkpoint as flat vectors: parameters, of which pruned ones are 0, moments, and `kept`: 1 where a parameter
 *  stays, undefined when all do. */
export function packCheckpoint(layout: ParameterLayout, { layers, moments, mask }: Checkpoint) {
  const kept = packMask(layout, layers, mask);
  const parameters = pack(layout, layers.flatMap(arraysOf));
  if (kept) for (let i = 0; i < parameters.length; i++) if (kept[i] === 0) parameters[i] = 0;
  const arrays = layout.places.length;
  const vectors = Array.from({ length: moments.length / arrays }, (_, m) =>
    pack(layout, moments.slice(m * arrays, (m + 1) * arrays)),
  );
  return { parameters, moments: vectors, kept };
}

/** The checkpoint that such vectors make; what is no parameter comes along. */
export const unpackCheckpoint = (
  layout: ParameterLayout,
  { parameters, moments }: { readonly parameters: Float32Array; readonly moments: readonly Float32Array[] },
  { betaPowers, step, mask }: Pick<Checkpoint, "betaPowers" | "step" | "mask">,
): Checkpoint => ({
  layers: layersOf(layout, parameters),
  moments: moments.flatMap((moment) => unpack(layout, moment)),
  betaPowers,
  step,
  mask,
});
