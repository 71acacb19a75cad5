import { isFiniteNetwork } from "../network/finite.ts";
import { isAsPlanned, turnAt } from "../recipe/engines.ts";
import { fresh, locked, type NetworkState } from "../recipe/state.ts";
import { asked, plannedSteps, stepsOf, type TrainStep } from "../recipe/steps/train.ts";
import type { UnfinishedRun } from "../recipe/unfinished.ts";
import type { BackendName } from "../setup/backends.ts";
import { areAlike, fieldsOf } from "../setup/setup.ts";
import type { Engine } from "../training/engine.ts";
import type { Run, RunKind } from "../training/run.ts";
import type { Interpreter } from "./interpreter.ts";
import { isTrainStep, pointsOf } from "./nodes.ts";
import type { Recorded } from "./protocol.ts";

/** A run that goes on, the state that it led from, and when it began. */
interface BegunRun {
  readonly step: TrainStep;
  readonly from: NetworkState;
  readonly at: number;
  /** Whether it repeats a recipe, which knows how far it goes and with what. */
  readonly repeats: boolean;
  /** Whether the node that stands is this run, as far as it had come when it was broken off. */
  readonly isNode: boolean;
}

/** A step that was done: which engines it was to be done by is of interest where they were not to be had. */
function done({ engines, ...step }: TrainStep): TrainStep {
  return !engines || isAsPlanned(step.ran, engines) ? step : { ...step, engines };
}

/** The runs of one network: a step of training is one, from its beginning, which locks the cut, to its end, wherever that is. */
export class Runs {
  readonly #steps: Interpreter;
  readonly #endReplay: () => void;
  #begun: BegunRun | null = null;
  /** Of the engines that the step names, the one that was last asked for; -1 before any was. */
  #turn = -1;
  /** That a recipe asked for, instead of the one of the settings. */
  #lent: Engine | null = null;

  /** `endReplay`: nothing else is to be done of the recipe that is repeated, if one is. */
  constructor(steps: Interpreter, endReplay: () => void) {
    this.#steps = steps;
    this.#endReplay = endReplay;
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
      training.restore(steps.state.checkpoint);
      training.sendSnapshot();
    }
    this.#begun = { step, from, at: performance.now(), repeats, isNode: false };
    this.#turn = -1;
    training.begin(step, until, steps.around.isPaced() && !isHurried);
    steps.lookBack();
  }

  /** Goes on with a run that was broken off where the network stands, as if nothing had come between; other settings make what is left
   *  a step of its own, unless it `repeats` a recipe. Returns the whole of it. */
  resume(unfinished: UnfinishedRun, repeats: boolean): TrainStep | null {
    const { training, setup, state: from, around } = this.#steps;
    const { step } = around.tree().current;
    if (!isTrainStep(step)) return null;
    const { until, milliseconds } = unfinished;
    if (!repeats && !areAlike({ ...setup, ...step.hyper }, setup, fieldsOf("hyper"))) {
      this.goOn({ kind: step.kind, until });
      return null;
    }
    training.configure({ ...setup, ...step.hyper });
    this.#begun = { step, from, at: performance.now() - milliseconds, repeats, isNode: true };
    this.#turn = -1;
    training.resume(step, unfinished, around.isPaced());
    return { ...step, steps: until - training.step + stepsOf(step) };
  }

  /** Goes on with a run that was ended for something to come between. */
  goOn({ kind, until }: Pick<Run, "kind" | "until">): void {
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
  async train(run: Run): Promise<"going" | "ended"> {
    const outcome = await this.#steps.training.burst(run, await this.#takeTurn(run));
    if (outcome === "diverged") await this.#diverged();
    else if (outcome === "ended") await this.finish();
    return outcome === "going" ? outcome : "ended";
  }

  /** The engine takes over that the step names from here on, or what there is; where it names none, that of the settings. For how many
   *  steps. */
  async #takeTurn(run: Run): Promise<number> {
    const { training } = this.#steps;
    const { engines } = this.#begun!.step;
    if (run.isOver(training.step)) return 0;
    if (!engines) {
      if (this.#lent !== null && this.#lent === training.engine) await this.#changeEngine();
      this.#lent = null;
      return Number.POSITIVE_INFINITY;
    }
    // However slow it is today.
    training.inUse.slowdown?.forget();
    const { turn, engine, left } = turnAt(engines, stepsOf(training));
    // One that is not to be had, or was lost, is not tried again before its next turn.
    const isNext = turn > this.#turn;
    if (isNext) this.#turn = turn;
    if (isNext && training.engine.backend !== engine) {
      await this.#changeEngine(engine);
      this.#lent = training.engine;
    }
    return left;
  }

  async #changeEngine(named?: BackendName): Promise<void> {
    const { training, around } = this.#steps;
    const checkpoint = await training.checkpoint();
    training.inUse.leave();
    await around.useEngine(this.#steps, checkpoint, named);
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
    const isNothing = stands.step === begun.from.checkpoint.step && steps.state === begun.from;
    if (isNothing) {
      steps.tellRecorded();
      training.sendSnapshot();
      return training.sendProgress();
    }
    steps.state = { ...steps.state, checkpoint: stands };
    steps.push(done(this.#stepOf(begun)), performance.now() - begun.at, begun.isNode);
  }

  /** What a run did of what it was begun for. */
  #stepOf({ step }: BegunRun): TrainStep {
    const { ran, perEpochOf } = this.#steps.training;
    const count = stepsOf({ ran });
    return { ...step, ran, steps: count === plannedSteps({ ...step, steps: null }, perEpochOf) ? null : count };
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
    const { layers, mask, step: keptStep } = training.fallBackToSound();
    const checkpoint = fresh(layers, mask, keptStep);
    const { rate: suggestion, learns } = await training.rateThatWorks(checkpoint);
    training.restore(checkpoint);
    const { ran } = training;
    steps.state = { ...steps.state, checkpoint };
    const diverged = done({ ...begun.step, ran, steps: stepsOf({ ran }), diverged: true });
    steps.push(diverged, performance.now() - begun.at, begun.isNode);
    this.#endReplay();
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
    if (training.inUse.report) training.restore(state.checkpoint);
    steps.present(steps.setup);
  }

  /** The state of the run that goes on, for a worker that takes this one's place; null where its weights are not to be trusted, or are not
   *  what the step leads to. */
  async recordedNow(): Promise<Recorded | null> {
    const { training, state } = this.#steps;
    const checkpoint = await training.checkpoint();
    const [run, begun] = [training.run, this.#begun];
    if (!run || !begun || begun.step.diverged || !training.points.isSound || !isFiniteNetwork(checkpoint.layers))
      return null;
    const unfinished = {
      ...training.points.toGoOn,
      until: run.until,
      milliseconds: performance.now() - begun.at,
      isNode: begun.isNode,
    };
    const step = this.#stepOf(begun);
    return { ...this.#steps.recorded(), step, state: { ...state, checkpoint }, unfinished, goesOn: true };
  }
}
