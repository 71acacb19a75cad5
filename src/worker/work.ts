import type { GivenData } from "../data/dataset.ts";
import { sparsityOf } from "../network/mask.ts";
import { whyNotFor } from "../pruning/offer.ts";
import type { NetworkState } from "../recipe/state.ts";
import { areAlike, fieldsOf, ofCut, type Setup } from "../setup/setup.ts";
import { Cuts } from "./cuts.ts";
import { Interpreter } from "./interpreter.ts";
import { rankAlike } from "./ranked.ts";
import { Replaying } from "./replaying.ts";
import { Runs } from "./runs.ts";
import type { Training } from "./training.ts";
import type { WorkAround } from "./workAround.ts";

/** One network and what a person does with it. */
export class Work {
  readonly training: Training;
  /** The data as it was given, for a changed network or seed. */
  readonly given: GivenData | undefined;
  readonly steps: Interpreter;
  readonly runs: Runs;
  readonly cuts: Cuts;
  readonly replaying: Replaying;

  constructor(training: Training, around: WorkAround, setup: Setup, state: NetworkState, given?: GivenData) {
    this.training = training;
    this.given = given;
    this.steps = new Interpreter(training, around, setup, state, () => this.replaying.left());
    this.runs = new Runs(this.steps, () => this.replaying.end());
    this.cuts = new Cuts(this.steps, this.runs);
    this.replaying = new Replaying(this.steps, this.runs);
  }

  async rewind(keepsMask: boolean): Promise<void> {
    const { runs, steps } = this;
    await runs.finish();
    if (!keepsMask) steps.setup = { ...steps.setup, sparsity: 0 };
    await steps.take({ kind: "rewind", keepsMask }, true);
  }

  /** Goes on with what was broken off where the network stands: a run, the recipe that it is part of, or one between two of its steps. */
  goOn(): void {
    const { brokenOff } = this.steps;
    if (!brokenOff || this.training.run) return;
    const { run, plan } = brokenOff;
    if (run) {
      const step = this.runs.resume(run, plan !== undefined);
      if (plan && step) this.replaying.goOn(plan, step);
    } else if (plan) {
      this.steps.forgetBrokenOff();
      this.replaying.goOn(plan);
    }
  }

  /** Another network takes the place of this one: a run ends where it is; a recipe that is repeated is broken off, to be gone on with here. */
  async leave(): Promise<void> {
    const { training, steps, runs, replaying } = this;
    const plan = replaying.left();
    const recorded = plan && training.run ? await runs.recordedNow() : null;
    const isSound = training.run === null || recorded !== null;
    const tree = steps.around.tree();
    const at = tree.current.id;
    await runs.finish();
    // A run that ran away has ended it.
    const now = replaying.now;
    if (!plan || !replaying.isRepeating) return;
    replaying.end();
    if (!isSound) return;
    const run = recorded?.unfinished ?? null;
    const isBegun = run === null || run.isNode || tree.current.id !== at;
    if (isBegun) steps.breakOff({ run, plan });
    else steps.breakOff({ run: null, plan: { ...plan, left: [now!, ...plan.left] } });
  }

  /** Settings that act from the next step on: a run that they concern is one step, what follows another. A changed pruning request
   *  re-ranks the same weights; one that no longer suits the network, for undo or another network came between, changes nothing,
   *  and that is told. */
  async configure(change: Partial<Setup>): Promise<void> {
    const { training, steps, runs, cuts } = this;
    const before = steps.setup;
    const suits = whyNotFor({ ...before, ...change }) === null;
    const setup = { ...before, ...change, ...(suits ? {} : ofCut(before)), sparsity: before.sparsity };
    const isAlike = rankAlike(setup, before);
    const { locked } = training.shown.ranked;
    // What was trained until now is a state of its own: how it goes on, or is cut, is about to change.
    const trainsOtherwise = !runs.repeats && !areAlike(setup, before, fieldsOf("hyper"));
    const run = training.run;
    const interrupts = run !== null && (trainsOtherwise || (!isAlike && sparsityOf(locked) > 0));
    if (interrupts) await runs.finish();
    steps.setup = setup;
    if (!runs.repeats) training.configure(setup);
    if (setup.backend !== before.backend) {
      const checkpoint = await training.checkpoint();
      training.inUse.leave();
      await steps.around.useEngine(steps, checkpoint);
    }
    if (!suits) steps.tellHistory(setup);
    if (!isAlike) await cuts.rerank(before);
    if (interrupts) runs.goOn(run);
  }

  /** Something has failed: what stands is what the run began with, and nothing goes on. */
  abandon(): void {
    this.training.stop();
    this.replaying.end();
    this.runs.abandon();
  }
}
