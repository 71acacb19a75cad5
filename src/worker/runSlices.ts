import { isFiniteNetwork } from "../network/finite.ts";
import { isOnCard } from "../setup/backends.ts";
import type { RanAway } from "../training/divergence.ts";
import { sleep } from "../training/pause.ts";
import type { Run } from "../training/run.ts";
import { Share } from "../training/share.ts";
import type { Slowdown } from "../training/slowdown.ts";
import type { Trainer } from "../training/trainer.ts";
import { stepForecast } from "./forecast.ts";
import type { Prepared } from "./opened.ts";
import type { RunProgress } from "./runProgress.ts";
import type { Shown } from "./shown.ts";
import type { TimelinePoints } from "./timelinePoints.ts";

/** Share of the time that snapshots and their figures may take from training. */
const snapshotShare = 0.25;
/** Least time between two snapshots sent to the page while training. */
const snapshotMilliseconds = 80;
/** Longest pause between two slices: the slider waits that long. */
const pauseMilliseconds = 12;

/** A run slice by slice, and what is due at the step that each ends with: weights to be looked at, a point of the timeline. */
export class RunSlices {
  readonly #prepared: Prepared;
  readonly #trainer: Trainer;
  readonly #shown: Shown;
  readonly #points: TimelinePoints;
  readonly #progress: RunProgress;
  readonly #snapshots = new Share(snapshotShare, snapshotMilliseconds);

  constructor(prepared: Prepared, trainer: Trainer, shown: Shown, points: TimelinePoints, progress: RunProgress) {
    this.#prepared = prepared;
    this.#trainer = trainer;
    this.#shown = shown;
    this.#points = points;
    this.#progress = progress;
  }

  /** Some steps of the run, so many at most; how training ran away, if it did. `watch` sees how long they took. */
  async next(run: Run, most: number, watch: Slowdown | undefined): Promise<"going" | "ended" | RanAway> {
    const trainer = this.#trainer;
    // A recipe may tell of a run that was ended before its first step: all that it did was to lock a cut.
    if (run.isOver(trainer.step)) return "ended";
    const count = Math.min(most, run.burst(trainer.step));
    if (count === 0) {
      await sleep(pauseMilliseconds);
      return "going";
    }
    this.#shown.announce("step", this.#forecast(run, count));
    const { loss, milliseconds } = await trainer.slice(count);
    const trained = performance.now();
    run.did(count, milliseconds);
    watch?.saw(count, milliseconds);
    this.#points.clock += count;
    if (!Number.isFinite(loss)) return { kind: "infinite" };
    const ended = run.isOver(trainer.step);
    const isLookedAt = !ended && this.#snapshots.isDue();
    const fault = run.isPoint(trainer.step) || isLookedAt ? await this.#read(run, isLookedAt) : null;
    if (fault) return fault;
    if (isLookedAt) this.#look(run, trained);
    else if (this.#progress.isDue) this.#progress.tell(run);
    return ended ? "ended" : "going";
  }

  /** How long the next steps may take, on the long side, in milliseconds. */
  #forecast(run: Run, count: number): number {
    if (run.isTimed) return 2 * count * run.stepMilliseconds;
    const { batches, engine } = this.#trainer;
    return stepForecast(this.#prepared.spec, batches.size, engine.backend);
  }

  /** Reads the weights, to be looked at or measured as a point of the timeline; tells how training ran away, if it did. */
  async #read(run: Run, isLookedAt: boolean): Promise<RanAway | null> {
    const { engine, step } = this.#trainer;
    const isPoint = run.isPoint(step);
    // A graphics card can go away: the whole state is kept, so that another engine takes over without losing a step.
    const whole = isPoint && isOnCard(engine.backend) ? await engine.checkpoint() : undefined;
    const layers = whole?.layers ?? (await engine.layers());
    if (!isFiniteNetwork(layers)) return { kind: "infinite" };
    const { mask } = this.#points.safe;
    if (isLookedAt) this.#shown.show(layers, step, mask);
    if (!isPoint) return null;
    const reached = whole ?? { layers, moments: [], betaPowers: [1, 1], step };
    return this.#points.saw({ ...reached, mask }, run.isOver(step));
  }

  /** Shows the weights just read with their figures, all in one go. */
  #look(run: Run, begun: number): void {
    this.#shown.sendSnapshot(this.#trainer.batches.perEpoch);
    this.#shown.viewer.answer();
    this.#progress.tell(run);
    this.#snapshots.spent(begun);
  }
}
