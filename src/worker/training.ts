import type { Checkpoint } from "../network/checkpoint.ts";
import { isFiniteNetwork } from "../network/finite.ts";
import { sparsityOf } from "../network/mask.ts";
import type { Ran } from "../recipe/step.ts";
import type { TrainStep } from "../recipe/steps/train.ts";
import type { UnfinishedRun } from "../recipe/unfinished.ts";
import { isOnCard } from "../setup/backends.ts";
import { type Setup, settingsOf } from "../setup/setup.ts";
import type { Fault } from "../training/divergence.ts";
import type { Engine, Job } from "../training/engine.ts";
import { sleep } from "../training/pause.ts";
import { type Offer, rateThatWorks } from "../training/rates.ts";
import { type Rates, Run, stepsBetweenPoints } from "../training/run.ts";
import { Share } from "../training/share.ts";
import { Slowdown } from "../training/slowdown.ts";
import { Trainer } from "../training/trainer.ts";
import type { Choice } from "./choose.ts";
import { stepForecast } from "./forecast.ts";
import { batchesFor, type Prepared } from "./opened.ts";
import type { Answer, BackendReport, EngineEvent, Recorded, Speed } from "./protocol.ts";
import { Shown } from "./shown.ts";
import type { StateKey } from "./stateKey.ts";
import { TimelinePoints } from "./timelinePoints.ts";

/** Share of the time that snapshots and their figures may take from training. */
const snapshotShare = 0.25;
/** Least time between two snapshots sent to the page while training. */
const snapshotMilliseconds = 80;
/** Step and rate are told at least this often. */
const progressMilliseconds = 250;
/** Steps on a graphics card that take longer are told. */
const slowMilliseconds = 500;
/** Longest pause between two bursts: the slider waits that long. */
const pauseMilliseconds = 12;

const noRates: Rates = { stepsPerSecond: 0, reachedPerSecond: 0 };

/** One network in training on the page: a headless trainer, the run that goes on, and what is due between two slices of it. */
export class Training {
  readonly prepared: Prepared;
  readonly shown: Shown;
  readonly points: TimelinePoints;
  /** Of the runs that were timed, the latest last. */
  readonly speeds: Speed[] = [];
  /** Watches a graphics card that the processor could stand in for. */
  slowdown: Slowdown | undefined;
  /** How the latest burst ran away. */
  fault: Fault | null = null;
  readonly #trainer: Trainer;
  #setup: Setup;
  #report: BackendReport | null = null;
  #run: Run | null = null;
  /** Of the latest run. */
  #stepMilliseconds = 4;
  /** Of the run that goes on, or that led to the state that stands. */
  #rates = noRates;
  #snapshots = new Share(snapshotShare, snapshotMilliseconds);
  #sentProgress = 0;
  #toldSlow = false;

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
    this.shown = new Shown(prepared, setup, checkpoint, id, emit, wake);
    this.points = new TimelinePoints(prepared, checkpoint);
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

  /** What the page was told of the engine; null where there is none. */
  get report(): BackendReport | null {
    return this.#trainer.hasEngine ? this.#report : null;
  }

  get isLost(): boolean {
    return this.#trainer.hasEngine && this.engine.lost();
  }

