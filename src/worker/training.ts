import type { Checkpoint } from "../network/checkpoint.ts";
import { isFiniteNetwork } from "../network/finite.ts";
import { type Mask, sparsityOf } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { silentLayer } from "../network/silent.ts";
import { maskAt } from "../pruning/cut.ts";
import { type ManualEdits, noManualEdits } from "../pruning/manualEdits.ts";
import { whyNotFor } from "../pruning/offer.ts";
import type { Ranking } from "../pruning/types.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { Ran } from "../recipe/step.ts";
import type { TrainStep } from "../recipe/steps/train.ts";
import type { UnfinishedRun } from "../recipe/unfinished.ts";
import { isOnCard } from "../setup/backends.ts";
import { type Setup, settingsOf } from "../setup/setup.ts";
import type { Fault } from "../training/divergence.ts";
import { Divergence } from "../training/divergence.ts";
import type { Engine, Job } from "../training/engine.ts";
import { sleep } from "../training/pause.ts";
import { type Offer, rateThatWorks } from "../training/rates.ts";
import type { Rates } from "../training/run.ts";
import { Run, stepsBetweenPoints } from "../training/run.ts";
import { Share } from "../training/share.ts";
import { Slowdown } from "../training/slowdown.ts";
import { Timeline } from "../training/timeline.ts";
import { Trainer } from "../training/trainer.ts";
import type { Choice } from "./choose.ts";
import { announcedMilliseconds, stepForecast } from "./forecast.ts";
import { batchesFor, type Prepared } from "./opened.ts";
import type { Answer, BackendReport, EngineEvent, Recorded, Speed } from "./protocol.ts";
import { Ranked, rankAlike, type Task } from "./ranked.ts";
import type { StateKey } from "./stateKey.ts";
import { Viewer } from "./viewer.ts";

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

