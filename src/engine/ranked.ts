import type { Layer } from "../network/network.ts";
import { rank } from "../pruning/rank.ts";
import type { Mask, Ranking } from "../pruning/types.ts";
import { protectedLayers, type Setup } from "../setup/setup.ts";

/** Weights of one step, before the slider's cut. They are ranked when somebody asks: most are only measured. */
export class Ranked {
  static #made = 0;
  /** Counts weights and rankings alike: another version means other figures. */
  readonly version = ++Ranked.#made;
  readonly layers: readonly Layer[];
  readonly step: number;
  /** Weights that earlier rounds pruned for good are 0 here, and exactly 0 themselves. */
  readonly locked: Mask;
  readonly #setup: Setup;
  #ranking: Ranking | undefined;

  /** The setup says what is to be pruned first. */
  constructor(layers: readonly Layer[], step: number, locked: Mask, setup: Setup) {
    this.layers = layers;
    this.step = step;
    this.locked = locked;
    this.#setup = setup;
  }

  get ranking(): Ranking {
    this.#ranking ??= this.#rank();
    return this.#ranking;
  }

  #rank(): Ranking {
    const { criterion, granularity, groupSize, scope, norm, lastUnit, seed, protect } = this.#setup;
    const names = this.layers.map(({ name }) => name);
    const request = { criterion, granularity, groupSize, scope, norm, seed, keepOneUnit: lastUnit === "stays" };
    return rank(this.layers, { ...request, protectedLayers: protectedLayers(protect, names) }, this.locked);
  }
}

/** Whether two set-ups rank the same weights alike. */
export function rankAlike(one: Setup, other: Setup): boolean {
  const request = (s: Setup) =>
    [s.criterion, s.granularity, s.groupSize, s.norm, s.lastUnit, s.scope, s.protect].join();
  return request(one) === request(other);
}
