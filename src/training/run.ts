import { pacedSteps } from "./pace.ts";
import { Timing } from "./timing.ts";

export type RunKind = "train" | "finetune";

/** How fast a run goes or, at rest, the one that led to the state that stands went; 0 where none did. In steps per second. */
export interface Rates {
  /** While steps are done. */
  readonly stepsPerSecond: number;
  /** Of its last seconds, all told: with what is shown and measured in between, and the pauses of a run that is to be watched. */
  readonly reachedPerSecond: number;
}

/** Aim for one burst of training steps; short enough for the slider to be answered in between. */
const burstMilliseconds = 24;
/** Points of the timeline that a run of the set-up's epochs makes at most. */
const mostPoints = 200;
/** Steps between two points at least. */
const fewestSteps = 10;

/** Steps between two points of the timeline: a quarter of an epoch, more in long runs. Depends on the set-up alone, so that runs
 *  repeat exactly. */
export function stepsBetweenPoints(epochs: number, perEpoch: number): number {
  return Math.max(fewestSteps, Math.round(perEpoch / 4), Math.ceil((epochs * perEpoch) / mostPoints));
}

/** The rate that is lived is that of so many milliseconds. */
const livedMilliseconds = 3000;

/** What a burst counts for in the pace when the next one is done. */
const memory = 0.6;

interface RunPlan {
  readonly kind: RunKind;
  /** The steps that it leads from and to. */
  readonly from: number;
  readonly until: number;
  /** Steps between two points of the timeline. */
  readonly every: number;
  /** How long a step may take, in milliseconds, as far as is known. */
  readonly stepMilliseconds: number;
  /** Whether it is spread over the time that one needs to see it. */
  readonly isPaced: boolean;
}

/** One run of training: how many steps to do next, which of them are points of the timeline, and how fast they go. */
export class Run {
  readonly kind: RunKind;
  readonly from: number;
  readonly until: number;
  /** Someone wants it to end with the burst that goes on. */
  stopAsked = false;
  /** Of all steps but those of the first burst, which starts things up. */
  readonly timing = new Timing();
  readonly #every: number;
  #isPaced: boolean;
  readonly #begun: number;
  readonly #expected: number;
  /** Where the run stood at moments of the last seconds. */
  readonly #marks: { step: number; now: number }[];
  /** Steps and their time, the latest count most. */
  #steps = 0;
  #milliseconds = 0;
  /** All steps and their time, but for the first burst, which starts things up. */
  #counted = { steps: 0, milliseconds: 0 };

  constructor({ kind, from, until, every, stepMilliseconds, isPaced }: RunPlan, now = performance.now()) {
    this.kind = kind;
    this.from = from;
    this.until = until;
    this.#every = every;
    this.#isPaced = isPaced;
    this.#begun = now;
    this.#expected = stepMilliseconds;
    this.#marks = [{ step: from, now }];
  }

  get stepMilliseconds(): number {
    return this.#milliseconds > 0 ? this.#milliseconds / this.#steps : this.#expected;
  }

  /** Whether any step was timed in this run. */
  get isTimed(): boolean {
    return this.#milliseconds > 0;
  }

  /** Whether enough steps were timed, after those that start things up, to say how long one takes. */
  get isSettled(): boolean {
    return this.#counted.steps >= 2;
  }

  /** Steps per second while steps are done, over the whole run; 0 before that is known. */
  get rate(): number {
    const { steps, milliseconds } = this.#counted;
    if (milliseconds > 0) return (1000 * steps) / milliseconds;
    return this.#milliseconds > 0 ? (1000 * this.#steps) / this.#milliseconds : 0;
  }

  /** The rate, and the steps per second that a watch would count of late, all pauses and looks included. */
  rates(step: number, now = performance.now()): Rates {
    this.#marks.push({ step, now });
    while (this.#marks[1].now <= now - livedMilliseconds) this.#marks.shift();
    const [mark] = this.#marks;
    const elapsed = Math.max(1, now - mark.now);
    return { stepsPerSecond: this.rate, reachedPerSecond: (1000 * (step - mark.step)) / elapsed };
  }

  /** Steps of the next burst: up to the next point at most. 0 when a short run is further than its time. */
  burst(step: number, now = performance.now()): number {
    const wanted = Math.max(1, Math.round(burstMilliseconds / this.stepMilliseconds));
    const count = Math.min(wanted, this.#every - (step % this.#every), this.until - step);
    if (this.stopAsked || !this.#isPaced) return count;
    const due = this.from + pacedSteps(this.until - this.from, now - this.#begun) - step;
    return Math.max(0, Math.min(count, due));
  }

  /** No pauses from here on. */
  hurry(): void {
    this.#isPaced = false;
  }

  did(count: number, milliseconds: number): void {
    if (this.#steps > 0) {
      this.#counted.steps += count;
      this.#counted.milliseconds += milliseconds;
      this.timing.saw(count, milliseconds);
    }
    this.#steps = this.#steps * memory + count;
    this.#milliseconds = this.#milliseconds * memory + milliseconds;
  }

  isOver(step: number): boolean {
    return step >= this.until || this.stopAsked;
  }

  /** Whether the step is a point of the timeline. */
  isPoint(step: number): boolean {
    return step % this.#every === 0 || this.isOver(step);
  }
}