  /** What an engine needs to go on from a checkpoint. */
  jobAt(checkpoint: Checkpoint): Job {
    const hyper = settingsOf(this.#setup, "hyper");
    return { ...this.prepared, checkpoint, hyper, batch: this.#trainer.batches.at(checkpoint.step) };
  }

  /** Another engine takes over; it stands where it was started. */
  use({ engine, report, processorRate }: Choice): void {
    this.#trainer.use(engine);
    this.#toldSlow = false;
    this.slowdown = processorRate === undefined ? undefined : new Slowdown(processorRate);
    this.#rates = noRates;
    this.#report = report;
    this.tell({ type: "backend", backend: report });
    this.sendProgress();
  }

  leaveEngine(): void {
    this.#trainer.use(undefined);
  }

  /** What a person should know, once, of a graphics card that makes them wait. */
  slowCard(): { device: string; milliseconds: number } | null {
    const { stepMilliseconds: milliseconds = 0, isSettled = false } = this.#run ?? {};
    if (this.#toldSlow || !isSettled || milliseconds < slowMilliseconds || !isOnCard(this.engine.backend)) return null;
    this.#toldSlow = true;
    return { device: this.engine.device, milliseconds };
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
    this.#rates = noRates;
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
    this.slowdown?.forget();
    this.fault = null;
    this.sendProgress();
  }

  /** Ends the run, wherever it is, and returns it. */
  stop(): Run | null {
    const run = this.#run;
    if (run) {
      this.#stepMilliseconds = run.stepMilliseconds;
      this.#rates = run.rates(this.step);
    }
    this.#run = null;
    return run;
  }

  /** How fast a run went that has ended here. */
  timed({ timing: { timed } }: Run): void {
    if (!timed) return;
    const { optimizer, batchSize } = this.#setup;
    const sparsity = sparsityOf(this.points.safe.mask);
    this.speeds.push({ ...timed, sparsity, backend: this.engine.backend, optimizer, batchSize });
    this.tellSpeeds(this.speeds.slice(-1));
  }

  /** Some steps of the run, so many at most, and what is due at the one they end with. */
  async burst(run: Run, most: number): Promise<"goes on" | "ended" | "diverged"> {
    // A recipe may tell of a run that was ended before its first step: all that it did was to lock a cut.
    if (run.isOver(this.step)) return "ended";
    const count = Math.min(most, run.burst(this.step));
    if (count === 0) {
      await sleep(pauseMilliseconds);
      return "goes on";
    }
    this.shown.announce("A training step", this.#forecast(run, count));
    const { loss, milliseconds } = await this.#trainer.slice(count);
    const trained = performance.now();
    run.did(count, milliseconds);
    this.slowdown?.saw(count, milliseconds);
    this.points.clock += count;
    if (!Number.isFinite(loss)) this.fault = { kind: "infinite" };
    if (this.fault) return "diverged";
    const ended = run.isOver(this.step);
    const isLookedAt = !ended && this.#snapshots.isDue();
    if (run.isPoint(this.step) || isLookedAt) this.fault = await this.#read(run, isLookedAt);
    if (this.fault) return "diverged";
    if (isLookedAt) this.#look(trained);
    else if (performance.now() - this.#sentProgress > progressMilliseconds) this.sendProgress();
    return ended ? "ended" : "goes on";
  }

  /** How long the next steps may take, on the long side, in milliseconds. */
  #forecast(run: Run, count: number): number {
    return run.isTimed
      ? 2 * count * run.stepMilliseconds
      : stepForecast(this.prepared.spec, this.#setup.batchSize, this.engine.backend);
  }

  /** Reads the weights, to be looked at or measured as a point of the timeline; tells how training ran away, if it did. */
  async #read(run: Run, isLookedAt: boolean): Promise<Fault | null> {
    const isPoint = run.isPoint(this.step);
    // A graphics card can go away: the whole state is kept, so that another engine takes over without losing a step.
    const whole = isPoint && isOnCard(this.engine.backend) ? await this.engine.checkpoint() : undefined;
    const layers = whole?.layers ?? (await this.engine.layers());
    if (!isFiniteNetwork(layers)) return { kind: "infinite" };
    const { mask } = this.points.safe;
    if (isLookedAt) this.shown.show(layers, this.step, mask);
    if (!isPoint) return null;
    const reached = whole ?? { layers, moments: [], betaPowers: [1, 1], step: this.step };
    return this.points.saw({ ...reached, mask }, run.isOver(this.step));
  }

  /** Shows the weights just read with their figures, all in one go. */
  #look(begun: number): void {
    this.sendSnapshot();
    this.shown.viewer.answer();
    this.sendProgress();
    this.#snapshots.spent(begun);
  }

  // What is told.

  tell(answer: Answer): void {
    this.shown.tell(answer);
  }

  tellSpeeds(speeds: readonly Speed[]): void {
    for (const speed of speeds) this.tell({ type: "speed", speed });
  }

  sendSnapshot(): void {
    this.shown.sendSnapshot(this.#trainer.batches.perEpoch);
  }

  sendProgress(): void {
    this.#sentProgress = performance.now();
    if (this.#run) this.#rates = this.#run.rates(this.step);
    this.tell({
      type: "progress",
      running: this.#run?.kind ?? null,
      step: this.step,
      epoch: this.step / this.#trainer.batches.perEpoch,
      ...this.#rates,
      tensors: this.#trainer.hasEngine ? this.engine.tensors() : 0,
    });
    const news = this.points.timeline.news();
    if (news) this.tell(news);
  }
}
