import type { GivenData } from "../data/dataset.ts";
import type { Checkpoint } from "../network/checkpoint.ts";
import { isFiniteNetwork } from "../network/finite.ts";
import { initialise } from "../network/initialise.ts";
import { applyMask, fullMask, keptCount, type Mask, sparsityOf } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { lockedAt, maskAt } from "../pruning/cut.ts";
import { changes, edited, type ManualEdit, noManualEdits, withRestored } from "../pruning/manualEdits.ts";
import { moved } from "../pruning/move.ts";
import { whyNotFor } from "../pruning/offer.ts";
import { pretrainedSetup } from "../setup/pretrained.ts";
import { axisOf, ofCut, percentOf, type Setup } from "../setup/setup.ts";
import type { Run, RunKind } from "../training/run.ts";
import { Share } from "../training/share.ts";
import { chooseEngine } from "./choose.ts";
import { stepForecast } from "./forecast.ts";
import { type Entry, History } from "./history.ts";
import { KeptRuns, type Score, type Work } from "./keptRuns.ts";
import { fresh, prepare, regrown } from "./opened.ts";
import { type FetchBytes, fetchBytes, pretrained } from "./pretrained/weights.ts";
import type { Answer, Ask, Command, EngineEvent, EntryKind, Handle, Opened, Problem, Reached } from "./protocol.ts";
import { cutMask, rankAlike, shareAlike } from "./ranked.ts";
import { leaveSlowCard, recoverFromLoss } from "./recovery.ts";
import { beforeLocking, noReferences, withDense } from "./references.ts";
import { Training } from "./training.ts";
import { Turns } from "./turns.ts";

/** Share of the time that recording a run on the page may take, and the least time between two records, in milliseconds. */
const recordShare = 0.03;
const recordMilliseconds = 3000;

