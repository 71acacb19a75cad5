import type { DataFileInput } from "../data/idx.ts";
import { initialise } from "../network/initialise.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import { countsAt, maskAt } from "../pruning/cut.ts";
import { applyMask, fullMask, sparsityOf } from "../pruning/mask.ts";
import { rank } from "../pruning/rank.ts";
import type { Mask, Ranking } from "../pruning/types.ts";
import { protectedLayers, type Setup } from "../setup/setup.ts";
import type { Checkpoint, Engine, Hyperparameters, TrainingData } from "./api.ts";
import { type Batches, createBatches } from "./batches.ts";
import { chooseEngine } from "./choose.ts";
import { gzippedBytes } from "./gzip.ts";
import { type Entry, History } from "./history.ts";
import { createObserver, type Examples, type Observer, pickByClass, rowsOf } from "./observer.ts";
import { openData } from "./openData.ts";
import { pause } from "./pause.ts";
import type { Command, CurvePoint, EngineEvent, EntryKind, Problem, RunKind, TimelinePoint } from "./protocol.ts";

/** Examples of the training set that its accuracy is measured on (a fixed sample: the first rows of the split). */
const trainSampleSize = 500;
/** Sample images sent to the page. */
const shownImages = 18;
/** Aim for one burst of training steps; short enough for the slider to be answered in between. */
const burstMilliseconds = 24;
/** Least time between two snapshots sent to the page, and between two curves, while training. */
const snapshotMilliseconds = 80;
const curveMilliseconds = 1500;
/** Curve levels computed between two looks at the queue take about this long. */
const curveSliceMilliseconds = 10;

interface Run {
  readonly kind: RunKind;
  readonly until: number;
}

/** What belongs to one network on one data set. */
interface Opened {
  readonly spec: NetworkSpec;
  readonly data: TrainingData;
  readonly test: Examples;
  readonly observer: Observer;
  engine: Engine;
}

const hyperOf = ({ optimizer, learningRate, batchSize, l1, l2 }: Setup): Hyperparameters => ({
  optimizer,
  learningRate,
  batchSize,
  l1,
  l2,
});

const isFiniteNetwork = (layers: readonly Layer[]) =>
  layers.every(({ weights, bias }) => weights.every(Number.isFinite) && bias.every(Number.isFinite));

const fresh = (layers: readonly Layer[], mask: Mask, step: number): Checkpoint => ({
  layers: applyMask(layers, mask),
  moments: [],
  betaPowers: [1, 1],
  step,
  mask,
});

/** One person's session with one network: owns the engine, the history and the order in which things happen. */
export class Session {
  #emit: (event: EngineEvent) => void;
  #setup!: Setup;
  #opened: Opened | undefined;
  /** The person's files that the data came from, for a changed network or seed. */
  #files: readonly DataFileInput[] | undefined;
  #history!: History;
  #batches!: Batches;
  #ranking!: Ranking;
  /** Weights as they stand, before the cut that the slider shows. */
  #layers: readonly Layer[] = [];
  #locked: Mask = new Map();
  #step = 0;
  /** Training steps since the network was opened; rewinding does not turn it back. */
  #clock = 0;
  #timeline: readonly TimelinePoint[] = [];
  #unsent: TimelinePoint[] = [];
  #reached: readonly CurvePoint[] = [];
  /** Committed cut on top of the locked mask. */
  #committed = 0;
  #version = 0;
  #network = 0;

  #run: Run | null = null;
  #stopAsked = false;
  #rate = 0;
  #stepMilliseconds = 4;
  #lossSum = 0;
  #lossSteps = 0;
  #sentSnapshot = 0;

  #queue: Command[] = [];
  #preview: { id: number; sparsity: number } = { id: 0, sparsity: 0 };
  #previewAsked = false;
  #trainFiguresAsked = false;
  /** Figures on the training sample before the slider's cut, of the latest point of the timeline. */
  #trainUncut = { version: -1, accuracy: 0, loss: 0 };
  #gzipAsked = false;
  #curve: { points: CurvePoint[]; steps: Iterator<CurvePoint, void>; begun: number } | undefined;
  #curveStale = false;
  #curveSent = 0;
  #working = false;
  #testOpened = 0;

