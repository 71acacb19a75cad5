import type { GivenData } from "../data/dataset.ts";
import { isFiniteNetwork } from "../network/finite.ts";
import { keptCount, sparsityOf } from "../network/mask.ts";
import { lockedAt } from "../pruning/cut.ts";
import { changes, type ManualEdit } from "../pruning/manualEdits.ts";
import { type Move, moved } from "../pruning/move.ts";
import { whyNotFor } from "../pruning/offer.ts";
import type { RunNode } from "../recipe/node.ts";
import { cutSettingsOf, fresh, locked, type NetworkState } from "../recipe/state.ts";
import type { Bench } from "../recipe/step.ts";
import { kindOfStep, type Step } from "../recipe/steps/registry.ts";
import { asked, firstOf, plannedSteps, stepsOf, type TrainStep } from "../recipe/steps/train.ts";
import { areAlike, fieldsOf, ofCut, percentOf, type Setup } from "../setup/setup.ts";
import type { Run, RunKind } from "../training/run.ts";
import { historyOf, isTrainStep, nodeOf, pointsOf, reachedBy, referencesOf, type Tree } from "./nodes.ts";
import type { Problem, Recorded, Score } from "./protocol.ts";
import { rankAlike, shareAlike } from "./ranked.ts";
import type { States } from "./states.ts";
import type { Training } from "./training.ts";

/** What networks share. */
export interface WorkAround {
  tree(): Tree;
  states(): States;
  /** Of the latest command done. */
  heard(): number;
  /** Whether runs take the time that one needs to see them. */
  isPaced(): boolean;
  /** Another engine is wanted, by the settings. */
  useEngine(work: Work, checkpoint: NetworkState["checkpoint"]): Promise<void>;
  bench(training: Training): Bench;
  /** Whether the weights of a state must not be dropped for room. */
  readonly stays: (id: number) => boolean;
  /** Whether nobody has the data of a network any more, by its first state. */
  isLost(root: RunNode): boolean;
}

/** A run that goes on, the state that it led from, and when it began. */
interface Begun {
  readonly step: TrainStep;
  readonly from: NetworkState;
  readonly at: number;
  /** Whether it repeats a recipe, which knows how far it goes and with what. */
  readonly repeats: boolean;
}

/** One network and what a person does with it, step by step: each is a node of the tree. */
export class Work {
  readonly training: Training;
  /** The data as it was given, for a changed network or seed. */
  readonly given: GivenData | undefined;
  readonly #around: WorkAround;
  /** Wishes for what comes next, and the cut that stands. */
  setup: Setup;
  /** What was last told of the test set. */
  test: Score | null = null;
  #state: NetworkState;
  #begun: Begun | null = null;
  #plan: readonly Step[] = [];
  /** Steps of the recipe that is repeated. */
  #planned = 0;
  #isHurried = false;
  /** The node that it stands at, or stood at when another took its place. */
  #at = 0;

  constructor(training: Training, around: WorkAround, setup: Setup, state: NetworkState, given?: GivenData) {
    this.training = training;
    this.given = given;
    this.#around = around;
    this.setup = setup;
    this.#state = state;
  }

  /** The state that stands; while a run goes on, the one that it began with. */
  get state(): NetworkState {
    return this.#state;
  }

  /** A node for what stands where nothing was done yet: the initial weights. */
  addRoot(): void {
    const tree = this.#around.tree();
    this.#keep(tree.add((id) => nodeOf(id, null, this.#made(null, 0), this.training, [])));
  }

