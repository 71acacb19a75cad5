import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import { kindOfStep, type Step } from "../recipe/steps/registry.ts";
import type { Broken, PlannedSteps } from "../recipe/unfinished.ts";
import { ofCut, type Setup } from "../setup/setup.ts";
import { lookBack } from "./lookBack.ts";
import { historyOf, nodeOf, pointsOf } from "./nodes.ts";
import type { Problem } from "./protocol/problem.ts";
import type { Recorded, Score } from "./protocol.ts";
import { rankAlike } from "./ranked.ts";
import type { Training } from "./training.ts";
import type { WorkAround } from "./workAround.ts";

/** Does the steps of one network, one after the other: each leads from the state that stands to another one, a node of the tree. What
 *  stands is told here. */
export class Interpreter {
  readonly training: Training;
  readonly around: WorkAround;
  /** Wishes for what comes next, and the cut that stands. */
  setup: Setup;
  /** The state that stands; while a run goes on, the one that it began with. */
  state: NetworkState;
  /** What was last told of the test set. */
  test: Score | null = null;
  /** The node that it stands at, or stood at when another network took its place. */
  #at = 0;
  /** What was broken off at a node. */
  #brokenOff: { readonly at: number; readonly what: Broken } | null = null;
  readonly #left: () => PlannedSteps | null;

  /** `left` says what comes of the recipe that is repeated after the step that is done now; null where none is. */
  constructor(
    training: Training,
    around: WorkAround,
    setup: Setup,
    state: NetworkState,
    left: () => PlannedSteps | null,
  ) {
    this.training = training;
    this.around = around;
    this.setup = setup;
    this.state = state;
    this.#left = left;
  }

  /** The mask of the cut that stands. */
  get mask() {
    return this.training.shown.maskAt(this.state.cut);
  }

  // Where it stands to begin with.

  /** A node for what stands where nothing was done yet: the initial weights. */
  addRoot(): void {
    const tree = this.around.tree();
    this.#keep(tree.add((id) => nodeOf(id, null, this.#made(null, 0), this.training, [])));
  }

  /** The weights that come with the page take the place of the initial ones; no engine has to have started. */
  async load(): Promise<void> {
    const { training } = this;
    const step = { kind: "load" } as const;
    this.state = await kindOfStep(step).perform(this.state, step, this.around.bench(training));
    training.advance(this.state.checkpoint);
    this.#add(step, 0);
  }

  /** Stands where a worker was that this one takes the place of. */
  goOnFrom({ step, state, clock, timeline, test, unfinished, plan }: Recorded): void {
    this.state = state;
    this.test = test && { ...test, key: this.training.key };
    this.training.goOn({ state, clock, timeline });
    if (step) this.#add(step, unfinished?.milliseconds ?? 0, unfinished?.isNode);
    else this.#keep(this.around.tree().current);
    this.breakOff({ run: unfinished, plan });
  }

  /** What went on is broken off at the state that stands, which the run leads from then. */
  breakOff({ run, plan }: Broken): void {
    const what = { run: run && { ...run, isNode: true }, plan };
    this.#brokenOff = run || plan ? { at: this.#at, what } : null;
  }

  /** What was broken off where the network stands; null where nothing was, or something else was done from there. */
  get brokenOff(): Broken | null {
    const tree = this.around.tree();
    const { id } = tree.current;
    return this.#brokenOff?.at === id && tree.children(id).length === 0 ? this.#brokenOff.what : null;
  }

  /** What was broken off goes on, or is given up. */
  forgetBrokenOff(): void {
    this.#brokenOff = null;
    this.#tellUnfinished();
  }

