import type { DataFileInput } from "../data/idx.ts";
import { initialise } from "../network/initialise.ts";
import type { Layer } from "../network/network.ts";
import { maskAt } from "../pruning/cut.ts";
import { applyMask, fullMask, sparsityOf } from "../pruning/mask.ts";
import { rank } from "../pruning/rank.ts";
import type { Mask, Ranking } from "../pruning/types.ts";
import { type BackendChoice, protectedLayers, type Setup } from "../setup/setup.ts";
import type { Checkpoint, Engine } from "./api.ts";
import type { Batches } from "./batches.ts";
import { chooseEngine, processor } from "./choose.ts";
import { type Entry, History } from "./history.ts";
import { batchesFor, fresh, hyperparametersOf, type Opened, prepare } from "./opened.ts";
import { pause, sleep } from "./pause.ts";
import type {
  BackendReport,
  Command,
  CurvePoint,
  EngineEvent,
  EntryKind,
  Problem,
  RunKind,
  TimelinePoint,
} from "./protocol.ts";
import { Viewer } from "./viewer.ts";

/** Aim for one burst of training steps; short enough for the slider to be answered in between. */
const burstMilliseconds = 24;
/** Least time between two snapshots sent to the page while training. */
const snapshotMilliseconds = 80;
/** Step and rate are told at least this often. */
const progressMilliseconds = 250;

/** A run of many steps lasts at least this long, evenly spread: small networks would be done before one has seen them learn. */
const shortestRunMilliseconds = 2000;
/** Runs of fewer steps are not slowed down. */
const fewestPacedSteps = 50;
/** Longest pause between two bursts: the slider waits that long. */
const pauseMilliseconds = 12;

interface Run {
  readonly kind: RunKind;
  readonly from: number;
  readonly until: number;
  readonly begun: number;
}

/** The engine of a network; without one nothing can be trained. */
function engineOf({ engine }: Opened): Engine {
  if (!engine) throw new Error("No engine could be started for this network; choose another backend.");
  return engine;
}

