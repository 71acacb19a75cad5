import type { Arena } from "./memory.ts";
import type { Steps } from "./steps.ts";

/** Vectors behind one another, each as long as the parameters: these, two of moments, and the mask. */
const vectors = { parameters: 0, moments: 1, mask: 3 } as const;

/** Parameters, moments and mask of a network in the order of its layout, which are stored in the order that the kernels want. */
export class StoredParameters {
  readonly #arena: Arena;
  readonly #steps: Steps;
  /** Where each parameter of the layout is stored, in floats from the first; -1 for those that are not. */
  readonly #places: Int32Array;

  constructor(arena: Arena, steps: Steps) {
    this.#arena = arena;
    this.#steps = steps;
    this.#places = placesOf(steps);
  }

  /** Those that are not stored are 0. */
  read(): Float32Array {
    return this.#read(vectors.parameters);
  }

  /** The first so many moment vectors. */
  readMoments(count: number): Float32Array[] {
    return Array.from({ length: count }, (_, m) => this.#read(vectors.moments + m));
  }

  write(parameters: Float32Array, moments: readonly Float32Array[]): void {
    this.#write(vectors.parameters, parameters);
    moments.forEach((moment, m) => {
      this.#write(vectors.moments + m, moment);
    });
  }

  /** 1 where a parameter stays, 0 where it is held at 0. */
  writeMask(bits: Float32Array): void {
    this.#write(vectors.mask, bits);
  }

  clearMoments(): void {
    const { parameters, parameterBytes } = this.#steps;
    this.#arena.bytes(parameters + vectors.moments * parameterBytes, 2 * parameterBytes).fill(0);
  }

  #stored(which: number): Float32Array {
    const { parameters, parameterBytes } = this.#steps;
    return this.#arena.floats(parameters + which * parameterBytes, parameterBytes / 4);
  }

  #read(which: number): Float32Array {
    const stored = this.#stored(which);
    const flat = new Float32Array(this.#places.length);
    const places = this.#places;
    for (let i = 0; i < flat.length; i++) if (places[i] >= 0) flat[i] = stored[places[i]];
    return flat;
  }

  #write(which: number, flat: Float32Array): void {
    const stored = this.#stored(which);
    const places = this.#places;
    // What fills panels up is 0, but for training that ran to infinity.
    stored.fill(0);
    for (let i = 0; i < flat.length; i++) if (places[i] >= 0) stored[places[i]] = flat[i];
  }
}

function placesOf({ layers, parameters }: Steps): Int32Array {
  const parts = layers.flatMap(({ stored: { places }, at, normalised }) => {
    const first = (at - parameters) / 4;
    if (!normalised) return [{ places, first }];
    // In place of biases it has its own four for each unit.
    const kernel = places.subarray(0, places.length - normalised.places.length / 4);
    return [
      { places: kernel, first },
      { places: normalised.places, first: (normalised.at - parameters) / 4 },
    ];
  });
  const all = new Int32Array(parts.reduce((sum, { places }) => sum + places.length, 0));
  let end = 0;
  // By index: at the start this runs before it is compiled.
  for (const { places, first } of parts)
    for (let i = 0; i < places.length; i++) all[end++] = places[i] < 0 ? -1 : first + places[i];
  return all;
}
