import { isFiniteNetwork } from "../network/finite.ts";
import { fresh, locked, type NetworkState } from "../recipe/state.ts";
import { asked, firstOf, plannedSteps, stepsOf, type TrainStep } from "../recipe/steps/train.ts";
import type { Run, RunKind } from "../training/run.ts";
import type { Interpreter } from "./interpreter.ts";
import { pointsOf } from "./nodes.ts";
import type { Recorded } from "./protocol.ts";

/** A run that goes on, the state that it led from, and when it began. */
interface BegunRun {
  readonly step: TrainStep;
  readonly from: NetworkState;
  readonly at: number;
  /** Whether it repeats a recipe, which knows how far it goes and with what. */
  readonly repeats: boolean;
}

/** The runs of one network: a step of training is one, from its beginning, which locks the cut, to its end, wherever that is. */
export class Runs {
  readonly #steps: Interpreter;
  readonly #ranAway: () => void;
  #begun: BegunRun | null = null;

  /** `ranAway` is told of training that did: nothing else is to be done as it was planned. */
  constructor(steps: Interpreter, ranAway: () => void) {
    this.#steps = steps;
    this.#ranAway = ranAway;
  }

  /** Whether the run that goes on repeats a recipe. */
  get repeats(): boolean {
    return this.#begun?.repeats ?? false;
  }

  start(kind: RunKind): void {
    const { training, setup } = this.#steps;
    if (training.run) return;
    const step = asked(kind, setup);
    this.begin(step, training.step + plannedSteps(step, training.perEpochOf));
  }

  stepOnce(): void {
    const { training, setup } = this.#steps;
    if (!training.run) this.begin(asked("train", setup), training.step + 1);
  }

  /** Training makes the committed cut part of the network: its weights become exactly 0 and stay so. */
  begin(step: TrainStep, until: number, { repeats = false, isHurried = false } = {}): void {
    const steps = this.#steps;
    const { training, state: from } = steps;
    steps.state = locked(from, steps.mask);
    if (steps.state !== from) {
      steps.tellReferences(true);
      training.restore(steps.state.checkpoint);
      training.sendSnapshot();
    }
    this.#begun = { step, from, at: performance.now(), repeats };
    training.begin(step, until, steps.around.isPaced() && !isHurried);
  }

  /** Goes on with a run that was ended for something to come between. */
  goOn({ kind, until }: Run): void {
    const { training, setup } = this.#steps;
    if (until > training.step) this.begin(asked(kind, setup), until);
  }

  /** Ends the run for something to be done, and goes on with it then. */
  async interrupt(act: () => Promise<void>): Promise<void> {
    const { run } = this.#steps.training;
    await this.finish();
    await act();
    if (run) this.goOn(run);
  }

  /** Some steps of the run that goes on. */
  async train(run: Run): Promise<"goes on" | "ended"> {
    const outcome = await this.#steps.training.burst(run);
    if (outcome === "diverged") await this.#diverged();
    else if (outcome === "ended") await this.finish();
    return outcome === "goes on" ? outcome : "ended";
  }

  /** Ends a run: what it led to is a state. */
  async finish(): Promise<void> {
    const steps = this.#steps;
    const { training } = steps;
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
    if (begun.repeats) training.configure(steps.setup);
    if (training.ran.length === 0 && steps.state === begun.from) return training.sendProgress();
    steps.state = { ...steps.state, checkpoint: stands };
    steps.push(this.#stepOf(begun), performance.now() - begun.at);
  }

  /** What a run did of what it was begun for. */
  #stepOf({ step }: BegunRun): TrainStep {
    const { ran, perEpochOf } = this.#steps.training;
    const done = stepsOf({ ran });
    return { ...step, ran, steps: done === plannedSteps({ ...step, steps: null }, perEpochOf) ? null : done };
  }

  /** The weights recorded last before training ran away are kept, with a fresh optimizer. */
  async #diverged(): Promise<void> {
    const steps = this.#steps;
    const { training } = steps;
    const begun = this.#begun!;
    const { kind: run, hyper } = begun.step;
    const { step, fault } = training;
    training.stop();
    this.#begun = null;
    this.#ranAway();
    const { layers, mask, step: keptStep } = training.fallBackToSound();
    const checkpoint = fresh(layers, mask, keptStep);
    const { rate: suggestion, learns } = await training.rateThatWorks(checkpoint);
    training.restore(checkpoint);
    const ran = firstOf(training.ran, keptStep - begun.from.checkpoint.step);
    steps.state = { ...steps.state, checkpoint };
    steps.push({ ...begun.step, ran, steps: stepsOf({ ran }), diverged: true }, performance.now() - begun.at);
    const { learningRate } = hyper;
    steps.problem({
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

  /** A run has failed: what stands is what it began with. */
  abandon(): void {
    const steps = this.#steps;
    const { training } = steps;
    training.stop();
    if (!this.#begun) return;
    steps.state = this.#begun.from;
    this.#begun = null;
    const tree = steps.around.tree();
    const { state } = steps;
    training.goOn({ state, clock: tree.current.clock, timeline: pointsOf(tree.path(tree.current.id)) });
    if (training.report) training.restore(state.checkpoint);
    steps.present(steps.setup);
  }

  /** The state of the run that goes on, which is ended there, for a worker that takes this one's place; null where its weights are not to
   *  be trusted. */
  async recordedNow(): Promise<Recorded | null> {
    const { training, state } = this.#steps;
    const checkpoint = await training.checkpoint();
    if (!this.#begun || !training.isSound || !isFiniteNetwork(checkpoint.layers)) return null;
    return { ...this.#steps.recorded(), step: this.#stepOf(this.#begun), state: { ...state, checkpoint } };
  }
}