const isFiniteNetwork = (layers: readonly Layer[]) =>
  layers.every(({ weights, bias }) => weights.every(Number.isFinite) && bias.every(Number.isFinite));

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
  /** Step that those weights are of; training may be some steps ahead. */
  #layersStep = 0;
  /** The whole state at that step, where it is known. */
  #whole: Checkpoint | undefined;
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
  #sentProgress = 0;

  #queue: Command[] = [];
  #working = false;
  #testOpened = 0;

  constructor(emit: (event: EngineEvent) => void) {
    this.#emit = emit;
  }

  /** Takes a command; answers come as events. Previews overtake everything and only the newest is answered. */
  receive(command: Command): void {
    if (command.type === "preview") {
      this.#opened?.viewer.look(command.id, command.sparsity);
    } else {
      if (command.type === "pause") this.#stopAsked = true;
      this.#queue.push(command);
    }
    this.#wake();
  }

  #wake = (): void => {
    if (!this.#working) void this.#work();
  };

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
    else if (this.#opened.viewer.answer()) return true;
    else if (this.#run) {
      await this.#burst(this.#opened, this.#run);
      this.#opened.viewer.answerWhileTraining();
    } else return this.#opened.viewer.answerAtRest();
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
    const { checkpoint, ...prepared } = await prepare(setup, files, (what, done, total) =>
      this.#emit({ type: "preparing", what, done, total }),
    );
    this.#opened?.engine?.dispose();
    const opened: Opened = {
      ...prepared,
      engine: undefined,
      viewer: new Viewer(prepared.observer, this.#emit, this.#wake),
    };
    this.#opened = opened;
    this.#files = files;
    this.#setup = setup;
    this.#batches = batchesFor(prepared, setup);
    this.#network++;
    this.#testOpened = 0;
    this.#rate = 0;
    this.#emit({ type: "opened", setup, spec: opened.spec, data: opened.summary });
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
    // The network is seen before the engine has started, which may take a while.
    opened.viewer.answer();
    this.#emit({ type: "preparing", what: "Starting the engine", done: 0, total: 1 });
    await this.#chooseEngine(opened, setup.backend, checkpoint);
  }

  /** Starts the engine that a choice asks for, at a checkpoint, in place of the one that ran. */
  async #chooseEngine(opened: Opened, choice: BackendChoice, checkpoint: Checkpoint): Promise<BackendReport> {
    opened.engine?.dispose();
    opened.engine = undefined;
    const hyper = hyperparametersOf(this.#setup);
    const job = { ...opened, checkpoint, hyper, batch: this.#batches.at(checkpoint.step) };
    const { engine, report } = await chooseEngine(choice, job);
    opened.engine = engine;
    this.#rate = 0;
    this.#emit({ type: "backend", backend: report });
    this.#sendProgress(opened);
    return report;
  }

  /** Settings that act from the next step on. A changed pruning request re-ranks the same weights. */
  async #configure(opened: Opened, setup: Setup): Promise<void> {
    const before = this.#setup;
    this.#setup = setup;
    engineOf(opened).setHyperparameters(hyperparametersOf(setup));
    if (setup.batchSize !== before.batchSize) this.#batches = batchesFor(opened, setup);
    if (setup.backend !== before.backend) {
      const checkpoint = await engineOf(opened).checkpoint();
      await this.#chooseEngine(opened, setup.backend, checkpoint);
    }
    const request = (s: Setup) => [s.criterion, s.granularity, s.norm, s.scope, s.protect].join();
    if (request(setup) === request(before)) return;
    this.#rerank(opened);
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
    this.#rate = 0;
    this.#stopAsked = false;
    this.#run = { kind, from: this.#step, until, begun: performance.now() };
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
    engineOf(opened).restore(checkpoint);
    this.#adopt(opened, checkpoint);
    this.#sendSnapshot();
  }

  async #burst(opened: Opened, run: Run): Promise<void> {
    if (this.#isAhead(run)) return sleep(pauseMilliseconds);
    const every = this.#recordEvery();
    const untilRecord = every - (this.#step % every);
    const wanted = Math.max(1, Math.round(burstMilliseconds / this.#stepMilliseconds));
    const count = Math.min(wanted, untilRecord, run.until - this.#step);
    const batches = Array.from({ length: count }, (_, i) => this.#batches.at(this.#step + i));
    const begun = performance.now();
    const loss = await engineOf(opened).train(batches);
    const spent = (performance.now() - begun) / count;
    // The first burst of a run forgets the last run's pace: fewer weights make shorter steps.
    this.#stepMilliseconds = this.#rate === 0 ? spent : this.#stepMilliseconds * 0.7 + spent * 0.3;
    this.#rate = 1000 / this.#stepMilliseconds;
    this.#step += count;
    this.#clock += count;
    this.#lossSum += loss * count;
    this.#lossSteps += count;
    const ended = this.#step >= run.until || this.#stopAsked;
    if (performance.now() - this.#sentProgress > progressMilliseconds) this.#sendProgress(opened);
    if (Number.isFinite(loss) && this.#step % every !== 0 && !ended) return;
    const engine = engineOf(opened);
    // A graphics card can go away: the whole state is kept, so that another engine takes over without losing a step.
    const whole = engine.backend === "webgl" ? await engine.checkpoint() : undefined;
    const layers = whole?.layers ?? (await engine.layers());
    if (!Number.isFinite(loss) || !isFiniteNetwork(layers)) return this.#diverged(opened);
    this.#layers = layers;
    this.#layersStep = this.#step;
    this.#whole = whole;
    this.#rerank(opened);
    this.#record(opened, this.#lossSum / this.#lossSteps);
    this.#lossSum = this.#lossSteps = 0;
    if (ended || performance.now() - this.#sentSnapshot > snapshotMilliseconds) {
      this.#sendSnapshot();
      this.#sendProgress(opened);
    }
    if (ended) await this.#finish(opened);
  }

  /** Whether a short run is further than its time, so that it can be watched. */
  #isAhead({ from, until, begun }: Run): boolean {
    if (until - from < fewestPacedSteps || this.#stopAsked) return false;
    const due = (shortestRunMilliseconds * (this.#step - from)) / (until - from);
    return performance.now() - begun < due;
  }

  /** Steps between two points of the timeline; depends on the set-up alone, so that runs repeat exactly. */
  #recordEvery(): number {
    return Math.max(10, Math.round(this.#batches.perEpoch / 4));
  }

  #record(opened: Opened, trainLoss: number): void {
    const validation = opened.observer.validate(this.#ranking, 0);
    const train = opened.observer.trainFigures(this.#ranking, 0);
    opened.viewer.remember(train);
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
    const checkpoint = await engineOf(opened).checkpoint();
    if (!isFiniteNetwork(checkpoint.layers)) return this.#diverged(opened);
    this.#adopt(opened, checkpoint);
    const label = run.kind === "train" ? "Train" : "Fine-tune";
    const speed = {
      sparsity: sparsityOf(checkpoint.mask),
      stepsPerSecond: this.#rate,
      backend: engineOf(opened).backend,
    };
    if (this.#rate > 0) this.#emit({ type: "speed", speed });
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
    engineOf(opened).restore(checkpoint);
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
    opened.viewer.lookAt(sparsity);
    const label = `Prune ${Math.round(sparsity * 1000) / 10}\u202f%`;
    const checkpoint = this.#history.current.checkpoint;
    this.#history.push(this.#entry("prune", label, checkpoint));
    this.#sendHistory();
    if (run && run.until > this.#step) await this.#begin(opened, run.kind, run.until);
  }

  #restore(opened: Opened, entry: Entry): void {
    engineOf(opened).restore(entry.checkpoint);
    this.#setup = entry.setup;
    engineOf(opened).setHyperparameters(hyperparametersOf(entry.setup));
    this.#adopt(opened, entry.checkpoint);
    this.#committed = entry.sparsity;
    opened.viewer.lookAt(entry.sparsity);
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
    const kept = this.#lastGood();
    engineOf(opened).restore(kept);
    this.#adopt(opened, kept);
    this.#history.push(this.#entry("train", "Train, diverged", kept));
    this.#sendSnapshot();
    this.#sendHistory();
    this.#sendProgress(opened);
    const suggestion = Number((learningRate / 10).toPrecision(1));
    this.#problem({ kind: "diverged", step, kept: kept.step, learningRate, suggestion });
  }

  /** The weights last read and found good, with a fresh optimizer; the clock goes back to them. */
  #lastGood(): Checkpoint {
    this.#clock -= this.#step - this.#layersStep;
    return fresh(this.#layers, this.#locked, this.#layersStep);
  }

  /** Something failed. After a lost GPU the processor takes the last recorded state and repeats the steps since then, which are
   *  the same batches; anything else is told. */
  async #recover(error: unknown): Promise<void> {
    const detail = error instanceof Error ? error.message : String(error);
    const opened = this.#opened;
    if (opened?.engine?.lost()) {
      const run = this.#run;
      this.#run = null;
      const checkpoint = { ...this.#lastGood(), ...this.#whole };
      this.#adopt(opened, checkpoint);
      const report = await this.#chooseEngine(opened, processor(), checkpoint);
      const reason = "The graphics context was lost; the processor goes on from the last recorded step.";
      this.#emit({ type: "backend", backend: { ...report, reason, fallback: true } });
      this.#history.push(this.#entry("train", "Train, graphics lost", checkpoint));
      this.#run = run;
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
    const { accuracy } = opened.observer.score(opened.test, this.#ranking, opened.viewer.sparsity);
    this.#emit({ type: "test", accuracy, count: opened.test.labels.length, opened: this.#testOpened });
  }

  #adopt(opened: Opened, checkpoint: Checkpoint): void {
    this.#layers = checkpoint.layers;
    this.#layersStep = checkpoint.step;
    this.#whole = checkpoint;
    this.#locked = checkpoint.mask;
    this.#step = checkpoint.step;
    this.#rerank(opened);
  }

  #rerank({ viewer }: Opened): void {
    const { criterion, granularity, scope, norm, seed, protect } = this.#setup;
    const names = this.#layers.map((layer) => layer.name);
    const request = { criterion, granularity, scope, norm, seed, keepOneUnit: true };
    this.#ranking = rank(this.#layers, { ...request, protectedLayers: protectedLayers(protect, names) }, this.#locked);
    this.#version++;
    viewer.take({ version: this.#version, layers: this.#layers, ranking: this.#ranking });
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
    this.#opened?.viewer.refresh();
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
    this.#sentProgress = performance.now();
    this.#emit({
      type: "progress",
      running: this.#run?.kind ?? null,
      step: this.#step,
      epoch: this.#step / this.#batches.perEpoch,
      stepsPerSecond: this.#rate,
      tensors: opened.engine?.tensors() ?? 0,
    });
  }

  #problem(problem: Problem): void {
    this.#emit({ type: "problem", problem, setup: this.#opened ? this.#setup : null });
  }
}
