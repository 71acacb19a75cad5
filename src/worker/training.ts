import type { Checkpoint } from "../network/checkpoint.ts";
import { sparsityOf } from "../network/mask.ts";
import type { Ran } from "../recipe/step.ts";
import type { TrainStep } from "../recipe/steps/train.ts";
import type { UnfinishedRun } from "../recipe/unfinished.ts";
import { type Setup, settingsOf } from "../setup/setup.ts";
import type { RanAway } from "../training/divergence.ts";
import type { Engine, Job } from "../training/engine.ts";
import { type Offer, rateThatWorks } from "../training/rates.ts";
import { Run, stepsBetweenPoints } from "../training/run.ts";
import { Trainer } from "../training/trainer.ts";
import type { Choice } from "./choose.ts";
import { EngineInUse } from "./engineInUse.ts";
import { batchesFor, type Prepared } from "./opened.ts";
import type { Answer, EngineEvent, Recorded } from "./protocol.ts";
import { RunProgress } from "./runProgress.ts";
import { RunSlices } from "./runSlices.ts";
import { Shown } from "./shown.ts";
import { Speeds } from "./speeds.ts";
import type { StateKey } from "./stateKey.ts";
import { TimelinePoints } from "./timelinePoints.ts";

/** One network in training on the page: a headless trainer, the run that goes on, and what is due between two slices of it. */
export class Training {
  readonly prepared: Prepared;
  readonly shown: Shown;
  readonly points: TimelinePoints;
  readonly speeds: Speeds;
  readonly inUse: EngineInUse;
  /** How the latest burst ran away. */
  fault: RanAway | null = null;
  readonly #trainer: Trainer;
  readonly #progress: RunProgress;
  readonly #slices: RunSlices;
  #setup: Setup;
  #run: Run | null = null;
  /** Of the latest run. */
  #stepMilliseconds = 4;

