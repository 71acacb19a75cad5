import type { Checkpoint } from "../network/checkpoint.ts";
import type { Ran } from "../recipe/step.ts";
import { firstOf, stepsOf, withMore } from "../recipe/steps/train.ts";
import type { Batches } from "./batches.ts";
import type { Engine } from "./engine.ts";
import { EngineFault } from "./said.ts";

/** Some steps, one after the other: how many, how long they took, and their mean loss (cross-entropy plus penalties). */
export interface Slice {
  readonly steps: number;
  readonly milliseconds: number;
  readonly loss: number;
}

/** A slice is to take about so long, in milliseconds. */
const sliceMilliseconds = 50;

/** Trains one network: deals the batches of its steps to an engine, and counts what ran. It knows of no page: what is due between two
 *  slices is up to whoever drives it, and however steps are sliced, they lead to the same bits. */
export class Trainer {
  batches: Batches;
  /** The optimizer step that the engine stands at. */
  step: number;
  #engine: Engine | undefined;
  #ran: readonly Ran[] = [];

  constructor(batches: Batches, step = 0, engine?: Engine) {
    this.batches = batches;
    this.step = step;
    this.#engine = engine;
  }

  /** Without an engine nothing can be trained. */
  get engine(): Engine {
    if (!this.#engine) throw new EngineFault({ id: "no-engine" });
    return this.#engine;
  }

  get hasEngine(): boolean {
    return this.#engine !== undefined;
  }

  /** Another engine, at the same step, takes the place of the one in use, which is ended; none, where that is not known yet. */
  use(engine: Engine | undefined): void {
    this.#engine?.dispose();
    this.#engine = engine;
  }

  /** Goes on from a checkpoint, in the engine too. */
  restore(checkpoint: Checkpoint): void {
    this.engine.restore(checkpoint);
    this.step = checkpoint.step;
  }

  /** What ran since counting began, the steps that were gone back behind left out. */
  get ran(): readonly Ran[] {
    return this.#ran;
  }

  /** Counting begins: with what ran before. */
  count(ran: readonly Ran[] = []): void {
    this.#ran = ran;
  }

  /** The steps since an earlier one are to be done again, or not at all. */
  goBack(step: number): void {
    this.#ran = firstOf(this.#ran, stepsOf({ ran: this.#ran }) - (this.step - step));
    this.step = step;
  }

  /** So many steps in one go. */
  async slice(steps: number): Promise<Slice> {
    const batches = Array.from({ length: steps }, (_, i) => this.batches.at(this.step + i));
    const begun = performance.now();
    const loss = await this.engine.train(batches);
    const milliseconds = performance.now() - begun;
    this.step += steps;
    this.#ran = withMore(this.#ran, { engine: this.engine.backend, steps });
    return { steps, milliseconds, loss };
  }

  /** On to a step, slice by slice; `due` is done after each, and ends it by throwing. */
  async to(until: number, due: (slice: Slice) => Promise<void> | void = () => undefined): Promise<void> {
    let most = 1;
    while (this.step < until) {
      const slice = await this.slice(Math.min(most, until - this.step));
      await due(slice);
      const fitting = Math.round((slice.steps * sliceMilliseconds) / Math.max(1, slice.milliseconds));
      most = Math.max(1, Math.min(4 * most, fitting));
    }
  }
}
