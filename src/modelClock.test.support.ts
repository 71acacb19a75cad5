import { AsyncResource } from "node:async_hooks";
import { vi } from "vitest";
import { createRandom, type Random } from "./random/random.ts";

/** The machine's own: microtasks are done between two of its turns. */
const turn = setImmediate;
/** A moment between two looks at the clock is shorter than this, and nearly always by far, in milliseconds. */
const longestMoment = 60;

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** What could be otherwise from one time to the next: the clock, the queue of tasks, and chance. Time goes on with every look at it, by
 *  draws of the seed, and to what is due next where nothing else is to be done. */
class Clock {
  now = 0;
  #random: Random = createRandom(0);
  #tasks: Timer[] = [];
  #isTurning = false;

  /** Time begins anew; what was to be done is not. */
  reset(seed: number): void {
    this.now = 0;
    this.#random = createRandom(seed);
    this.#tasks = [];
  }

  look = (): number => {
    this.now += longestMoment * this.#random.next() ** 12;
    return this.now;
  };

  after = (act: () => void, milliseconds = 0): Timer => {
    const task = { at: this.now + milliseconds, act: AsyncResource.bind(act) };
    this.#tasks.push(task);
    this.#go();
    return task;
  };

  cancel = (task: Timer | undefined): void => {
    this.#tasks = this.#tasks.filter((one) => one !== task);
  };

  #go(): void {
    if (this.#isTurning || this.#tasks.length === 0) return;
    this.#isTurning = true;
    turn(() => {
      this.#isTurning = false;
      this.#next();
      this.#go();
    });
  }

  #next(): void {
    const [first, ...others] = this.#tasks;
    if (!first) return;
    const next = others.reduce((early, task) => (task.at < early.at ? task : early), first);
    this.cancel(next);
    this.now = Math.max(this.now, next.at);
    next.act();
  }

  /** In place of what the machine has. */
  stub(): void {
    vi.stubGlobal("setTimeout", this.after);
    vi.stubGlobal("setImmediate", (act: () => void) => this.after(act));
    vi.stubGlobal("clearTimeout", this.cancel);
    vi.stubGlobal("performance", { now: this.look });
    vi.spyOn(Date, "now").mockImplementation(this.look);
    vi.stubGlobal("crypto", {
      getRandomValues: (words: Uint32Array) => words.map(() => this.#random.below(2 ** 32)),
    });
    // Locks are had in a thread of its own.
    vi.stubGlobal("navigator", {});
  }
}

export const clock = new Clock();
