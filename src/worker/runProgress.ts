import type { Rates, Run } from "../training/run.ts";
import type { Trainer } from "../training/trainer.ts";
import type { Shown } from "./shown.ts";
import type { TimelinePoints } from "./timelinePoints.ts";

/** Step and rate are told at least this often. */
const progressMilliseconds = 250;

const noRates: Rates = { stepsPerSecond: 0, reachedPerSecond: 0 };

/** Tells how far training is and how fast it goes, and what is new on the timeline. */
export class RunProgress {
  readonly #trainer: Trainer;
  readonly #shown: Shown;
  readonly #points: TimelinePoints;
  /** Of the run that goes on, or that led to the state that stands. */
  #rates = noRates;
  #told = 0;

  constructor(trainer: Trainer, shown: Shown, points: TimelinePoints) {
    this.#trainer = trainer;
    this.#shown = shown;
    this.#points = points;
  }

  get isDue(): boolean {
    return performance.now() - this.#told > progressMilliseconds;
  }

  /** No run led to what stands. */
  forgetRates(): void {
    this.#rates = noRates;
  }

  /** How fast a run goes that is at this step, or has ended here. */
  rate(run: Run): void {
    this.#rates = run.rates(this.#trainer.step);
  }

  /** `run` is the one that goes on. */
  tell(run: Run | null): void {
    this.#told = performance.now();
    if (run) this.rate(run);
    const { step, batches, hasEngine } = this.#trainer;
    this.#shown.tell({
      type: "progress",
      running: run?.kind ?? null,
      step,
      epoch: step / batches.perEpoch,
      ends: run && { step: run.until, epoch: run.until / batches.perEpoch },
      ...this.#rates,
      tensors: hasEngine ? this.#trainer.engine.tensors() : 0,
    });
    const news = this.#points.timeline.news();
    if (news) this.#shown.tell(news);
  }
}