  /** The weights that come with the page take the place of the initial ones; no engine has to have started. */
  async load(): Promise<void> {
    const { training } = this;
    const step = { kind: "load" } as const;
    this.#state = await kindOfStep(step).perform(this.#state, step, this.#around.bench(training));
    training.advance(this.#state.checkpoint);
    this.#add(step, 0);
  }

  /** Stands where a worker was that this one takes the place of. */
  goOnFrom({ step, state, clock, timeline, test }: Recorded): void {
    this.#state = state;
    this.test = test && { ...test, key: this.training.key };
    this.training.goOn({ state, clock, timeline });
    if (step) this.#add(step, 0);
    else this.#keep(this.#around.tree().current);
  }

  /** The mask of the cut that stands. */
  get mask() {
    return this.training.maskAt(this.#state.cut);
  }

  // Steps of a person.

  start(kind: RunKind): void {
    if (this.training.run) return;
    const step = asked(kind, this.setup);
    this.#begin(step, this.training.step + plannedSteps(step, this.training.perEpochOf));
  }

  stepOnce(): void {
    if (!this.training.run) this.#begin(asked("train", this.setup), this.training.step + 1);
  }

  async rewind(keepsMask: boolean): Promise<void> {
    await this.finish();
    if (!keepsMask) this.setup = { ...this.setup, sparsity: 0 };
    await this.#take({ kind: "rewind", keepsMask }, true);
  }

  /** A cut, to be made on the weights that stand; `moves` lead there from where the handle stands, where the page does not know what is
   *  counted. With other shares of the layers, in percent, where those are set by hand. */
  async prune(sparsity: number, layerSparsity?: readonly number[], moves?: readonly Move[]): Promise<void> {
    // The page may ask again before it has heard that the cut is made.
    const reshares = layerSparsity !== undefined && String(layerSparsity) !== String(this.setup.layerSparsity);
    if (reshares) this.#reshare(layerSparsity);
    const { ranking } = this.training.ranked;
    const cut = moves ? moves.reduce((place, move) => moved(ranking, place, move), this.#state.cut) : sparsity;
    if (reshares || Math.abs(cut - this.#state.cut) > 1e-9) await this.#prune(cut, moves !== undefined);
    else if (moves) this.tellHistory(this.setup);
  }

  /** Decides about single weights. One that training holds at 0 comes back with what it was worth before. */
  async edit(edit: ManualEdit): Promise<void> {
    if (!changes(this.#state.edits, edit)) return;
    await this.#interrupt(() => this.#take({ kind: "edit", ...edit }));
  }

  /** Settings that act from the next step on: a run that they concern is one step, what follows another. A changed pruning request
   *  re-ranks the same weights; one that no longer suits the network, for undo or another network came between, changes nothing,
   *  and that is told. */
  async configure(change: Partial<Setup>): Promise<void> {
    const { training } = this;
    const before = this.setup;
    const suits = whyNotFor({ ...before, ...change }) === null;
    const setup = { ...before, ...change, ...(suits ? {} : ofCut(before)), sparsity: before.sparsity };
    const isAlike = rankAlike(setup, before);
    const { locked } = training.ranked;
    // What was trained until now is a state of its own: how it goes on, or is cut, is about to change.
    const trainsOtherwise = !this.#begun?.repeats && !areAlike(setup, before, fieldsOf("hyper"));
    const run = training.run;
    const interrupts = run !== null && (trainsOtherwise || (!isAlike && sparsityOf(locked) > 0));
    if (interrupts) await this.finish();
    this.setup = setup;
    if (!this.#begun?.repeats) training.configure(setup);
    if (setup.backend !== before.backend) {
      const checkpoint = await training.checkpoint();
      training.leaveEngine();
      await this.#around.useEngine(this, checkpoint);
    }
    if (!suits) this.tellHistory(setup);
    if (!isAlike) await this.#rerank(before);
    if (interrupts) this.#goOn(run);
  }

  /** The same weights ranked as the settings ask now. */
  async #rerank(before: Setup): Promise<void> {
    const { training } = this;
    const isOpen = keptCount(this.mask) < keptCount(training.ranked.ranking.maskBefore);
    training.rerank();
    this.#state = { ...this.#state, settings: cutSettingsOf(this.setup) };
    const isAlike = shareAlike(this.setup, before);
    const rests = sparsityOf(training.ranked.locked) > 0 && !(isOpen && isAlike);
    if (rests) await this.#rest(isOpen, isAlike);
    training.sendSnapshot();
    if (!rests && this.#state.cut > 0) await this.#prune(this.#state.cut);
  }

  /** The handle goes to what earlier rounds pruned, in what it counts now: nothing is cut until a person moves it. It stays where it
   *  `may`, if that is nothing more. A cut that `isOpen` is taken back by that, as an undoable step. */
  async #rest(isOpen: boolean, may: boolean): Promise<void> {
    const { ranking, locked } = this.training.ranked;
    const settings = cutSettingsOf(this.setup);
    if (may && keptCount(this.mask) === keptCount(ranking.maskBefore)) return;
    const rest = lockedAt(ranking, locked);
    this.setup = { ...this.setup, sparsity: 0 };
    // A state that somebody cut to stays what it is.
    if (isOpen || this.#around.tree().current.step?.kind === "prune")
      await this.#perform({ kind: "uncut", rest, settings });
    else this.#recut(rest);
    this.training.viewer.look({ sparsity: rest });
    this.tellHistory(this.setup);
  }

  /** The state that stands is to be cut otherwise from here on; what it is stays. */
  #recut(cut: number): void {
    const tree = this.#around.tree();
    this.#state = { ...this.#state, cut, settings: cutSettingsOf(this.setup) };
    const node = { ...tree.current, cut, setup: this.setup };
    tree.update(node);
    this.#keep(node);
  }

  // Runs.

  /** Training makes the committed cut part of the network: its weights become exactly 0 and stay so. */
  #begin(step: TrainStep, until: number, repeats = false): void {
    const { training } = this;
    const from = this.#state;
    this.#state = locked(from, this.mask);
    if (this.#state !== from) {
      this.#tellReferences(true);
      training.restore(this.#state.checkpoint);
      training.sendSnapshot();
    }
    this.#begun = { step, from, at: performance.now(), repeats };
    training.begin(step, until, this.#around.isPaced() && !(repeats && this.#isHurried));
  }

  /** Goes on with a run that was ended for something to come between. */
  #goOn({ kind, until }: Run): void {
    if (until > this.training.step) this.#begin(asked(kind, this.setup), until);
  }

  /** Ends the run for something to be done, and goes on with it then. */
  async #interrupt(act: () => Promise<void>): Promise<void> {
    const { run } = this.training;
    await this.finish();
    await act();
    if (run) this.#goOn(run);
  }

  /** Some steps of the run that goes on. */
  async train(run: Run): Promise<"goes on" | "ended"> {
    const outcome = await this.training.burst(run);
    if (outcome === "diverged") await this.#diverged();
    else if (outcome === "ended") await this.finish();
    return outcome === "goes on" ? outcome : "ended";
  }

  /** Ends a run: what it led to is a state. */
  async finish(): Promise<void> {
    const { training } = this;
    const run = training.stop();
    const begun = this.#begun;
    if (!run || !begun) return;
    const checkpoint = await training.checkpoint();
    if (!isFiniteNetwork(checkpoint.layers)) return this.#diverged();
    this.#begun = null;
    // A run that ran away when it was first done goes on with a fresh optimizer.
    const stands = begun.step.diverged ? fresh(checkpoint.layers, checkpoint.mask, checkpoint.step) : checkpoint;
    if (begun.step.diverged) training.restore(stands);
    else training.adopt(stands);
    training.timed(run);
    if (begun.repeats) training.configure(this.setup);
    if (training.ran.length === 0 && this.#state === begun.from) return training.sendProgress();
    this.#state = { ...this.#state, checkpoint: stands };
    this.#push(this.#stepOf(begun), performance.now() - begun.at);
  }

  /** What a run did of what it was begun for. */
  #stepOf({ step }: Begun): TrainStep {
    const { ran, perEpochOf } = this.training;
    const done = stepsOf({ ran });
    return { ...step, ran, steps: done === plannedSteps({ ...step, steps: null }, perEpochOf) ? null : done };
  }

  /** The weights recorded last before training ran away are kept, with a fresh optimizer. */
  async #diverged(): Promise<void> {
    const { training } = this;
    const begun = this.#begun!;
    const { kind: run, hyper } = begun.step;
    const { step, fault } = training;
    training.stop();
    this.#begun = null;
    this.endPlan();
    const { layers, mask, step: keptStep } = training.fallBackToSound();
    const checkpoint = fresh(layers, mask, keptStep);
    const { rate: suggestion, learns } = await training.rateThatWorks(checkpoint);
    training.restore(checkpoint);
    const ran = firstOf(training.ran, keptStep - begun.from.checkpoint.step);
    this.#state = { ...this.#state, checkpoint };
    this.#push({ ...begun.step, ran, steps: stepsOf({ ran }), diverged: true }, performance.now() - begun.at);
    const { learningRate } = hyper;
    this.problem({
      kind: "diverged",
      run,
      fault: fault ?? { kind: "infinite" },
      step,
      kept: keptStep,
      learningRate,
      suggestion,
      learns,
    });
  }

  // Repeating a recipe.

  /** The steps of a recipe are done one after the other, until somebody does something else. */
  repeat(steps: readonly Step[]): void {
    this.#plan = steps;
    this.#planned = steps.length;
    this.#isHurried = false;
    if (steps.length > 0) this.#tellPlan();
  }

  /** To the end of the recipe without a pause. */
  hurry(): void {
    this.#isHurried = true;
    this.training.run?.hurry();
  }

  get isRepeating(): boolean {
    return this.#planned > 0;
  }

  /** What is left of the recipe is not done. */
  endPlan(): void {
    if (!this.isRepeating) return;
    const left = this.#plan.length;
    this.#plan = [];
    this.#planned = 0;
    this.training.tell({ type: "replay", replay: null, left });
  }

  /** The next step of the recipe; false where there is none. */
  async advance(): Promise<boolean> {
    if (!this.isRepeating) return false;
    const [step, ...rest] = this.#plan;
    if (!step) {
      this.endPlan();
      return true;
    }
    this.#plan = rest;
    this.#tellPlan(step);
    if (isTrainStep(step)) {
      this.training.configure({ ...this.setup, ...step.hyper });
      this.#begin({ ...step, ran: [] }, this.training.step + plannedSteps(step, this.training.perEpochOf), true);
    } else await this.#take(step, true);
    return true;
  }

  #tellPlan(step: Step | undefined = this.#plan[0]): void {
    const done = this.#planned - this.#plan.length - (this.#plan[0] === step ? 0 : 1);
    const what = step ? kindOfStep(step).describe(step) : "";
    this.training.tell({ type: "replay", replay: { what, done, total: this.#planned }, left: this.#plan.length });
  }

  // What steps have in common.

  /** Does a step that trains nothing, and shows what it led to. */
  async #take(step: Step, moves = false): Promise<void> {
    await this.#perform(step);
    if (moves) this.training.viewer.look({ sparsity: this.#state.cut });
    this.training.sendSnapshot();
    this.tellHistory(moves ? this.setup : null);
    this.training.sendProgress();
  }

  /** Does a step that trains nothing: the network stands at what it led to. */
  async #perform(step: Step): Promise<void> {
    const { training } = this;
    const begun = performance.now();
    const before = this.#state;
    const after = await kindOfStep(step).perform(before, step, this.#around.bench(training));
    const setup = { ...this.setup, ...after.settings };
    const isRankedAlike = rankAlike(setup, this.setup);
    this.#state = after;
    if (step.kind === "prune") this.setup = { ...setup, sparsity: step.sparsity };
    else this.setup = step.kind === "uncut" ? { ...setup, sparsity: 0 } : setup;
    training.configure(this.setup);
    if (after.edits !== before.edits) training.decide(after.edits);
    if (after.checkpoint !== before.checkpoint) training.restore(after.checkpoint);
    else if (after.edits !== before.edits || !isRankedAlike) training.rerank();
    this.#add(step, performance.now() - begun);
  }

  /** Commits a cut. While training it acts from the next step on; else the weights wait, unchanged, until training. `movesHandle` where
   *  the page does not know where it lies. */
  async #prune(cut: number, movesHandle = false): Promise<void> {
    await this.#interrupt(async () => {
      await this.#perform({ kind: "prune", sparsity: percentOf(cut), settings: cutSettingsOf(this.setup) });
      this.tellHistory(movesHandle ? this.setup : null);
    });
  }

  /** Other shares of the layers, in percent, for the cut that follows. */
  #reshare(layerSparsity: readonly number[]): void {
    this.setup = { ...this.setup, layerSparsity };
    this.training.configure(this.setup);
    this.training.rerank(true);
    this.training.sendSnapshot();
  }

  /** Stands at a state that was made before, by its own cut; all other settings are wishes and stay. */
  goTo(node: RunNode, state: NetworkState): void {
    const { training } = this;
    this.#at = node.id;
    this.#state = state;
    this.setup = { ...this.setup, ...ofCut(node.setup) };
    training.decide(state.edits);
    training.configure(this.setup);
    training.restore(state.checkpoint);
    training.clock = node.clock;
    training.viewer.look({ sparsity: state.cut });
    training.timeline.reset(pointsOf(this.#around.tree().path(node.id)));
    this.#around.states().keep(node.id, state, this.#around.stays);
    this.present(node.setup);
  }

  #made(step: Step | null, milliseconds: number) {
    return { step, state: this.#state, setup: this.setup, milliseconds };
  }

  /** The state that stands is a node, and told. */
  #push(step: Step, milliseconds: number): void {
    this.#add(step, milliseconds);
    this.training.sendSnapshot();
    this.tellHistory();
    this.training.sendProgress();
  }

  #add(step: Step, milliseconds: number): void {
    const tree = this.#around.tree();
    const { current: parent } = tree;
    const path = tree.path(parent.id);
    this.#keep(tree.add((id) => nodeOf(id, parent, this.#made(step, milliseconds), this.training, path)));
  }

  #keep(node: RunNode): void {
    this.#at = node.id;
    this.#around.states().keep(node.id, this.#state, this.#around.stays);
    this.training.tell({ type: "tree", changed: [node], removed: [] });
  }

  /** Stands at a state of this network again, which another had taken the place of; an engine is started anew. */
  standAt(node: RunNode, state: NetworkState): void {
    // As it was left, with all that was chosen since.
    if (node.id === this.#at) return;
    const { training } = this;
    this.setup = { ...this.setup, ...ofCut(node.setup) };
    this.#at = node.id;
    this.#state = state;
    training.configure(this.setup);
    training.goOn({ state, clock: node.clock, timeline: pointsOf(this.#around.tree().path(node.id)) });
    this.#around.states().keep(node.id, state, this.#around.stays);
  }

  /** A run has failed: what stands is what it began with. */
  abandon(): void {
    const { training } = this;
    training.stop();
    this.endPlan();
    if (!this.#begun) return;
    this.#state = this.#begun.from;
    this.#begun = null;
    const tree = this.#around.tree();
    const { state } = this;
    training.goOn({ state, clock: tree.current.clock, timeline: pointsOf(tree.path(tree.current.id)) });
    if (training.report) training.restore(state.checkpoint);
    this.present(this.setup);
  }

  /** What a person calls a state, or notes of it. */
  annotate(id: number, change: Partial<Pick<RunNode, "name" | "note" | "isHidden">>): void {
    const tree = this.#around.tree();
    if (!tree.has(id)) return;
    const node = { ...tree.node(id), ...change };
    tree.update(node);
    this.training.tell({ type: "tree", changed: [node], removed: [] });
  }

  /** Tells all that the page is to show, as if it knew nothing. */
  present(restored: Setup): void {
    const { training } = this;
    training.tell(training.timeline.reset(training.timeline.points));
    this.tellHistory(restored);
    training.sendSnapshot();
    training.sendProgress();
  }

  tellHistory(restored: Setup | null = null): void {
    const tree = this.#around.tree();
    const path = tree.path(tree.current.id);
    this.training.tell({ type: "recorded", recorded: this.recorded() });
    this.training.tell({
      type: "history",
      history: historyOf(tree),
      place: tree.place(),
      lost: [...tree.nodes].filter((node) => node.parent === null && this.#around.isLost(node)).map(({ run }) => run),
      reached: reachedBy(path),
      restored,
      heard: this.#around.heard(),
    });
    this.#tellReferences();
  }

  /** `locks` where training is about to lock the cut that stands. */
  #tellReferences(locks = false): void {
    const tree = this.#around.tree();
    this.training.tell({ type: "references", references: referencesOf(tree.path(tree.current.id), locks) });
  }

  /** The state that stands, for a worker that takes this one's place. */
  recorded(): Recorded {
    const { training, test } = this;
    return { step: null, state: this.#state, clock: training.clock, timeline: training.timeline.points, test };
  }

  /** The same while a run goes on, which is ended there; null where its weights are not to be trusted. */
  async recordedNow(): Promise<Recorded | null> {
    const { training } = this;
    const checkpoint = await training.checkpoint();
    if (!this.#begun || !training.isSound || !isFiniteNetwork(checkpoint.layers)) return null;
    return { ...this.recorded(), step: this.#stepOf(this.#begun), state: { ...this.#state, checkpoint } };
  }

  problem(problem: Problem): void {
    this.training.tell({ type: "problem", problem, stands: this.training.id });
  }
}
