import type { Run } from "../training/run.ts";
import { Share } from "../training/share.ts";
import { chooseEngine } from "./choose.ts";
import { doCommand } from "./commands.ts";
import { Comparing } from "./comparing.ts";
import { Making } from "./making.ts";
import { Navigation } from "./navigation.ts";
import { Opening } from "./opening.ts";
import { type FetchBytes, fetchBytes } from "./pretrained/weights.ts";
import { saidOf } from "./protocol/said.ts";
import type { Command, EngineEvent } from "./protocol.ts";
import { leaveSlowCard, recoverFromLoss } from "./recovery.ts";
import { Rework } from "./rework.ts";
import { SessionState } from "./sessionState.ts";
import { States } from "./states.ts";
import { Turns } from "./turns.ts";
import type { Work } from "./work.ts";

/** Share of the time that recording a run on the page may take, and the least time between two records, in milliseconds. */
const recordShare = 0.03;
const recordMilliseconds = 3000;

/** One person's session: takes commands, does them in order, and trains and answers in between, the most urgent first. */
export class Session {
  readonly #state: SessionState;
  readonly #choose: typeof chooseEngine;
  readonly #turns = new Turns(
    () => this.#next(),
    (error) => this.#recover(error),
  );
  readonly #opening: Opening;
  readonly #navigation: Navigation;
  readonly #comparing: Comparing;
  #queue: Command[] = [];
  #records = new Share(recordShare, recordMilliseconds);
  /** The run that was recorded last. */
  #recorded: Run | null = null;

  constructor(
    emit: (event: EngineEvent) => void,
    choose = chooseEngine,
    fetch: FetchBytes = fetchBytes,
    states = new States(),
  ) {
    const state = new SessionState(emit, states);
    const isStopped = () => this.#queue.some((command) => command.type === "pause" || isAnother(command));
    const rework = new Rework(state, fetch, isStopped);
    const making = new Making(state, rework, choose, this.#turns.wake);
    this.#state = state;
    this.#choose = choose;
    this.#navigation = new Navigation(state, rework, (run, way) => this.#opening.resume(run, way));
    this.#opening = new Opening(state, rework, making, this.#navigation);
    this.#comparing = new Comparing(state, rework, making, (isOf) => this.#queue.some(({ type }) => isOf(type)));
  }

  /** Takes a command; answers come as events. Previews overtake everything and only the newest is answered. */
  receive(command: Command): void {
    const training = this.#state.work?.training;
    if (command.type !== "preview" && command.type !== "follow") this.#queue.push(this.#state.withData(command));
    if (isAnother(command)) this.#state.asked = command.key.run;
    if (command.type === "preview" && !this.#isLate(command)) training?.shown.viewer.look(command.handle);
    if (command.type === "follow" && !this.#isLate(command)) training?.shown.viewer.follow(command.example);
    if (command.type === "pause" && training?.run && !this.#isLate(command)) training.run.stopAsked = true;
    if (command.type === "hurry" && training?.run && !this.#isLate(command)) training.run.hurry();
    this.#turns.wake();
  }

  /** Whether it is about a network that no longer stands, or never will: another was asked for since. */
  #isLate(command: Command): boolean {
    const { asked, work } = this.#state;
    if (command.type === "surroundings" || command.type === "readWeights" || command.type === "compare") return false;
    // What is kept is there whatever stands.
    if (command.type === "listSessions" || command.type === "changeSession") return false;
    // These may lead from network to network faster than the page hears of it.
    if (command.type === "undo" || command.type === "redo") return asked !== work?.training.id;
    return command.key.run !== (isAnother(command) ? asked : work?.training.id);
  }

  /** Does the most urgent thing; false when nothing is left to do. */
  async #next(): Promise<boolean> {
    const command = this.#queue.shift();
    if (command) {
      this.#state.heard = command.serial;
      if (!this.#isLate(command)) await this.#do(command);
      else if (command.type === "open") await this.#opening.takeOver(command.key.run, command);
      return true;
    }
    const { work } = this.#state;
    if (!work) return false;
    const { run } = work.training;
    const { viewer } = work.training.shown;
    if (viewer.answer()) return true;
    if (await this.#comparing.advance(run !== null || work.replaying.isRepeating)) return true;
    if (run) await this.#train(work);
    else if (!(await work.replaying.advance())) return viewer.answerAtRest();
    return true;
  }

  async #do(command: Command): Promise<void> {
    const { run } = command.key;
    const state = this.#state;
    if (command.type === "open") return this.#opening.open(run, command);
    if (command.type === "resume") return this.#opening.resume(run, command.to);
    if (command.type === "compare") return this.#comparing.ask(command);
    if (command.type === "surroundings") state.surroundings = command;
    if (command.type === "changeSession") await state.keeper.change(command.session, command.name);
    // Nothing waits for what may take a while to be read.
    if (command.type === "changeSession" || command.type === "listSessions") return void this.#tellSessions();
    if (state.work) await doCommand(command, state.work, state, this.#navigation);
  }

  async #tellSessions(): Promise<void> {
    const state = this.#state;
    const kept = await state.keeper.list();
    state.tellPage({ type: "sessions", ...kept, key: { run: state.asked, version: 0 } });
  }

  /** Some steps of the run that goes on. */
  async #train({ training, runs, steps }: Work): Promise<void> {
    const outcome = await runs.train(training.run!);
    if (!this.#state.surroundings.visible) training.inUse.slowdown?.forget();
    else if (training.inUse.slowdown?.isSlow && training.run) await leaveSlowCard(training);
    if (outcome === "going") await this.#record({ training, runs });
    const slow = training.inUse.slowCard(training.run);
    if (slow) steps.problem({ kind: "slow-card", ...slow });
    await training.shown.viewer.answerWhileTraining();
  }

  /** While a run goes on it is recorded: when it has begun, and now and then. */
  async #record({ training, runs }: Pick<Work, "training" | "runs">): Promise<void> {
    const begun = performance.now();
    if (this.#recorded === training.run && !this.#records.isDue(begun)) return;
    this.#recorded = training.run;
    const recorded = await runs.recordedNow();
    this.#records.spent(begun);
    if (recorded) training.tell({ type: "recorded", recorded });
  }

  /** Something failed. After a lost graphics card the processor goes on; anything else is told. */
  async #recover(error: unknown): Promise<void> {
    const { work } = this.#state;
    if (work?.training.inUse.isLost) {
      try {
        await recoverFromLoss(work.training, this.#choose);
      } catch (another) {
        return this.#recover(another);
      }
      work.training.sendSnapshot();
      return work.steps.problem({ kind: "gpu-lost", said: [saidOf(error)] });
    }
    work?.abandon();
    this.#state.fail(error);
  }
}

type Another = Extract<Command, { type: "open" | "resume" }>;

/** Whether it asks for another network. */
const isAnother = (command: Command): command is Another => command.type === "open" || command.type === "resume";