/** One network in training: its engine, the step it stands at, the run that goes on, the points measured on the way. */
export class Training {
  readonly viewer: Viewer;
  readonly prepared: Prepared;
  readonly timeline = new Timeline();
  /** Of the runs that were timed, the latest last. */
  readonly speeds: Speed[] = [];
  /** Training steps since the network was opened; rewinding does not turn it back. */
  clock = 0;
  /** Watches a graphics card that the processor could stand in for. */
  slowdown: Slowdown | undefined;
  /** Of the key: which network. */
  readonly id: number;
  #version = 0;
  readonly #emit: (event: EngineEvent) => void;
  #setup: Setup;
  readonly #trainer: Trainer;
  #report: BackendReport | null = null;
  #run: Run | null = null;
  #locked!: Mask;
  #edits: ManualEdits;
  #ranked!: Ranked;
  /** The state at the latest point of the timeline or change by hand: what training falls back to. */
  #safe!: Checkpoint;
  /** The latest of these at which something was learned, else what the run began with. */
  #sound!: Checkpoint;
  readonly #divergence: Divergence;
  /** How the latest burst ran away. */
  fault: Fault | null = null;
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
    prepared.observer.announceTo((milliseconds) => this.announce("Measuring accuracy", milliseconds));
    this.viewer = new Viewer(prepared.observer, emit, wake);
    this.#setup = setup;
    this.#trainer = new Trainer(batchesFor(prepared, setup.batchSize));
    this.id = id;
    this.#emit = emit;
    this.#edits = noManualEdits(checkpoint.layers);
    this.#divergence = new Divergence(checkpoint.layers, prepared.data.labels);
    this.#compare();
    this.adopt(checkpoint);
  }

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

  get run(): Run | null {
    return this.#run;
  }

  get step(): number {
    return this.#trainer.step;
  }

  /** Optimizer steps of an epoch with batches of so many. */
  readonly perEpochOf = (batchSize: number): number => Math.ceil(this.prepared.data.count / batchSize);

  /** What ran since the latest run began. */
  get ran(): readonly Ran[] {
    return this.#trainer.ran;
  }

  /** What is told is about these weights. */
  get key(): StateKey {
    return this.#ranked.key;
  }

  tell(answer: Answer): void {
    this.#emit({ ...answer, key: this.key });
  }

  tellSpeeds(speeds: readonly Speed[]): void {
    for (const speed of speeds) this.tell({ type: "speed", speed });
  }

  /** Says what is about to take long; nothing is told while it goes on. */
  announce(what: string, milliseconds: number): void {
    if (milliseconds < announcedMilliseconds) return;
    this.#emit({
      type: "busy",
      what,
      milliseconds: Math.round(milliseconds),
      key: { run: this.id, version: this.#version },
    });
  }

  /** Whether training had run away when it was last looked at. */
  get isSound(): boolean {
    return this.#divergence.isSound;
  }

  /** How long the next steps may take, on the long side, in milliseconds. */
  #forecast(run: Run, count: number): number {
    return run.isTimed
      ? 2 * count * run.stepMilliseconds
      : stepForecast(this.prepared.spec, this.#setup.batchSize, this.engine.backend);
  }

  /** Weights last shown; training may be some steps ahead. */
  get ranked(): Ranked {
    return this.#ranked;
  }

  /** The mask of a cut of the weights last shown, 0..1. */
  maskAt(cut: number): Mask {
    return maskAt(this.#ranked.ranking, cut);
  }

  /** The mask of any state's cut. */
  maskOf({ checkpoint, edits, cut, settings }: NetworkState): Mask {
    const isShown = checkpoint.layers === this.#ranked.layers && edits === this.#edits;
    if (isShown && rankAlike({ ...this.#setup, ...settings }, this.#setup)) return this.maskAt(cut);
    return maskAt(this.rankedAt({ checkpoint, edits, settings }).ranking, cut);
  }

  /** The weights of any state, ranked as it says. */
  rankedAt({ checkpoint, edits, settings }: Pick<NetworkState, "checkpoint" | "edits" | "settings">): Ranked {
    const { layers, step, mask } = checkpoint;
    return new Ranked(this.key, layers, step, mask, { ...this.#task, setup: { ...this.#setup, ...settings }, edits });
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

  /** What a person should know, once, of a graphics card that makes them wait. */
  slowCard(): { device: string; milliseconds: number } | null {
    const { stepMilliseconds: milliseconds = 0, isSettled = false } = this.#run ?? {};
    if (this.#toldSlow || !isSettled || milliseconds < slowMilliseconds || !isOnCard(this.engine.backend)) return null;
    this.#toldSlow = true;
    return { device: this.engine.device, milliseconds };
  }

  leaveEngine(): void {
    this.#trainer.use(undefined);
  }

  /** The whole state as it stands; without an engine the last one known. */
  async checkpoint(): Promise<Checkpoint> {
    return this.#trainer.hasEngine ? this.engine.checkpoint() : this.#safe;
  }

  /** Settings that act from the next step on. */
  configure(setup: Setup): void {
    if (setup.batchSize !== this.#setup.batchSize) this.#trainer.batches = batchesFor(this.prepared, setup.batchSize);
    this.#setup = setup;
    this.#compare();
    if (this.#trainer.hasEngine) this.engine.setHyperparameters(settingsOf(setup, "hyper"));
  }

  /** With the methods that suit the network; another network may have had use for the others. */
  #compare(): void {
    const setup = this.#setup;
    this.viewer.compareWith(setup.against.filter((method) => whyNotFor({ ...setup, ...method }) === null));
  }

  /** Goes on from a checkpoint, in the engine too. */
  restore(checkpoint: Checkpoint): void {
    this.#trainer.restore(checkpoint);
    this.#rates = noRates;
    this.adopt(checkpoint);
  }

  /** Shows a checkpoint that the engine stands at, or will. */
  adopt(checkpoint: Checkpoint): void {
    this.#trainer.step = checkpoint.step;
    this.#locked = checkpoint.mask;
    this.#safe = checkpoint;
    this.#sound = checkpoint;
    this.#show(checkpoint.layers);
  }

  /** Goes on from where others have trained to, which is measured; of the way there nothing is known. */
  advance(checkpoint: Checkpoint): void {
    this.clock += checkpoint.step - this.step;
    this.adopt(checkpoint);
    this.#addPoint(checkpoint.layers);
  }

  /** Stands at a state that was recorded. */
  goOn({ state, clock, timeline }: Pick<Recorded, "state" | "clock" | "timeline">): void {
    this.#edits = state.edits;
    this.clock = clock;
    this.timeline.reset(timeline);
    this.adopt(state.checkpoint);
    this.viewer.look({ sparsity: state.cut });
  }

  /** Other decisions about single weights; they act on the weights that are adopted or ranked next. */
  decide(edits: ManualEdits): void {
    this.#edits = edits;
  }

  /** Ranks the same weights anew; `alike` where only the shares of a cut by hand are other. */
  rerank(alike = false): void {
    const { layers, step, ranking } = this.#ranked;
    this.#show(layers, step, alike ? ranking : undefined);
  }

  /** Back to the latest point of the timeline: the clock too. The checkpoint may be put into an engine. */
  fallBack(): Checkpoint {
    return this.#backTo(this.#safe);
  }

  /** Back to the latest point at which training was learning, else to where it began; the points since are gone. */
  fallBackToSound(): Checkpoint {
    const checkpoint = this.#backTo(this.#sound);
    this.tell(this.timeline.reset(this.timeline.points.filter(({ step }) => step <= this.clock)));
    return checkpoint;
  }

  #backTo(checkpoint: Checkpoint): Checkpoint {
    this.clock -= this.step - checkpoint.step;
    this.#trainer.goBack(checkpoint.step);
    this.adopt(checkpoint);
    return checkpoint;
  }

  /** A lower learning rate to go on with from a checkpoint, tried on the engine, which is to be restored. */
  rateThatWorks(checkpoint: Checkpoint): Promise<Offer> {
    const { guessing } = this.#divergence;
    const stepMilliseconds = this.#stepMilliseconds;
    const trial = { batches: this.#trainer.batches, stepMilliseconds, lossOf: this.#lossOf, guessing };
    return rateThatWorks(this.engine, { ...trial, job: this.jobAt(checkpoint) });
  }

  /** A paced run takes its time, so that one sees it. */
  begin(step: Pick<TrainStep, "kind" | "epochs">, until: number, isPaced: boolean): void {
    const { layers } = this.#ranked;
    if (this.timeline.points.length === 0) this.#addPoint(layers);
    this.#divergence.begin(this.#pointOf(layers));
    this.#beginRun({ ...step, ran: [] }, until, isPaced);
  }

  /** Goes on with a run, from the state that stands, as if it had not been broken off. */
  resume(step: Pick<TrainStep, "kind" | "epochs" | "ran">, unfinished: UnfinishedRun, isPaced: boolean): void {
    this.#divergence.goOn(unfinished.judged);
    this.#sound = { ...unfinished.sound, moments: [], betaPowers: [1, 1], mask: this.#locked };
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

  /** What it takes to go on with the run from the weights that the engine stands at, beside these. */
  get toGoOn(): Pick<UnfinishedRun, "judged" | "sound"> {
    const { step, layers } = this.#sound;
    return { judged: this.#divergence.judged, sound: { step, layers } };
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
    const sparsity = sparsityOf(this.#locked);
    this.speeds.push({ ...timed, sparsity, backend: this.engine.backend, optimizer, batchSize });
    this.tellSpeeds(this.speeds.slice(-1));
  }

  /** Some steps of the run, and what is due at the one they end with. */
  async burst(run: Run): Promise<"goes on" | "ended" | "diverged"> {
    // A recipe may tell of a run that was ended before its first step: all that it did was to lock a cut.
    if (run.isOver(this.step)) return "ended";
    const count = run.burst(this.step);
    if (count === 0) {
      await sleep(pauseMilliseconds);
      return "goes on";
    }
    this.announce("A training step", this.#forecast(run, count));
    const { loss, milliseconds } = await this.#trainer.slice(count);
    const trained = performance.now();
    run.did(count, milliseconds);
    this.slowdown?.saw(count, milliseconds);
    this.clock += count;
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

  sendSnapshot(): void {
    const { key, layers, locked, ranking, step, by } = this.#ranked;
    const epoch = step / this.#trainer.batches.perEpoch;
    const snapshot = { key, layers, locked, edits: this.#edits, ranking, step, epoch };
    this.tell({ type: "snapshot", snapshot, by });
    this.viewer.refresh();
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
    const news = this.timeline.news();
    if (news) this.tell(news);
  }

  /** What weights are ranked for, as it is set. */
  get #task(): Task {
    const { spec, scoring } = this.prepared;
    const announce = (what: string, milliseconds: number) => this.announce(what, milliseconds);
    return { spec, scoring, setup: this.#setup, edits: this.#edits, announce };
  }

  #show(layers: readonly Layer[], step = this.step, known?: Ranking): void {
    const key = { run: this.id, version: ++this.#version };
    this.#ranked = new Ranked(key, layers, step, this.#locked, this.#task, known);
    this.viewer.take(this.#ranked);
  }

  /** Reads the weights, to be looked at or measured as a point of the timeline; tells how training ran away, if it did. */
  async #read(run: Run, isLookedAt: boolean): Promise<Fault | null> {
    const isPoint = run.isPoint(this.step);
    // A graphics card can go away: the whole state is kept, so that another engine takes over without losing a step.
    const whole = isPoint && isOnCard(this.engine.backend) ? await this.engine.checkpoint() : undefined;
    const layers = whole?.layers ?? (await this.engine.layers());
    if (!isFiniteNetwork(layers)) return { kind: "infinite" };
    if (isLookedAt) this.#show(layers);
    if (!isPoint) return null;
    this.#safe = whole ?? { layers, moments: [], betaPowers: [1, 1], step: this.step, mask: this.#locked };
    this.#addPoint(layers);
    const fault = this.#divergence.saw(this.#pointOf(layers), run.isOver(this.step));
    if (this.#divergence.isLearning) this.#sound = this.#safe;
    return fault;
  }

  #pointOf(layers: readonly Layer[]) {
    const { spec, scoring, observer } = this.prepared;
    const { predictions } = observer.validate(layers, this.#locked);
    const isConstant = predictions.every((answer) => answer === predictions[0]);
    const silent = isConstant ? silentLayer(spec, layers, this.#locked, scoring) : null;
    return { layers, loss: this.#lossOf(layers), silent };
  }

  /** On the training sample, under the mask that training keeps. */
  #lossOf = (layers: readonly Layer[]): number => this.prepared.observer.trainFigures(layers, this.#locked).loss;

  /** All of it is measured on the weights as they stand: a point depends on its step alone, not on how steps were bundled. */
  #addPoint(layers: readonly Layer[]): void {
    const { observer } = this.prepared;
    const validation = observer.validate(layers, this.#locked);
    const train = observer.trainFigures(layers, this.#locked);
    this.timeline.add({
      step: this.clock,
      trainAccuracy: train.accuracy,
      validationAccuracy: validation.accuracy,
      trainLoss: train.loss,
      validationLoss: validation.loss,
    });
  }

  /** Shows the weights just read with their figures, all in one go. */
  #look(begun: number): void {
    this.sendSnapshot();
    this.viewer.answer();
    this.sendProgress();
    this.#snapshots.spent(begun);
  }
}