  /** `id` is the run of all keys; `wake` is called when there is something to answer at rest. */
  constructor(
    prepared: Prepared,
    setup: Setup,
    checkpoint: Checkpoint,
    id: number,
    emit: (event: EngineEvent) => void,
    wake: () => void,
  ) {
    this.prepared = prepared;
    this.#setup = setup;
    this.#trainer = new Trainer(batchesFor(prepared, setup.batchSize), checkpoint.step);
    this.inUse = new EngineInUse(this.#trainer);
    this.shown = new Shown(prepared, setup, checkpoint, id, emit, wake);
    this.points = new TimelinePoints(prepared, checkpoint);
    this.speeds = new Speeds(this.shown);
    this.#progress = new RunProgress(this.#trainer, this.shown, this.points);
    this.#slices = new RunSlices(prepared, this.#trainer, this.shown, this.points, this.#progress);
  }

  /** Of the key: which network. */
  get id(): number {
    return this.shown.id;
  }

  /** What is told is about these weights. */
  get key(): StateKey {
    return this.shown.key;
  }

  get run(): Run | null {
    return this.#run;
  }

  get step(): number {
    return this.#trainer.step;
  }

  /** What ran since the latest run began. */
  get ran(): readonly Ran[] {
    return this.#trainer.ran;
  }

  /** Optimizer steps of an epoch with batches of so many. */
  readonly perEpochOf = (batchSize: number): number => Math.ceil(this.prepared.data.count / batchSize);

  // The engine.

  /** Throws where there is none. */
  get engine(): Engine {
    return this.#trainer.engine;
  }

  /** What an engine needs to go on from a checkpoint. */
  jobAt(checkpoint: Checkpoint): Job {
    const hyper = settingsOf(this.#setup, "hyper");
    return { ...this.prepared, checkpoint, hyper, batch: this.#trainer.batches.at(checkpoint.step) };
  }

  /** Another engine takes over; it stands where it was started. */
  use(choice: Choice): void {
    this.inUse.change(choice);
    this.#progress.forgetRates();
    this.tell({ type: "backend", backend: choice.report });
    this.sendProgress();
  }

  // The state that stands.

  /** The whole state as it stands; without an engine the last one known. */
  async checkpoint(): Promise<Checkpoint> {
    return this.#trainer.hasEngine ? this.engine.checkpoint() : this.points.safe;
  }

  /** Settings that act from the next step on. */
  configure(setup: Setup): void {
    if (setup.batchSize !== this.#setup.batchSize) this.#trainer.batches = batchesFor(this.prepared, setup.batchSize);
    this.#setup = setup;
    this.shown.configure(setup);
    if (this.#trainer.hasEngine) this.engine.setHyperparameters(settingsOf(setup, "hyper"));
  }

  /** Goes on from a checkpoint, in the engine too. */
  restore(checkpoint: Checkpoint): void {
    this.#trainer.restore(checkpoint);
    this.#progress.forgetRates();
    this.adopt(checkpoint);
  }

  /** Shows a checkpoint that the engine stands at, or will. */
  adopt(checkpoint: Checkpoint): void {
    const { layers, step, mask } = checkpoint;
    this.#trainer.step = step;
    this.points.adopt(checkpoint);
    this.shown.show(layers, step, mask);
  }

  /** Goes on from where others have trained to, which is measured; of the way there nothing is known. */
  advance(checkpoint: Checkpoint): void {
    this.points.clock += checkpoint.step - this.step;
    this.adopt(checkpoint);
    this.points.add();
  }

  /** Stands at a state that was recorded. */
  goOn({ state, clock, timeline }: Pick<Recorded, "state" | "clock" | "timeline">): void {
    this.shown.decide(state.edits);
    this.points.clock = clock;
    this.points.timeline.reset(timeline);
    this.adopt(state.checkpoint);
    this.shown.viewer.look({ sparsity: state.cut });
  }

  /** Back to the latest point of the timeline: the clock too. The checkpoint may be put into an engine. */
  fallBack(): Checkpoint {
    return this.#backTo(this.points.safe);
  }

  /** Back to the latest point at which training was learning, else to where it began; the points since are gone. */
  fallBackToSound(): Checkpoint {
    const { points } = this;
    const checkpoint = this.#backTo(points.sound);
    this.tell(points.timeline.reset(points.timeline.points.filter(({ step }) => step <= points.clock)));
    return checkpoint;
  }

  #backTo(checkpoint: Checkpoint): Checkpoint {
    this.points.clock -= this.step - checkpoint.step;
    this.#trainer.goBack(checkpoint.step);
    this.adopt(checkpoint);
    return checkpoint;
  }

  /** A lower learning rate to go on with from a checkpoint, tried on the engine, which is to be restored. */
  rateThatWorks(checkpoint: Checkpoint): Promise<Offer> {
    const { guessing, lossOf } = this.points;
    const { batches } = this.#trainer;
    const trial = { job: this.jobAt(checkpoint), batches, stepMilliseconds: this.#stepMilliseconds, lossOf, guessing };
    return rateThatWorks(this.engine, trial);
  }

  // Runs.

  /** A paced run takes its time, so that one sees it. */
  begin(step: Pick<TrainStep, "kind" | "epochs">, until: number, isPaced: boolean): void {
    this.points.begin();
    this.#beginRun({ ...step, ran: [] }, until, isPaced);
  }

  /** Goes on with a run, from the state that stands, as if it had not been broken off. */
  resume(step: Pick<TrainStep, "kind" | "epochs" | "ran">, unfinished: UnfinishedRun, isPaced: boolean): void {
    this.points.goOn(unfinished);
    this.#beginRun(step, unfinished.until, isPaced);
  }

  #beginRun({ kind, epochs, ran }: Pick<TrainStep, "kind" | "epochs" | "ran">, until: number, isPaced: boolean): void {
    this.#trainer.count(ran);
    const every = stepsBetweenPoints(epochs, this.#trainer.batches.perEpoch);
    this.#run = new Run({ kind, from: this.step, until, every, stepMilliseconds: this.#stepMilliseconds, isPaced });
    this.inUse.slowdown?.forget();
    this.fault = null;
    this.sendProgress();
  }

  /** Ends the run, wherever it is, and returns it. */
  stop(): Run | null {
    const run = this.#run;
    if (run) {
      this.#stepMilliseconds = run.stepMilliseconds;
      this.#progress.rate(run);
    }
    this.#run = null;
    return run;
  }

  /** How fast a run went that has ended here. */
  timed({ timing: { timed } }: Run): void {
    if (!timed) return;
    const { optimizer, batchSize } = this.#setup;
    const sparsity = sparsityOf(this.points.safe.mask);
    this.speeds.add({ ...timed, sparsity, backend: this.engine.backend, optimizer, batchSize });
  }

  /** Some steps of the run, so many at most, and what is due at the one they end with. */
  async burst(run: Run, most: number): Promise<"going" | "ended" | "diverged"> {
    const outcome = await this.#slices.next(run, most, this.inUse.slowdown);
    if (typeof outcome === "string") return outcome;
    this.fault = outcome;
    return "diverged";
  }

  // What is told.

  tell(answer: Answer): void {
    this.shown.tell(answer);
  }

  sendSnapshot(): void {
    this.shown.sendSnapshot(this.#trainer.batches.perEpoch);
  }

  sendProgress(): void {
    this.#progress.tell(this.#run);
  }
}