  /** Stands at a state of this network again, which another had taken the place of; an engine is started anew. */
  standAt(node: RunNode, state: NetworkState): void {
    // As it was left, with all that was chosen since.
    if (node.id === this.#at) return;
    const { training } = this;
    this.setup = { ...this.setup, ...ofCut(node.setup) };
    this.state = state;
    training.configure(this.setup);
    training.goOn({ state, clock: node.clock, timeline: pointsOf(this.around.tree().path(node.id)) });
    this.#standsAt(node, state);
  }

  /** Goes to a state that was made before, by its own cut; all other settings are wishes and stay. */
  goTo(node: RunNode, state: NetworkState): void {
    const { training } = this;
    this.state = state;
    this.setup = { ...this.setup, ...ofCut(node.setup) };
    training.shown.decide(state.edits);
    training.configure(this.setup);
    training.restore(state.checkpoint);
    training.points.clock = node.clock;
    training.shown.viewer.look({ sparsity: state.cut });
    training.points.timeline.reset(pointsOf(this.around.tree().path(node.id)));
    this.#standsAt(node, state);
    this.present(node.setup);
  }

  // Steps.

  /** Does a step that trains nothing, and shows what it led to; `moves` where the page does not know where the handle lies then. */
  async take(step: Step, moves = false): Promise<void> {
    await this.perform(step);
    if (moves) this.training.shown.viewer.look({ sparsity: this.state.cut });
    this.training.sendSnapshot();
    this.tellHistory(moves ? this.setup : null);
    this.training.sendProgress();
  }

  /** Does a step that trains nothing: the network stands at what it led to. */
  async perform(step: Step): Promise<void> {
    const { training } = this;
    const begun = performance.now();
    const before = this.state;
    const after = await kindOfStep(step).perform(before, step, this.around.bench(training));
    const setup = { ...this.setup, ...after.settings };
    const isRankedAlike = rankAlike(setup, this.setup);
    this.state = after;
    if (step.kind === "prune") this.setup = { ...setup, sparsity: step.sparsity };
    else this.setup = step.kind === "uncut" ? { ...setup, sparsity: 0 } : setup;
    training.configure(this.setup);
    if (after.edits !== before.edits) training.shown.decide(after.edits);
    if (after.checkpoint !== before.checkpoint) training.restore(after.checkpoint);
    else if (after.edits !== before.edits || !isRankedAlike) training.shown.rerank();
    this.#add(step, performance.now() - begun);
  }

  /** The state that stands is what a step led to that was done elsewhere, in so many milliseconds. `completes` where the node that stands
   *  is that step, as far as it had come before. */
  push(step: Step, milliseconds: number, completes = false): void {
    this.#add(step, milliseconds, completes);
    this.training.sendSnapshot();
    this.tellHistory();
    this.training.sendProgress();
  }

  /** Something else is known of the node that stands, or of its state. */
  update(node: RunNode): void {
    this.around.tree().update(node);
    this.#keep(node);
  }

  /** What a person calls a state, or notes of it. */
  annotate(id: number, change: Partial<Pick<RunNode, "name" | "note" | "isHidden">>): void {
    const tree = this.around.tree();
    if (!tree.has(id)) return;
    const node = { ...tree.node(id), ...change };
    tree.update(node);
    this.training.tell({ type: "tree", changed: [node], removed: [] });
  }

  #made(step: Step | null, milliseconds: number) {
    return { step, state: this.state, setup: this.setup, milliseconds };
  }

  #add(step: Step, milliseconds: number, completes = false): void {
    const tree = this.around.tree();
    const { current } = tree;
    const parent = completes ? tree.node(current.parent!) : current;
    const path = tree.path(parent.id);
    const make = (id: number) => nodeOf(id, parent, this.#made(step, milliseconds), this.training, path);
    const { name, note, isHidden } = current;
    this.#brokenOff = null;
    if (completes) this.update({ ...make(current.id), name, note, isHidden });
    else this.#keep(tree.add(make));
  }

  #keep(node: RunNode): void {
    this.#standsAt(node, this.state);
    this.training.tell({ type: "tree", changed: [node], removed: [] });
  }

  #standsAt({ id }: RunNode, state: NetworkState): void {
    this.#at = id;
    this.around.states().keep(id, state, this.around.stays);
    this.training.shown.viewer.standAt(id);
  }

  // What is told.

  /** Tells all that the page is to show, as if it knew nothing. */
  present(restored: Setup): void {
    const { training } = this;
    training.tell(training.points.timeline.reset(training.points.timeline.points));
    this.tellHistory(restored);
    training.sendSnapshot();
    training.sendProgress();
  }

  tellHistory(restored: Setup | null = null): void {
    const tree = this.around.tree();
    this.tellRecorded();
    this.training.tell({
      type: "history",
      history: historyOf(tree),
      place: tree.place(),
      lost: [...tree.nodes].filter((node) => node.parent === null && this.around.isLost(node)).map(({ run }) => run),
      restored,
      heard: this.around.heard(),
    });
    this.lookBack();
    this.#tellUnfinished();
  }

  #tellUnfinished(): void {
    const { brokenOff } = this;
    const { step } = this.state.checkpoint;
    const { run = null, plan } = brokenOff ?? {};
    const told = brokenOff && {
      run: run && { step, until: run.until },
      left: plan?.left.length ?? 0,
      total: plan?.total ?? 0,
    };
    this.training.tell({ type: "unfinished", unfinished: told });
  }

  lookBack(): void {
    lookBack(this.training, this.around);
  }

  /** The state that stands, for a worker that takes this one's place. */
  recorded(): Recorded {
    const { training, state, test, brokenOff } = this;
    const left = this.#left();
    return {
      step: null,
      state,
      clock: training.points.clock,
      timeline: training.points.timeline.points,
      test,
      unfinished: brokenOff?.run ?? null,
      plan: left ?? (training.run ? undefined : brokenOff?.plan),
      goesOn: left !== null,
    };
  }

  /** A run that goes on is recorded as it goes on, and when it ends. */
  tellRecorded(): void {
    if (!this.training.run) this.training.tell({ type: "recorded", recorded: this.recorded() });
  }

  problem(problem: Problem): void {
    this.training.tell({ type: "problem", problem, stands: this.training.id });
  }
}
