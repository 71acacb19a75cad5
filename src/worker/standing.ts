import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { Broken, PlannedSteps } from "../recipe/unfinished.ts";
import { ofCut, type Setup } from "../setup/setup.ts";
import { lookBack } from "./lookBack.ts";
import { historyOf, pointsOf } from "./nodes.ts";
import type { Problem } from "./protocol/problem.ts";
import type { Recorded, Score } from "./protocol.ts";
import type { Training } from "./training.ts";
import type { WorkAround } from "./workAround.ts";

/** Where one network stands, and what the page is told of that. */
export class Standing {
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
  /** States of which the page draws the curves. */
  #drawn: readonly number[] = [];
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
    this.forget();
    this.#tellUnfinished();
  }

  protected forget(): void {
    this.#brokenOff = null;
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
    this.standsAt(node, state);
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
    this.standsAt(node, state);
    this.present(node.setup);
  }

  protected standsAt({ id }: RunNode, state: NetworkState): void {
    this.#at = id;
    this.around.states().keep(id, state, this.around.stays);
    this.training.shown.viewer.standAt(id);
  }

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

  /** What is looked back to follows from where the network stands, and from what the page draws. */
  lookBack(drawn = this.#drawn): void {
    this.#drawn = drawn;
    lookBack(this.training, this.around, drawn);
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