/** One person's session with one network: what each command does, in order, and the history. */
export class Session {
  readonly #emit: (event: EngineEvent) => void;
  readonly #choose: typeof chooseEngine;
  readonly #fetch: FetchBytes;
  readonly #turns = new Turns(
    () => this.#next(),
    (error) => this.#recover(error),
  );
  #queue: Command[] = [];
  #setup!: Setup;
  #training: Training | undefined;
  /** The data as it was given, for a changed network or seed. */
  #given: GivenData | undefined;
  #history!: History;
  #reached: readonly Reached[] = [];
  #references = noReferences;
  /** Committed cut on top of the locked mask, 0..1. */
  #committed = 0;
  /** The network asked for last: nobody waits for those before. */
  #asked = 0;
  /** What was last told of the test set. */
  #test: Score | null = null;
  readonly #kept = new KeptRuns();
  #opened: Opened = {};
  /** Of the latest command done. */
  #heard = 0;
  #surroundings = { visible: true, reducedMotion: false };
  #records = new Share(recordShare, recordMilliseconds);

  constructor(emit: (event: EngineEvent) => void, choose = chooseEngine, fetch = fetchBytes) {
    this.#emit = emit;
    this.#choose = choose;
    this.#fetch = fetch;
  }

  /** Takes a command; answers come as events. Previews overtake everything and only the newest is answered. */
  receive(command: Command): void {
    const training = this.#training;
    if (isAnother(command)) this.#asked = command.key.run;
    if (command.type !== "preview") this.#queue.push(command);
    else if (!this.#isLate(command)) training?.viewer.look(command.handle);
    if (command.type === "pause" && training?.run && !this.#isLate(command)) training.run.stopAsked = true;
    this.#turns.wake();
  }

  /** Whether it is about a network that no longer stands, or never will: another was asked for since. */
  #isLate(command: Command): boolean {
    if (command.type === "surroundings" || command.type === "readWeights") return false;
    return command.key.run !== (isAnother(command) ? this.#asked : this.#training?.id);
  }

  /** Does the most urgent thing; false when nothing is left to do. */
  async #next(): Promise<boolean> {
    const command = this.#queue.shift();
    const training = this.#training;
    if (command) {
      this.#heard = command.serial;
      if (!this.#isLate(command)) await this.#do(command);
    } else if (!training) return false;
    else if (training.viewer.answer()) return true;
    else if (training.run) await this.#train(training, training.run);
    else return training.viewer.answerAtRest();
    return true;
  }

  async #do(command: Command): Promise<void> {
    if (isAnother(command)) return this.#changeTo(command);
    if (command.type === "surroundings") this.#surroundings = command;
    const training = this.#training;
    if (!training) return;
    switch (command.type) {
      case "configure":
        return this.#configure(training, command.change);
      case "train":
        return this.#start(training, command.kind);
      case "pause":
        return this.#finish(training);
      case "step": {
        if (!training.run) this.#begin(training, "train", training.step + 1);
        return;
      }
      case "rewind":
        return this.#rewind(training, command.keepMask);
      case "prune": {
        // The page may ask again before it has heard that the cut is made.
        const { layerSparsity, moves } = command;
        const reshares = layerSparsity && String(layerSparsity) !== String(this.#setup.layerSparsity);
        if (reshares) this.#reshare(training, layerSparsity);
        const { ranking } = training.ranked;
        const sparsity = moves
          ? moves.reduce((place, move) => moved(ranking, place, move), this.#committed)
          : command.sparsity;
        const isOther = reshares || Math.abs(sparsity - this.#committed) > 1e-9;
        if (isOther) await this.#prune(training, sparsity, moves !== undefined);
        else if (moves) this.#sendHistory(this.#setup);
        return;
      }
      case "edit":
        return this.#edit(training, command.edit);
      case "undo":
      case "redo":
      case "goTo": {
        await this.#finish(training);
        const moved = command.type === "goTo" ? this.#history.goTo(command.entry) : this.#history[command.type]();
        if (moved) this.#restore(training, this.#history.current);
        else {
          // The page goes by this answer, for settings too.
          this.#sendHistory(this.#setup);
          if (command.type !== "goTo") training.tell({ type: "end", of: command.type });
        }
        return;
      }
      case "scoreTest":
        return this.#scoreTest(training, command.handle);
      case "readWeights": {
        const mask = this.#committedMask(training);
        training.tell({ type: "weights", id: command.id, layers: applyMask(training.ranked.layers, mask), mask });
      }
    }
  }

  /** Puts another network in place of the one that stands, which is kept; it stays where the other cannot be had. */
  async #changeTo(command: Another): Promise<void> {
    const { run } = command.key;
    if (this.#training) await this.#finish(this.#training);
    try {
      await (command.type === "open" ? this.#open(run, command) : this.#resume(run));
    } catch (error) {
      if (run !== this.#asked) return;
      if (this.#training?.id === run) throw error;
      this.#fail(error, run);
      if (this.#training) this.#tellAll(this.#training);
    }
  }

  async #open(run: number, ask: Extract<Ask, { type: "open" }>): Promise<void> {
    const { setup: asked, given: data, recorded, opened } = ask;
    this.#opened = { ...this.#opened, ...opened };
    const tell = (answer: Answer) => this.#emit({ ...answer, key: { run, version: 0 } });
    const endIfLate = () => {
      if (run !== this.#asked) throw new Error("Another network was asked for since.");
    };
    const given = data ?? (this.#given?.dataset.id === asked.data ? this.#given : this.#kept.given(asked.data));
    const { checkpoint, ...prepared } = await prepare(asked, given, (what, done, total, drawn) => {
      endIfLate();
      tell({ type: "preparing", what, done, total, ...(drawn ? { drawn } : {}) });
    });
    const { layers, mask } = checkpoint;
    let trained: readonly Layer[] | null = null;
    let failure: string | null = null;
    if (asked.start === "trained" && !recorded) {
      try {
        trained = await pretrained(asked.hidden, layers, this.#fetch);
      } catch (error) {
        failure = (error as Error).message;
      }
    }
    endIfLate();
    const setup: Setup = failure ? { ...asked, start: "untrained" } : asked;
    const work = this.#leave();
    if (work) this.#kept.add(work);
    this.#kept.open(run, work?.training.id);
    this.#given = given;
    // What the link cuts the page asks for.
    this.#setup = recorded ? setup : { ...setup, sparsity: 0 };
    this.#test = null;
    this.#reached = [];
    this.#references = noReferences;
    this.#committed = 0;
    tell({ type: "opened", setup, spec: prepared.spec, data: prepared.summary, resumed: false });
    const training = new Training(prepared, setup, checkpoint, run, this.#emit, this.#turns.wake);
    this.#training = training;
    this.#history = new History(this.#entry(training, "start", "Initial weights", checkpoint));
    training.tell(training.timeline.reset([]));
    let begin = checkpoint;
    if (trained) {
      begin = fresh(trained, mask, pretrainedSetup.trainEpochs * training.perEpoch);
      training.advance(begin);
      this.#history.push(this.#entry(training, "train", "Trained beforehand", begin));
    }
    if (recorded) {
      begin = recorded.checkpoint;
      this.#committed = recorded.sparsity;
      this.#test = recorded.test && { ...recorded.test, key: training.key };
      training.goOn(recorded);
      this.#history.push(this.#entry(training, "train", "Restored", begin));
      training.tell(training.timeline.reset(recorded.timeline));
    }
    training.sendSnapshot();
    this.#sendHistory(recorded ? this.#history.current.setup : null);
    training.tell({ type: "kept", runs: this.#kept.list(training.id) });
    if (this.#test) this.#emit(this.#test);
    if (failure) this.#problem({ kind: "failed", detail: failure });
    await this.#startEngine(training, begin);
  }

  /** Goes back to a network that was kept, as it was left. */
  async #resume(run: number): Promise<void> {
    if (this.#training?.id !== run) {
      const work = this.#kept.take(run);
      if (!work) throw new Error("That network is not kept any more: older ones go where there is no room.");
      const left = this.#leave();
      if (left) this.#kept.add(left);
      this.#takeUp(work);
    }
    const training = this.#training!;
    this.#tellAll(training);
    if (!training.report) await this.#startEngine(training, this.#history.current.checkpoint);
  }

  /** Tells a page that shows another network all about the one that stands. */
  #tellAll(training: Training): void {
    const { spec, summary } = training.prepared;
    training.tell({ type: "opened", setup: this.#setup, spec, data: summary, resumed: true });
    if (training.report) training.tell({ type: "backend", backend: training.report });
    training.viewer.look({ sparsity: this.#committed });
    // What was chosen since the latest step holds.
    this.#present(training, this.#setup);
    training.tell({ type: "kept", runs: this.#kept.list(training.id) });
    training.tellSpeeds(training.speeds);
    if (this.#test) this.#emit(this.#test);
  }

  /** The network is seen before the engine has started, which may take a while. */
  async #startEngine(training: Training, checkpoint: Checkpoint): Promise<void> {
    training.viewer.answer();
    training.tell({ type: "preparing", what: "Starting the engine", done: 0, total: 1 });
    await this.#useEngine(training, checkpoint);
  }

  /** Starts the engine that the settings ask for. */
  async #useEngine(training: Training, checkpoint: Checkpoint): Promise<void> {
    const { backend, batchSize } = this.#setup;
    const forecast = stepForecast(training.prepared.spec, batchSize, backend === "auto" ? "wasm" : backend);
    // Its first steps are timed.
    training.announce("Starting the engine", 2 * forecast);
    training.use(await this.#choose(backend, training.jobAt(checkpoint)));
  }

  /** All of the network that stands, for another is to take its place. */
  #leave(): Work | undefined {
    const training = this.#training;
    if (!training) return undefined;
    training.leaveEngine();
    return {
      training,
      given: this.#given,
      history: this.#history,
      setup: this.#setup,
      reached: this.#reached,
      references: this.#references,
      committed: this.#committed,
      test: this.#test,
    };
  }

  #takeUp({ training, given, history, setup, reached, references, committed, test }: Work): void {
    this.#training = training;
    this.#given = given;
    this.#history = history;
    this.#setup = setup;
    this.#reached = reached;
    this.#references = references;
    this.#committed = committed;
    this.#test = test;
  }

  /** Settings that act from the next step on. A changed pruning request re-ranks the same weights; one that no longer suits the
   *  network, for undo or another network came between, changes nothing, and that is told. */
  async #configure(training: Training, change: Partial<Setup>): Promise<void> {
    const before = this.#setup;
    const suits = whyNotFor({ ...before, ...change }) === null;
    const setup = { ...before, ...change, ...(suits ? {} : ofCut(before)), sparsity: before.sparsity };
    const { run } = training;
    const { locked } = training.ranked;
    // What was trained until now is a state of its own: how it is cut is about to change.
    const interrupts = run !== null && sparsityOf(locked) > 0 && !rankAlike(setup, before);
    if (interrupts) await this.#finish(training);
    this.#setup = setup;
    training.configure(setup);
    if (setup.backend !== before.backend) {
      const checkpoint = await training.checkpoint();
      training.leaveEngine();
      await this.#useEngine(training, checkpoint);
    }
    if (!suits) this.#sendHistory(this.#setup);
    if (rankAlike(setup, before)) return;
    const isOpen = keptCount(this.#committedMask(training)) < keptCount(training.ranked.ranking.maskBefore);
    training.rerank();
    const isAlike = shareAlike(setup, before);
    const rests = sparsityOf(locked) > 0 && !(isOpen && isAlike);
    if (rests) this.#rest(training, isOpen, isAlike);
    training.sendSnapshot();
    if (!rests && this.#committed > 0) await this.#prune(training, this.#committed);
    if (interrupts && run.until > training.step) this.#begin(training, run.kind, run.until);
  }

  /** The handle goes to what earlier rounds pruned, in what it counts now: nothing is cut until a person moves it. It stays where it
   *  `may`, if that is nothing more. A cut that `isOpen` is taken back by that, as an undoable step. */
  #rest(training: Training, isOpen: boolean, may: boolean): void {
    const { ranking, locked } = training.ranked;
    if (may && keptCount(this.#committedMask(training)) === keptCount(ranking.maskBefore)) return;
    const sparsity = lockedAt(ranking, locked);
    this.#committed = sparsity;
    this.#setup = { ...this.#setup, sparsity: 0 };
    const setup = this.#setup;
    // A state that somebody cut to stays what it is.
    if (isOpen || this.#history.current.kind === "prune")
      this.#history.push(this.#entry(training, "uncut", "Cut taken back", this.#history.current.checkpoint));
    else this.#history.recut({ sparsity, setup });
    training.viewer.look({ sparsity });
    this.#sendHistory(setup);
  }

  #start(training: Training, kind: RunKind): void {
    if (training.run) return;
    const epochs = kind === "train" ? this.#setup.trainEpochs : this.#setup.fineTuneEpochs;
    this.#begin(training, kind, training.step + epochs * training.perEpoch);
  }

  /** Training makes the committed cut part of the network: its weights become exactly 0 and stay so. */
  #begin(training: Training, kind: RunKind, until: number): void {
    const mask = this.#committedMask(training);
    if (sparsityOf(mask) > sparsityOf(training.ranked.locked)) {
      this.#references = beforeLocking(this.#references, training, mask);
      this.#sendReferences();
      training.restore(fresh(training.ranked.layers, mask, training.step));
      training.sendSnapshot();
    }
    training.begin(kind, until, !this.#surroundings.reducedMotion);
  }

  async #train(training: Training, run: Run): Promise<void> {
    const outcome = await training.burst(run);
    if (outcome === "diverged") await this.#diverged(training, run.kind);
    else if (outcome === "ended") await this.#finish(training);
    else if (!this.#surroundings.visible) training.slowdown?.forget();
    else if (training.slowdown?.isSlow) await leaveSlowCard(training);
    if (outcome === "goes on") await this.#record(training);
    const slow = training.slowCard();
    if (slow) this.#problem({ kind: "slow-card", ...slow });
    training.viewer.answerWhileTraining();
  }

  /** Ends a run, keeps it as one undoable step. */
  async #finish(training: Training): Promise<void> {
    const run = training.stop();
    if (!run) return;
    const checkpoint = await training.checkpoint();
    if (!isFiniteNetwork(checkpoint.layers)) return this.#diverged(training, run.kind);
    training.adopt(checkpoint);
    const timed = run.timing.told;
    if (timed) {
      const { optimizer, batchSize } = this.#setup;
      const { backend } = training.engine;
      training.speeds.push({ ...timed, sparsity: sparsityOf(checkpoint.mask), backend, optimizer, batchSize });
      training.tellSpeeds(training.speeds.slice(-1));
    }
    const pruned = sparsityOf(checkpoint.mask);
    if (pruned > 0) {
      const { accuracy } = training.prepared.observer.validate(training.ranked.layers, this.#committedMask(training));
      const axis = axisOf(this.#setup);
      this.#reached = [...this.#reached, { sparsity: this.#committed, accuracy, pruned, axis }];
    }
    this.#push(training, run.kind, titles[run.kind], checkpoint);
  }

  async #rewind(training: Training, keepMask: boolean): Promise<void> {
    await this.#finish(training);
    const layers = initialise(training.prepared.spec, this.#setup.seed);
    const mask = keepMask ? this.#committedMask(training) : fullMask(layers);
    const checkpoint = fresh(layers, mask, 0);
    if (keepMask) this.#references = beforeLocking(this.#references, training, mask);
    else {
      this.#committed = 0;
      this.#setup = { ...this.#setup, sparsity: 0 };
      training.decide(noManualEdits(layers));
    }
    training.restore(checkpoint);
    training.viewer.look({ sparsity: this.#committed });
    this.#push(training, "rewind", keepMask ? "Rewind, mask kept" : "Rewind", checkpoint, true);
  }

  /** Commits a cut. While training it acts from the next step on; else the weights wait, unchanged, until training. `movesHandle` where
   *  the page does not know where it lies. */
  async #prune(training: Training, sparsity: number, movesHandle = false): Promise<void> {
    const { run } = training;
    if (run) await this.#finish(training);
    this.#committed = sparsity;
    this.#setup = { ...this.#setup, sparsity: percentOf(sparsity) };
    this.#history.push(this.#entry(training, "prune", "Prune", this.#history.current.checkpoint));
    this.#sendHistory(movesHandle ? this.#setup : null);
    if (run && run.until > training.step) this.#begin(training, run.kind, run.until);
  }

  /** Other shares of the layers, in percent, for the cut that follows. */
  #reshare(training: Training, layerSparsity: readonly number[]): void {
    this.#setup = { ...this.#setup, layerSparsity };
    training.configure(this.#setup);
    training.rerank(true);
    training.sendSnapshot();
  }

  /** Decides about single weights. One that training holds at 0 comes back with what it was worth before. */
  async #edit(training: Training, edit: ManualEdit): Promise<void> {
    const { run } = training;
    if (!changes(training.hand, edit)) return;
    if (run) await this.#finish(training);
    training.decide(edited(training.hand, edit));
    const { locked } = training.ranked;
    const unlocked = withRestored(locked, edit);
    let { checkpoint } = this.#history.current;
    if (unlocked !== locked) {
      const initial = initialise(training.prepared.spec, this.#setup.seed);
      checkpoint = regrown(
        checkpoint,
        unlocked,
        (layer, index) => this.#history.lastValue(layer, index) ?? initial[layer].weights[index],
      );
      training.restore(checkpoint);
    } else training.rerank();
    this.#push(training, "hand", labelOf(edit), checkpoint);
    if (run && run.until > training.step) this.#begin(training, run.kind, run.until);
  }

  #restore(training: Training, entry: Entry): void {
    this.#setup = { ...this.#setup, ...ofCut(entry.setup) };
    training.decide(entry.hand);
    training.configure(this.#setup);
    training.restore(entry.checkpoint);
    training.clock = entry.clock;
    this.#committed = entry.sparsity;
    this.#reached = entry.reached;
    this.#references = entry.references;
    training.viewer.look({ sparsity: entry.sparsity });
    training.timeline.reset(entry.timeline);
    this.#present(training, entry.setup);
  }

  /** Tells all that the page is to show, as if it knew nothing. */
  #present(training: Training, restored: Setup): void {
    training.tell(training.timeline.reset(training.timeline.points));
    this.#sendHistory(restored);
    training.sendSnapshot();
    training.sendProgress();
  }

  /** The weights recorded last before training ran away are kept, with a fresh optimizer. */
  async #diverged(training: Training, run: RunKind): Promise<void> {
    const { learningRate } = this.#setup;
    const { step } = training;
    const fault = training.fault ?? { kind: "infinite" };
    training.stop();
    const { layers, mask, step: keptStep } = training.fallBackToSound();
    const kept = fresh(layers, mask, keptStep);
    const { rate: suggestion, learns } = await training.rateThatWorks(kept);
    training.restore(kept);
    this.#push(training, run, `${titles[run]}, diverged`, kept);
    this.#problem({ kind: "diverged", run, fault, step, kept: keptStep, learningRate, suggestion, learns });
  }

  /** Something failed. After a lost graphics card the processor goes on; anything else is told. */
  async #recover(error: unknown): Promise<void> {
    const training = this.#training;
    if (training?.isLost) {
      try {
        await recoverFromLoss(training, this.#choose);
      } catch (another) {
        return this.#recover(another);
      }
      const run = training.run?.kind ?? "train";
      this.#push(training, run, `${titles[run]}, graphics lost`, await training.checkpoint());
      return this.#problem({ kind: "gpu-lost", detail: messageOf(error) });
    }
    training?.stop();
    this.#fail(error);
    training?.sendProgress();
  }

  #fail(error: unknown, run = this.#training?.id ?? this.#asked): void {
    const isFile = error instanceof Error && error.name === "DataFileError";
    this.#problem({ kind: isFile ? "file" : "failed", detail: messageOf(error) }, run);
  }

  #scoreTest(training: Training, handle: Handle): void {
    const { observer, test, summary } = training.prepared;
    const opened = (this.#opened[summary.source] ?? 0) + 1;
    this.#opened = { ...this.#opened, [summary.source]: opened };
    const { accuracy } = observer.score(training.ranked.layers, test, cutMask(training.ranked, handle));
    this.#test = { type: "test", handle, accuracy, count: test.labels.length, opened, key: training.key };
    this.#emit(this.#test);
  }

  #committedMask({ ranked }: Training): Mask {
    return maskAt(ranked.ranking, this.#committed);
  }

  /** Keeps a state as an undoable step, and shows it; the page's handle goes along where the step moves the cut. */
  #push(training: Training, kind: EntryKind, label: string, checkpoint: Checkpoint, moves = false): void {
    this.#history.push(this.#entry(training, kind, label, checkpoint));
    training.sendSnapshot();
    this.#sendHistory(moves ? this.#history.current.setup : null);
    training.sendProgress();
  }

  #entry(training: Training, kind: EntryKind, label: string, checkpoint: Checkpoint): Entry {
    const sparsity = this.#committed;
    this.#references = withDense(this.#references, training);
    const { accuracy } = training.prepared.observer.validate(training.ranked.layers, this.#committedMask(training));
    return {
      kind,
      label,
      checkpoint,
      sparsity,
      hand: training.hand,
      setup: this.#setup,
      clock: training.clock,
      accuracy,
      timeline: training.timeline.points,
      reached: this.#reached,
      references: this.#references,
    };
  }

  /** While a run goes on the page gets its state too, now and then. */
  async #record(training: Training): Promise<void> {
    const begun = performance.now();
    if (!this.#records.isDue(begun)) return;
    const checkpoint = await training.checkpoint();
    this.#records.spent(begun);
    if (!training.isSound || !isFiniteNetwork(checkpoint.layers)) return;
    const { clock, hand, timeline } = training;
    const recorded = {
      checkpoint,
      sparsity: this.#committed,
      hand,
      clock,
      timeline: timeline.points,
      test: this.#test,
    };
    training.tell({ type: "recorded", recorded });
  }

  #sendHistory(restored: Setup | null = null): void {
    const { checkpoint, sparsity, hand, clock, timeline } = this.#history.current;
    const recorded = { checkpoint, sparsity, hand, clock, timeline, test: this.#test };
    this.#training?.tell({ type: "recorded", recorded });
    const history = this.#history.state();
    this.#training?.tell({ type: "history", history, reached: this.#reached, restored, heard: this.#heard });
    this.#sendReferences();
  }

  #sendReferences(): void {
    this.#training?.tell({ type: "references", references: this.#references });
  }

  #problem(problem: Problem, run = this.#training?.id ?? this.#asked): void {
    const key = this.#training?.id === run ? this.#training.key : { run, version: 0 };
    this.#emit({ type: "problem", problem, stands: this.#training?.id ?? 0, key });
  }
}

type Another = Extract<Command, { type: "open" | "resume" }>;

/** Whether it asks for another network. */
const isAnother = (command: Command): command is Another => command.type === "open" || command.type === "resume";

const titles: Readonly<Record<RunKind, string>> = { train: "Train", finetune: "Fine-tune" };

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** "Prune 3 weights by hand". */
function labelOf({ action, weights }: ManualEdit): string {
  const count = [...weights.values()].reduce((sum, indexes) => sum + indexes.length, 0);
  const verb = { prune: "Prune", restore: "Restore", release: "Release" }[action];
  return `${verb} ${count} ${count === 1 ? "weight" : "weights"} by hand`;
}
