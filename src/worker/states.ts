import { arraysOf } from "../network/parameters.ts";
import type { RunNode } from "../recipe/node.ts";
import { cutSettingsOf, type NetworkState } from "../recipe/state.ts";
import type { Bench } from "../recipe/step.ts";
import { kindOfStep } from "../recipe/steps/registry.ts";

/** Weights, moments and masks kept at most, in bytes; beyond that they are worked out again when somebody asks. */
const mostBytes = 256 * 2 ** 20;

/** The weights of states: a cache, for a state's steps lead to the same bits again. The oldest go first where room is short. */
export class States {
  readonly #states = new Map<number, NetworkState>();
  readonly #most: number;

  constructor(most = mostBytes) {
    this.#most = most;
  }

  has(id: number): boolean {
    return this.#states.has(id);
  }

  /** Keeps the weights of a state; `stays` says which must not go for room. */
  keep(id: number, state: NetworkState, stays: (id: number) => boolean): void {
    this.#states.delete(id);
    this.#states.set(id, state);
    for (const old of this.#states.keys()) {
      if (this.bytes <= this.#most) break;
      if (old !== id && !stays(old)) this.#states.delete(old);
    }
  }

  /** The weights of a state, if they are at hand. */
  get(id: number): NetworkState | undefined {
    return this.#states.get(id);
  }

  forget(id: number): void {
    this.#states.delete(id);
  }

  /** The states of a path that must be worked out for the last: all behind the nearest one whose weights are kept. */
  missing(path: readonly RunNode[]): readonly RunNode[] {
    return path.slice(path.findLastIndex(({ id }) => this.#states.has(id)) + 1);
  }

  /** The weights at the end of a path, from the nearest ones that are kept, or from `initial`. */
  async at(path: readonly RunNode[], initial: () => NetworkState, bench: Bench): Promise<NetworkState> {
    const missing = this.missing(path);
    const known = path[path.length - missing.length - 1];
    let state = known ? this.#states.get(known.id)! : initial();
    for (const { step, cut, setup } of missing) {
      if (step) state = await kindOfStep(step).perform(state, step, bench);
      // Where the handle rests is told by the state: other settings may have moved it since.
      state = { ...state, cut, settings: cutSettingsOf(setup) };
    }
    return state;
  }

  /** Of all arrays that are kept, each counted once. */
  get bytes(): number {
    const seen = new Set<ArrayBufferLike>();
    let bytes = 0;
    const count = (array: { readonly buffer: ArrayBufferLike; readonly byteLength: number } | null) => {
      if (!array || seen.has(array.buffer)) return;
      seen.add(array.buffer);
      bytes += array.byteLength;
    };
    for (const { checkpoint, edits, lost } of this.#states.values()) {
      for (const layer of checkpoint.layers) arraysOf(layer).forEach(count);
      checkpoint.moments.forEach(count);
      checkpoint.mask.forEach(count);
      edits.forEach(count);
      lost.forEach(count);
    }
    return bytes;
  }
}