  constructor(emit: (event: EngineEvent) => void) {
    this.#emit = emit;
  }

  /** Takes a command; answers come as events. Previews overtake everything and only the newest is answered. */
  receive(command: Command): void {
    if (command.type === "preview") {
      this.#preview = { id: command.id, sparsity: command.sparsity };
      this.#previewAsked = true;
    } else {
      if (command.type === "pause") this.#stopAsked = true;
      this.#queue.push(command);
    }
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    while (true) {
      try {
        if (!(await this.#next())) break;
      } catch (error) {
        await this.#recover(error);
      }
      await pause();
    }
    this.#working = false;
  }

  /** Does the most urgent thing; false when nothing is left to do. */
  async #next(): Promise<boolean> {
    const command = this.#queue.shift();
    if (command) await this.#do(command);
    else if (!this.#opened) return false;
    else if (this.#previewAsked) this.#answerPreview();
    else if (this.#run) {
      await this.#burst(this.#opened, this.#run);
      if (this.#curve || performance.now() - this.#curveSent > curveMilliseconds) this.#advanceCurve();
    } else if (this.#trainFiguresAsked) this.#answerTrainFigures();
    else if (this.#curveStale || this.#curve) this.#advanceCurve();
    else if (this.#gzipAsked) await this.#answerGzip();
    else return false;
    return true;
  }

  async #do(command: Command): Promise<void> {
    if (command.type === "open") return this.#open(command.setup, command.files);
    const opened = this.#opened;
    if (!opened) return;
    switch (command.type) {
      case "configure":
        return this.#configure(opened, command.setup);
      case "train":
        return this.#start(opened, command.kind);
      case "pause":
        return this.#finish(opened);
      case "step": {
        if (this.#run) return;
        await this.#begin(opened, "train", this.#step + 1);
        return;
      }
      case "rewind":
        return this.#rewind(opened, command.keepMask);
      case "prune":
        return this.#prune(opened, command.sparsity);
      case "undo":
      case "redo":
      case "goTo": {
        await this.#finish(opened);
        const moved = command.type === "goTo" ? this.#history.goTo(command.entry) : this.#history[command.type]();
        if (moved) this.#restore(opened, this.#history.current);
        return;
      }
      case "scoreTest":
        return this.#scoreTest(opened);
      case "readWeights": {
        const mask = maskAt(this.#ranking, this.#committed);
        this.#emit({ type: "weights", id: command.id, layers: applyMask(this.#layers, mask), mask });
      }
    }
  }

  async #open(setup: Setup, given: readonly DataFileInput[] | undefined): Promise<void> {
    if (this.#opened) await this.#finish(this.#opened);
    const files = setup.data === "file" ? (given ?? this.#files) : undefined;
    const { dataset, split } = await openData(setup, files, (what, done, total) =>
      this.#emit({ type: "preparing", what, done, total }),
    );
    this.#files = files;
    this.#emit({ type: "preparing", what: "Starting the engine", done: 0, total: 1 });
    const size = dataset.inputs.length / dataset.count;
    const spec: NetworkSpec = {
      inputs: size,
      hidden: setup.hidden,
      outputs: dataset.classes.length,
      activation: setup.activation,
      initialiser: setup.initialiser,
    };
    const train = rowsOf(dataset, split.train);
    const validation = rowsOf(dataset, split.validation);
    const shownRows =
      dataset.kind === "points"
        ? Uint32Array.from(validation.labels.keys())
        : pickByClass(validation.labels, shownImages);
    const sample = rowsOf(dataset, split.train.subarray(0, trainSampleSize));
    const data: TrainingData = { ...train, count: split.train.length, size, classes: spec.outputs };
    const layers = initialise(spec, setup.seed);
    const checkpoint = fresh(layers, fullMask(layers), 0);
    const batches = createBatches(Uint32Array.from(train.labels.keys()), setup.batchSize, setup.seed);
    const job = { spec, data, checkpoint, hyper: hyperOf(setup), batch: batches.at(0) };
    this.#opened?.engine.dispose();
    this.#opened = undefined;
    const { engine, report } = await chooseEngine(setup.backend, job);
    const observer = createObserver(spec, validation, sample, dataset.kind);
    const opened: Opened = { spec, data, test: rowsOf(dataset, split.test), observer, engine };

    this.#opened = opened;
    this.#setup = setup;
    this.#batches = batches;
    this.#network++;
    this.#testOpened = 0;
    this.#rate = 0;
    this.#emit({
      type: "opened",
      setup,
      spec,
      backend: report,
      data: {
        id: dataset.id,
        label: dataset.label,
        kind: dataset.kind,
        inputShape: dataset.inputShape,
        classes: dataset.classes,
        trainCount: split.train.length,
        validationCount: split.validation.length,
        testCount: split.test.length,
        shown: rowsOf({ ...dataset, ...validation, count: validation.labels.length }, shownRows).inputs,
        shownRows,
        labels: validation.labels,
      },
    });
    this.#adopt(opened, checkpoint);
    this.#clock = 0;
    this.#timeline = [];
    this.#reached = [];
    this.#committed = 0;
    this.#history = new History(this.#entry("start", "Initial weights", checkpoint));
    this.#unsent = [];
    this.#emit({ type: "timeline", points: [], reset: true });
    this.#sendSnapshot();
    this.#sendHistory();
    this.#sendProgress(opened);
  }

  /** Settings that act from the next step on. A changed pruning request re-ranks the same weights. */
  async #configure(opened: Opened, setup: Setup): Promise<void> {
    const before = this.#setup;
    this.#setup = setup;
    opened.engine.setHyperparameters(hyperOf(setup));
    if (setup.batchSize !== before.batchSize)
      this.#batches = createBatches(Uint32Array.from(opened.data.labels.keys()), setup.batchSize, setup.seed);
    if (setup.backend !== before.backend) {
      const checkpoint = await opened.engine.checkpoint();
      opened.engine.dispose();
      const job = { ...opened, checkpoint, hyper: hyperOf(setup), batch: this.#batches.at(this.#step) };
      const { engine, report } = await chooseEngine(setup.backend, job);
      opened.engine = engine;
      this.#rate = 0;
      this.#emit({ type: "backend", backend: report });
      this.#sendProgress(opened);
    }
    const request = (s: Setup) => [s.criterion, s.granularity, s.norm, s.scope, s.protect].join();
    if (request(setup) === request(before)) return;
    this.#rerank();
    this.#sendSnapshot();
    if (this.#committed > 0) await this.#prune(opened, this.#committed);
  }

  async #start(opened: Opened, kind: RunKind): Promise<void> {
    if (this.#run) return;
    const epochs = kind === "train" ? this.#setup.trainEpochs : this.#setup.fineTuneEpochs;
    await this.#begin(opened, kind, this.#step + epochs * this.#batches.perEpoch);
  }

  async #begin(opened: Opened, kind: RunKind, until: number): Promise<void> {
    await this.#lock(opened);
    this.#stopAsked = false;
    this.#run = { kind, until };
    this.#lossSum = this.#lossSteps = 0;
    if (this.#timeline.length === 0) this.#record(opened, Number.NaN);
    this.#sendProgress(opened);
  }

  /** Makes the committed cut part of the network: its weights become exactly 0 and stay so while training. */
  async #lock(opened: Opened): Promise<void> {
    if (this.#committed === 0) return;
    const mask = maskAt(this.#ranking, this.#committed);
    if (sparsityOf(mask) <= sparsityOf(this.#locked)) return;
    const checkpoint = fresh(this.#layers, mask, this.#step);
    opened.engine.restore(checkpoint);
    this.#adopt(opened, checkpoint);
    this.#sendSnapshot();
  }

  async #burst(opened: Opened, run: Run): Promise<void> {
    const every = this.#recordEvery();
    const untilRecord = every - (this.#step % every);
    const wanted = Math.max(1, Math.round(burstMilliseconds / this.#stepMilliseconds));
    const count = Math.min(wanted, untilRecord, run.until - this.#step);
    const batches = Array.from({ length: count }, (_, i) => this.#batches.at(this.#step + i));
    const begun = performance.now();
    const loss = await opened.engine.train(batches);
    const spent = (performance.now() - begun) / count;
    this.#stepMilliseconds = this.#stepMilliseconds * 0.7 + spent * 0.3;
    this.#rate = 1000 / this.#stepMilliseconds;
    this.#step += count;
    this.#clock += count;
    this.#lossSum += loss * count;
    this.#lossSteps += count;
    const ended = this.#step >= run.until || this.#stopAsked;
    if (Number.isFinite(loss) && this.#step % every !== 0 && !ended) return;
    const layers = await opened.engine.layers();
    if (!Number.isFinite(loss) || !isFiniteNetwork(layers)) return this.#diverged(opened);
    this.#layers = layers;
    opened.observer.setWeights(layers);
    this.#rerank();
    this.#record(opened, this.#lossSum / this.#lossSteps);
    this.#lossSum = this.#lossSteps = 0;
    if (ended || performance.now() - this.#sentSnapshot > snapshotMilliseconds) {
      this.#sendSnapshot();
      this.#sendProgress(opened);
    }
    if (ended) await this.#finish(opened);
  }

  /** Steps between two points of the timeline; depends on the set-up alone, so that runs repeat exactly. */
  #recordEvery(): number {
    return Math.max(10, Math.round(this.#batches.perEpoch / 4));
  }

  #record(opened: Opened, trainLoss: number): void {
    const validation = opened.observer.validate(this.#ranking, 0);
    const train = opened.observer.trainFigures(this.#ranking, 0);
    this.#trainUncut = { version: this.#version, accuracy: train.accuracy, loss: train.loss };
    const point: TimelinePoint = {
      step: this.#clock,
      trainAccuracy: train.accuracy,
      validationAccuracy: validation.accuracy,
      trainLoss: Number.isNaN(trainLoss) ? train.loss : trainLoss,
      validationLoss: validation.loss,
    };
    this.#timeline = [...this.#timeline, point];
    this.#unsent.push(point);
  }

  /** Ends a run, keeps it as one undoable step. */
  async #finish(opened: Opened): Promise<void> {
    const run = this.#run;
    if (!run) return;
    this.#run = null;
    const checkpoint = await opened.engine.checkpoint();
    if (!isFiniteNetwork(checkpoint.layers)) return this.#diverged(opened);
    this.#adopt(opened, checkpoint);
    const label = run.kind === "train" ? "Train" : "Fine-tune";
    if (this.#committed > 0) {
      const { accuracy } = opened.observer.validate(this.#ranking, this.#committed);
      this.#reached = [...this.#reached, { sparsity: this.#committed, accuracy }];
    }
    this.#history.push(this.#entry(run.kind, label, checkpoint));
    this.#sendSnapshot();
    this.#sendHistory();
    this.#sendProgress(opened);
  }

  async #rewind(opened: Opened, keepMask: boolean): Promise<void> {
    await this.#finish(opened);
    const layers = initialise(opened.spec, this.#setup.seed);
    const kept = maskAt(this.#ranking, this.#committed);
    const checkpoint = fresh(layers, keepMask ? kept : fullMask(layers), 0);
    if (!keepMask) this.#committed = 0;
    opened.engine.restore(checkpoint);
    this.#adopt(opened, checkpoint);
    this.#history.push(this.#entry("rewind", keepMask ? "Rewind, mask kept" : "Rewind", checkpoint));
    this.#sendSnapshot();
    this.#sendHistory();
    this.#sendProgress(opened);
  }

  /** Commits a cut. While training it acts from the next step on; else the weights wait, unchanged, until training. */
  async #prune(opened: Opened, sparsity: number): Promise<void> {
    const run = this.#run;
    if (run) await this.#finish(opened);
    this.#committed = sparsity;
    this.#preview = { ...this.#preview, sparsity };
    this.#previewAsked = true;
    const label = `Prune ${Math.round(sparsity * 1000) / 10}\u202f%`;
    const checkpoint = this.#history.current.checkpoint;
    this.#history.push(this.#entry("prune", label, checkpoint));
    this.#sendHistory();
    if (run && run.until > this.#step) await this.#begin(opened, run.kind, run.until);
  }

  #restore(opened: Opened, entry: Entry): void {
    opened.engine.restore(entry.checkpoint);
    this.#setup = entry.setup;
    opened.engine.setHyperparameters(hyperOf(entry.setup));
    this.#adopt(opened, entry.checkpoint);
    this.#committed = entry.sparsity;
    this.#preview = { ...this.#preview, sparsity: entry.sparsity };
    this.#clock = entry.clock;
    this.#timeline = entry.timeline;
    this.#reached = entry.reached;
    this.#unsent = [];
    this.#emit({ type: "timeline", points: entry.timeline, reset: true });
    this.#sendHistory();
    this.#sendSnapshot();
    this.#sendProgress(opened);
  }

  #diverged(opened: Opened): void {
    const { learningRate } = this.#setup;
    const step = this.#step;
    this.#run = null;
    const kept = fresh(this.#layers, this.#locked, step);
    opened.engine.restore(kept);
    this.#adopt(opened, kept);
    this.#history.push(this.#entry("train", "Train, diverged", kept));
    this.#sendSnapshot();
    this.#sendHistory();
    this.#sendProgress(opened);
    const suggestion = Number((learningRate / 10).toPrecision(1));
    this.#problem({ kind: "diverged", step, learningRate, suggestion });
  }

  /** Something failed. A lost GPU continues on the CPU from the last good weights; anything else is told. */
  async #recover(error: unknown): Promise<void> {
    const detail = error instanceof Error ? error.message : String(error);
    const opened = this.#opened;
    if (opened?.engine.lost()) {
      this.#run = null;
      opened.engine.dispose();
      const checkpoint = fresh(this.#layers, this.#locked, this.#step);
      const job = { ...opened, checkpoint, hyper: hyperOf(this.#setup), batch: this.#batches.at(this.#step) };
      const { engine, report } = await chooseEngine("cpu", job);
      opened.engine = engine;
      const reason = "The graphics context was lost; the CPU went on from the last good weights.";
      this.#emit({ type: "backend", backend: { ...report, reason, fallback: true } });
      this.#history.push(this.#entry("train", "Train, graphics lost", checkpoint));
      this.#sendSnapshot();
      this.#sendHistory();
      this.#sendProgress(opened);
      this.#problem({ kind: "gpu-lost", detail });
      return;
    }
    this.#run = null;
    const isFile = error instanceof Error && error.name === "DataFileError";
    this.#problem({ kind: isFile ? "file" : "failed", detail });
    if (opened) this.#sendProgress(opened);
  }

  #scoreTest(opened: Opened): void {
    this.#testOpened++;
    const { accuracy } = opened.observer.score(opened.test, this.#ranking, this.#preview.sparsity);
    this.#emit({ type: "test", accuracy, count: opened.test.labels.length, opened: this.#testOpened });
  }

  #adopt(opened: Opened, checkpoint: Checkpoint): void {
    this.#layers = checkpoint.layers;
    this.#locked = checkpoint.mask;
    this.#step = checkpoint.step;
    opened.observer.setWeights(checkpoint.layers);
    this.#rerank();
  }

  #rerank(): void {
    const { criterion, granularity, scope, norm, seed, protect } = this.#setup;
    const names = this.#layers.map((layer) => layer.name);
    const request = { criterion, granularity, scope, norm, seed, keepOneUnit: true };
    this.#ranking = rank(this.#layers, { ...request, protectedLayers: protectedLayers(protect, names) }, this.#locked);
    this.#version++;
  }

  #entry(kind: EntryKind, label: string, checkpoint: Checkpoint): Entry {
    const sparsity = this.#committed;
    const accuracy = this.#opened?.observer.validate(this.#ranking, sparsity).accuracy ?? 0;
    return {
      kind,
      label,
      checkpoint,
      sparsity,
      setup: { ...this.#setup, sparsity: Math.round(sparsity * 1000) / 10 },
      clock: this.#clock,
      accuracy,
      timeline: this.#timeline,
      reached: this.#reached,
    };
  }

  #sendSnapshot(): void {
    this.#sentSnapshot = performance.now();
    const epoch = this.#step / this.#batches.perEpoch;
    const snapshot = {
      network: this.#network,
      version: this.#version,
      layers: this.#layers,
      locked: this.#locked,
      ranking: this.#ranking,
      step: this.#step,
      epoch,
    };
    this.#emit({ type: "snapshot", snapshot });
    if (this.#unsent.length > 0) this.#emit({ type: "timeline", points: this.#unsent, reset: false });
    this.#unsent = [];
    this.#previewAsked = true;
    this.#curveStale = true;
  }

  #sendHistory(): void {
    this.#emit({
      type: "history",
      history: this.#history.state(),
      reached: this.#reached,
      setup: this.#history.current.setup,
    });
  }

  #sendProgress(opened: Opened): void {
    this.#emit({
      type: "progress",
      running: this.#run?.kind ?? null,
      step: this.#step,
      epoch: this.#step / this.#batches.perEpoch,
      stepsPerSecond: this.#rate,
      tensors: opened.engine.tensors(),
    });
  }

  #answerPreview(): void {
    this.#previewAsked = false;
    const { id, sparsity } = this.#preview;
    const { observer } = this.#opened!;
    const uncut = observer.uncut(this.#version, this.#ranking);
    const preview = observer.preview(id, this.#version, this.#ranking, sparsity);
    this.#emit({ type: "preview", preview, ...uncut });
    this.#trainFiguresAsked = true;
    this.#gzipAsked = true;
    const cutsNothing = countsAt(this.#ranking, sparsity).every(
      (count, l) => count === this.#ranking.lists[l].alreadyPruned,
    );
    if (cutsNothing && this.#trainUncut.version === this.#version) this.#sendTrainFigures(this.#trainUncut);
  }

  #answerTrainFigures(): void {
    this.#trainFiguresAsked = false;
    const { observer } = this.#opened!;
    this.#sendTrainFigures(observer.trainFigures(this.#ranking, this.#preview.sparsity));
  }

  #sendTrainFigures({ accuracy, loss }: { readonly accuracy: number; readonly loss: number }): void {
    const { trainCount: count } = this.#opened!.observer;
    this.#trainFiguresAsked = false;
    this.#emit({ type: "trainFigures", id: this.#preview.id, version: this.#version, accuracy, loss, count });
  }

  async #answerGzip(): Promise<void> {
    this.#gzipAsked = false;
    const { id, sparsity } = this.#preview;
    const version = this.#version;
    const bytes = await gzippedBytes(applyMask(this.#layers, maskAt(this.#ranking, sparsity)));
    this.#emit({ type: "gzip", id, version, bytes });
  }

  /** Computes some more levels of the curve; sends it when whole. A curve once begun is finished for its weights. */
  #advanceCurve(): void {
    const { observer } = this.#opened!;
    if (this.#curveStale && !(this.#curve && this.#run)) {
      this.#curveStale = false;
      this.#curve = { points: [], steps: observer.curve(this.#ranking), begun: performance.now() };
    }
    const curve = this.#curve;
    if (!curve) return;
    const until = performance.now() + curveSliceMilliseconds;
    do {
      const { value, done } = curve.steps.next();
      if (done || !value) {
        this.#curve = undefined;
        this.#curveSent = performance.now();
        const milliseconds = this.#curveSent - curve.begun;
        this.#emit({ type: "curve", version: this.#version, points: curve.points, milliseconds });
        return;
      }
      curve.points.unshift(value);
    } while (performance.now() < until);
  }

  #problem(problem: Problem): void {
    this.#emit({ type: "problem", problem, setup: this.#opened ? this.#setup : null });
  }
}
