import type { GivenData } from "../data/dataset.ts";
import { isGiven } from "../data/registry.ts";
import { applyMask } from "../network/mask.ts";
import type { RunNode } from "../recipe/node.ts";
import { cutSettingsOf, fingerprint, type NetworkState, untouched } from "../recipe/state.ts";
import { stepsOf } from "../recipe/steps/train.ts";
import { RunTree } from "../recipe/tree.ts";
import { whyNotDeleted } from "../recipe/whyNotDeleted.ts";
import type { StorageProblem } from "../records/database.ts";
import { areAlike, fieldsOf, ofCut, type Setup } from "../setup/setup.ts";
import { Share } from "../training/share.ts";
import { benchOf } from "./bench.ts";
import { chooseEngine } from "./choose.ts";
import { Deletions } from "./deletions.ts";
import { stepForecast } from "./forecast.ts";
import { Keeper } from "./keeper.ts";
import { Networks } from "./networks.ts";
import { isTrainStep } from "./nodes.ts";
import { prepare } from "./opened.ts";
import { type FetchBytes, fetchBytes } from "./pretrained/weights.ts";
import type { Answer, Ask, Command, Continued, EngineEvent, Opened, Problem } from "./protocol.ts";
import { cutMask } from "./ranked.ts";
import { leaveSlowCard, recoverFromLoss } from "./recovery.ts";
import { States } from "./states.ts";
import { Training } from "./training.ts";
import { Turns } from "./turns.ts";
import { Work, type WorkAround } from "./work.ts";

/** Share of the time that recording a run on the page may take, and the least time between two records, in milliseconds. */
const recordShare = 0.03;
const recordMilliseconds = 3000;

/** One person's session: what each command does, in order, the network that stands, and all that lead to states. */
export class Session {
  /** What is kept already, or is nobody else's business. */
  readonly #tellPage: (event: EngineEvent) => void;
  readonly #emit: (event: EngineEvent) => void;
  readonly #choose: typeof chooseEngine;
  readonly #fetch: FetchBytes;
  readonly #turns = new Turns(
    () => this.#next(),
    (error) => this.#recover(error),
  );
  #queue: Command[] = [];
  #tree = new RunTree<RunNode>();
  #deletions = new Deletions();
  readonly #states: States;
  readonly #networks = new Networks();
  readonly #keeper = new Keeper(
    { tree: () => this.#tree, state: (id) => this.#states.get(id), opened: () => this.#opened },
    (problem) => this.#tellKeeping(null, problem),
    (session) => this.#tellKeeping(session, null),
  );
  #work: Work | undefined;
  /** The network asked for last: nobody waits for those before. */
  #asked = 0;
  #opened: Opened = {};
  /** Of the latest command done. */
  #heard = 0;
  #surroundings = { visible: true, reducedMotion: false };
  #records = new Share(recordShare, recordMilliseconds);

  constructor(
    emit: (event: EngineEvent) => void,
    choose = chooseEngine,
    fetch = fetchBytes,
    states: States = new States(),
  ) {
    this.#states = states;
    this.#tellPage = emit;
    this.#emit = (event) => {
      emit(event);
      this.#keeper.hear(event);
    };
    this.#choose = choose;
    this.#fetch = fetch;
  }

  /** Takes a command; answers come as events. Previews overtake everything and only the newest is answered. */
  receive(command: Command): void {
    const training = this.#work?.training;
    if (isAnother(command)) this.#asked = command.key.run;
    if (command.type !== "preview") this.#queue.push(command);
    else if (!this.#isLate(command)) training?.viewer.look(command.handle);
    if (command.type === "pause" && training?.run && !this.#isLate(command)) training.run.stopAsked = true;
    if (command.type === "hurry" && training?.run && !this.#isLate(command)) training.run.hurry();
    this.#turns.wake();
  }

  /** Whether it is about a network that no longer stands, or never will: another was asked for since. */
  #isLate(command: Command): boolean {
    if (command.type === "surroundings" || command.type === "readWeights") return false;
    // What is kept is there whatever stands.
    if (command.type === "listSessions" || command.type === "changeSession") return false;
    // These may lead from network to network faster than the page hears of it.
    if (command.type === "undo" || command.type === "redo") return this.#asked !== this.#work?.training.id;
    return command.key.run !== (isAnother(command) ? this.#asked : this.#work?.training.id);
  }

  /** Does the most urgent thing; false when nothing is left to do. */
  async #next(): Promise<boolean> {
    const command = this.#queue.shift();
    const work = this.#work;
    if (command) {
      this.#heard = command.serial;
      if (!this.#isLate(command)) await this.#do(command);
      return true;
    }
    if (!work) return false;
    const { viewer, run } = work.training;
    if (viewer.answer()) return true;
    if (run) await this.#train(work);
    else if (!(await work.advance())) return viewer.answerAtRest();
    return true;
  }

  async #do(command: Command): Promise<void> {
    const { run } = command.key;
    if (command.type === "open") return this.#changeTo(run, () => this.#open(run, command));
    if (command.type === "resume") return this.#changeTo(run, () => this.#resume(run, command.to));
    if (command.type === "surroundings") this.#surroundings = command;
    if (command.type === "changeSession") await this.#keeper.change(command.session, command.name);
    // Nothing waits for what may take a while to be read.
    if (command.type === "changeSession" || command.type === "listSessions") return void this.#tellSessions();
    const work = this.#work;
    if (!work) return;
    if (endsReplay.has(command.type)) work.endPlan();
    switch (command.type) {
      case "configure":
        return work.configure(command.change);
      case "train":
        return work.start(command.kind);
      case "pause":
        return work.finish();
      case "hurry":
        return work.hurry();
      case "step":
        return work.stepOnce();
      case "rewind":
        return work.rewind(command.keepMask);
      case "prune":
        return work.prune(command.sparsity, command.layerSparsity, command.moves);
      case "edit":
        return work.edit(command.edit);
      case "undo":
      case "redo":
        return this.#goBack(work, command.type);
      case "goTo":
        return this.#goTo(work, command.node);
      case "annotate":
        return work.annotate(command.node, command.change);
      case "remove":
        return this.#remove(work, command.node);
      case "putBack":
        return this.#tellTree(work, this.#deletions.putBack(this.#tree), []);
      case "scoreTest":
        return this.#scoreTest(work, command);
      case "readWeights": {
        const { mask, training } = work;
        training.tell({ type: "weights", id: command.id, layers: applyMask(training.ranked.layers, mask), mask });
      }
    }
  }

  /** To where one was before, or on from there, if need be to another network. */
  async #goBack(work: Work, way: "undo" | "redo"): Promise<void> {
    await work.finish();
    const { before, after } = this.#tree;
    const to = way === "undo" ? before : after;
    if (to?.run === work.training.id) {
      const state = await this.#stateOf(to, work);
      work.goTo(way === "undo" ? this.#tree.undo()! : this.#tree.redo()!, state);
    } else if (to) {
      this.#asked = to.run;
      this.#emit({ type: "leads", heard: this.#heard, key: { run: to.run, version: 0 } });
      await this.#changeTo(to.run, () => this.#resume(to.run, way));
    } else work.tellHistory(work.setup);
  }

  async #goTo(work: Work, id: number): Promise<void> {
    await work.finish();
    const isThere = this.#tree.has(id) && this.#tree.node(id).run === work.training.id;
    if (!isThere || this.#tree.current.id === id) return work.tellHistory(work.setup);
    const state = await this.#stateOf(this.#tree.node(id), work);
    work.goTo(this.#tree.goTo(id), state);
  }

  /** Takes a state away with all that was made from it. What stands is not among them: one goes to where they came from first. */
  async #remove(work: Work, id: number): Promise<void> {
    const tree = this.#tree;
    if (!tree.has(id)) return work.tellHistory();
    const detail = whyNotDeleted(tree.nodes, tree.current, tree.node(id));
    if (detail) return work.problem({ kind: "failed", detail });
    if (tree.path(tree.current.id).some((node) => node.id === id)) {
      work.endPlan();
      await this.#goTo(work, tree.node(id).parent!);
    }
    this.#tellTree(work, [], this.#deletions.take(tree, id));
  }

  #tellTree(work: Work, changed: readonly RunNode[], removed: readonly RunNode[]): void {
    work.training.tell({ type: "tree", changed, removed: removed.map(({ id }) => id) });
    work.training.tell({ type: "removed", removed: this.#deletions.all });
    work.tellHistory();
  }

  /** The weights of a state, worked out again where they were dropped. */
  async #stateOf({ id, fingerprint: before }: RunNode, { training, setup }: Work): Promise<NetworkState> {
    const path = this.#tree.path(id);
    await this.#recall(path);
    const total = this.#states
      .missing(path)
      .reduce((sum, { step }) => sum + (isTrainStep(step) ? stepsOf(step) : 0), 0);
    const tell = (done: number | null) => training.tell({ type: "rework", done, total });
    let done = 0;
    if (total > 0) tell(0);
    const bench = this.#benchOf(training, (steps) => {
      done += steps;
      tell(done);
    });
    try {
      const isNew = !this.#states.has(id);
      const state = await this.#states.at(path, () => untouched(bench.initial, cutSettingsOf(setup)), bench);
      const after = isNew ? fingerprint(state.checkpoint.layers, bench.maskOf(state)) : before;
      if (after !== before) {
        const problem: Problem = { kind: "failed", detail: cameOutOtherwise(before, after) };
        training.tell({ type: "problem", problem, stands: training.id });
      }
      return state;
    } finally {
      if (total > 0) tell(null);
    }
  }

  /** Weights that are not at hand may be kept: those nearest to the end of a path are taken. */
  async #recall(path: readonly RunNode[]): Promise<void> {
    for (const { id, cut, setup } of this.#states.missing(path).toReversed()) {
      const kept = await this.#keeper.weights(id);
      if (!kept) continue;
      // Where the handle rests may have moved since.
      this.#states.keep(id, { ...kept, cut, settings: cutSettingsOf(setup) }, () => false);
      return;
    }
  }

  #benchOf = (training: Training, progress: (steps: number) => void = () => undefined) =>
    benchOf(training, {
      fetch: this.#fetch,
      isStopped: () => this.#queue.some((command) => command.type === "pause" || isAnother(command)),
      progress,
    });

  /** Puts another network in place of the one that stands, which is kept; it stays where the other cannot be had. */
  async #changeTo(run: number, change: () => Promise<void>): Promise<void> {
    try {
      await this.#work?.finish();
      await change();
    } catch (error) {
      if (run !== this.#asked) return;
      const stands = this.#work?.training.id;
      if (stands === run) throw error;
      this.#fail(error, run);
      if (this.#work && stands !== undefined) {
        this.#asked = stands;
        this.#tellAll(this.#work);
      }
    }
  }

  async #open(run: number, ask: Extract<Ask, { type: "open" }>): Promise<void> {
    const { setup: asked, kept, opened, steps = [], session, keeps = false } = ask;
    this.#opened = { ...this.#opened, ...opened };
    if (session && (await this.#continue(run, ask, session))) return;
    const recorded = kept?.recorded;
    const setup: Setup = recorded ? asked : { ...asked, sparsity: 0 };
    const stood = kept?.tree.nodes.find(({ id }) => id === kept.tree.current);
    const work = await this.#make(run, setup, ask.given ?? (stood && (await this.#dataOf(stood))));
    if (kept) {
      this.#tree = RunTree.from(kept.tree);
      this.#deletions = new Deletions(kept.removed);
    }
    this.#put(work);
    const { training } = work;
    training.tell({ ...openedOf(work), resumed: false });
    training.tell(training.timeline.reset([]));
    let failure: string | null = null;
    if (recorded) {
      this.#rename(this.#tree.current.run, work);
      work.goOnFrom(recorded);
    } else {
      work.addRoot();
      if (asked.start === "trained") failure = await this.#load(work);
      work.repeat(steps);
    }
    training.sendSnapshot();
    work.tellHistory(recorded ? this.#tree.current.setup : null);
    if (work.test) this.#emit(work.test);
    if (failure) work.problem({ kind: "failed", detail: failure });
    if (keeps && ask.given) this.#keeper.keepData(training.prepared.summary.source, ask.given);
    await this.#startEngine(work);
  }

  /** Goes on with a session that the browser has kept; false where the network that was asked for is to be opened in it. */
  async #continue(run: number, { setup: asked, kept, given }: Extract<Ask, { type: "open" }>, session: Continued) {
    const stored = await this.#keeper.resume(session.id, session.waits);
    // Who hands over all that was done knows better.
    if (!stored || kept) return false;
    this.#opened = { ...stored.opened, ...this.#opened };
    const tree = RunTree.from(stored.tree);
    const { current } = tree;
    const root = tree.rootOf(current.id);
    // The page counts its networks anew.
    for (const node of tree.nodes) {
      const { id } = tree.rootOf(node.id);
      tree.update({ ...node, run: id === root.id && session.isSame ? run : -id });
    }
    this.#tree = tree;
    const tellTree = () =>
      this.#tellPage({ type: "tree", changed: [...tree.nodes], removed: [], key: { run, version: 0 } });
    if (!session.isSame) {
      tellTree();
      return false;
    }
    const isOfAsked = areAlike(asked, current.setup, fieldsOf("data", "network"));
    const setup = { ...(isOfAsked ? asked : current.setup), ...ofCut(current.setup) };
    const { dataset } = given ?? {};
    const isGivenHere = dataset?.id === current.setup.data && dataset.label === current.data;
    const own = isGivenHere ? given : await this.#dataOf(current);
    const isGone = isGiven(current.setup.data) && !own;
    const made = isGone ? Promise.reject(new Error(dataIsGone(current))) : this.#make(run, setup, own);
    const work = await made.catch((error: unknown) => {
      if (run !== this.#asked) throw error;
      this.#tellKeeping(null, { kind: "failed", sentence: messageOf(error) });
      return null;
    });
    if (!work) {
      for (const node of tree.nodes) tree.update({ ...node, run: node.run === run ? -root.id : node.run });
      tellTree();
      return false;
    }
    const state = await this.#stateOf(tree.current, work);
    this.#put(work);
    tellTree();
    work.standAt(tree.current, state);
    if (stored.run) work.goOnFrom({ ...stored.run, test: null });
    this.#tellAll(work);
    await this.#startEngine(work);
    const { step = null, state: reached } = stored.run ?? {};
    if (step && reached) this.#tellKeeping(null, { kind: "well", sentence: interrupted(reached.checkpoint.step) });
    return true;
  }

  #tellKeeping(session: string | null, problem: StorageProblem | null): void {
    const key = this.#work?.training.key ?? { run: this.#asked, version: 0 };
    this.#tellPage({ type: "keeping", session, problem, key });
  }

  /** A network is asked for by another number than before. */
  #rename(before: number, { training }: Work): void {
    const changed = [...this.#tree.nodes]
      .filter(({ run }) => run === before)
      .map((node) => ({ ...node, run: training.id }));
    for (const node of changed) this.#tree.update(node);
    training.tell({ type: "tree", changed, removed: [] });
  }

  /** The weights that come with the page; why they are not to be had, else. */
  async #load(work: Work): Promise<string | null> {
    try {
      await work.load();
      return null;
    } catch (error) {
      work.setup = { ...work.setup, start: "untrained" };
      work.training.tell({ ...openedOf(work), resumed: false });
      return messageOf(error);
    }
  }

  /** A network on its data, with its initial weights, which nobody sees yet. */
  async #make(run: number, setup: Setup, data: GivenData | undefined): Promise<Work> {
    const tell = (answer: Answer) => this.#emit({ ...answer, key: { run, version: 0 } });
    const endIfLate = () => {
      if (run !== this.#asked) throw new Error("Another network was asked for since.");
    };
    const stands = this.#work?.given;
    const given = data ?? (stands?.dataset.id === setup.data ? stands : this.#networks.given(setup.data));
    const prepared = await prepare(setup, given, (what, done, total, drawn) => {
      endIfLate();
      tell({ type: "preparing", what, done, total, ...(drawn ? { drawn } : {}) });
    });
    endIfLate();
    const state = untouched(prepared.initial(), cutSettingsOf(setup));
    const training = new Training(prepared, setup, state.checkpoint, run, this.#emit, this.#turns.wake);
    return new Work(training, this.#around, setup, state, given);
  }

  /** The data that a network was given, if somebody still has it. */
  #givenTo({ setup, data }: RunNode): GivenData | undefined {
    if (!isGiven(setup.data)) return undefined;
    const stands = this.#work?.given;
    const isStanding = stands?.dataset.id === setup.data && stands.dataset.label === data;
    return isStanding ? stands : this.#networks.given(setup.data, data);
  }

  /** The same, if need be from what the browser keeps. */
  async #dataOf(node: RunNode): Promise<GivenData | undefined> {
    return this.#givenTo(node) ?? (isGiven(node.setup.data) ? this.#keeper.dataOf(node) : undefined);
  }

  /** Whether nobody has the data of a state's network any more. */
  readonly #isLost = (node: RunNode): boolean =>
    isGiven(node.setup.data) &&
    node.run !== this.#work?.training.id &&
    !this.#networks.get(node.run) &&
    this.#givenTo(node) === undefined &&
    !this.#keeper.keepsDataOf(node);

  /** A network takes the place of the one that stands. */
  #put(work: Work): void {
    const before = this.#work;
    before?.training.leaveEngine();
    if (before) this.#networks.keep(before);
    this.#work = work;
  }

  /** Goes back to a network that another took the place of: to where one was, or to one of its states. */
  async #resume(run: number, to: Extract<Ask, { type: "resume" }>["to"]): Promise<void> {
    const nodes = [...this.#tree.nodes].filter((node) => node.run === run);
    const root = nodes.find(({ parent }) => parent === null);
    if (!root) throw new Error("There is no such network any more.");
    const isWanted = (node: RunNode | null) => node !== null && node.run === run;
    if (this.#work?.training.id !== run) {
      const ready = this.#networks.get(run);
      const given = ready?.given ?? (await this.#dataOf(root));
      if (!ready && !given && isGiven(root.setup.data)) throw new Error(dataIsGone(root));
      const work = ready ?? (await this.#make(run, root.setup, given));
      const tree = this.#tree;
      const [node, go] =
        to === "undo" && isWanted(tree.before)
          ? [tree.before!, () => tree.undo()]
          : to === "redo" && isWanted(tree.after)
            ? [tree.after!, () => tree.redo()]
            : [tree.latestOf(root.id), () => tree.returnTo(tree.latestOf(root.id).id)];
      const state = await this.#stateOf(node, work);
      this.#networks.take(run);
      this.#put(work);
      go();
      work.standAt(node, state);
    }
    const work = this.#work!;
    this.#tellAll(work);
    if (!work.training.report) await this.#startEngine(work);
    if (typeof to === "number" && this.#tree.current.id !== to) await this.#goTo(work, to);
  }

  /** Tells a page that shows another network all about the one that stands. */
  #tellAll(work: Work): void {
    const { training, setup } = work;
    training.tell({ ...openedOf(work), resumed: true });
    if (training.report) training.tell({ type: "backend", backend: training.report });
    training.viewer.look({ sparsity: work.state.cut });
    // What was chosen since the latest step holds.
    work.present(setup);
    training.tellSpeeds(training.speeds);
    if (work.test) this.#emit(work.test);
  }

  /** The network is seen before the engine has started, which may take a while. */
  async #startEngine(work: Work): Promise<void> {
    const { training } = work;
    training.viewer.answer();
    training.tell({ type: "preparing", what: "Starting the engine", done: 0, total: 1 });
    await this.#around.useEngine(work, work.state.checkpoint);
  }

  readonly #around: WorkAround = {
    tree: () => this.#tree,
    states: () => this.#states,
    heard: () => this.#heard,
    isPaced: () => !this.#surroundings.reducedMotion,
    /** Starts the engine that the settings ask for. */
    useEngine: async ({ training, setup: { backend, batchSize } }, checkpoint) => {
      const forecast = stepForecast(training.prepared.spec, batchSize, backend === "auto" ? "wasm" : backend);
      // Its first steps are timed.
      training.announce("Starting the engine", 2 * forecast);
      training.use(await this.#choose(backend, training.jobAt(checkpoint)));
    },
    bench: (training) => this.#benchOf(training),
    isLost: this.#isLost,
    stays: (id) => {
      const node = this.#tree.has(id) ? this.#tree.node(id) : this.#deletions.node(id);
      return node !== undefined && (id === this.#tree.current.id || this.#isLost(node));
    },
  };

  async #train(work: Work): Promise<void> {
    const { training } = work;
    const outcome = await work.train(training.run!);
    if (!this.#surroundings.visible) training.slowdown?.forget();
    else if (training.slowdown?.isSlow && training.run) await leaveSlowCard(training);
    if (outcome === "goes on") await this.#record(work);
    const slow = training.slowCard();
    if (slow) work.problem({ kind: "slow-card", ...slow });
    training.viewer.answerWhileTraining();
  }

  /** Something failed. After a lost graphics card the processor goes on; anything else is told. */
  async #recover(error: unknown): Promise<void> {
    const work = this.#work;
    if (work?.training.isLost) {
      try {
        await recoverFromLoss(work.training, this.#choose);
      } catch (another) {
        return this.#recover(another);
      }
      work.training.sendSnapshot();
      return work.problem({ kind: "gpu-lost", detail: messageOf(error) });
    }
    work?.abandon();
    this.#fail(error);
  }

  #fail(error: unknown, run = this.#work?.training.id ?? this.#asked): void {
    const isFile = error instanceof Error && error.name === "DataFileError";
    const problem: Problem = { kind: isFile ? "file" : "failed", detail: messageOf(error) };
    const stands = this.#work?.training.id ?? 0;
    if (stands === run) this.#work?.problem(problem);
    else this.#emit({ type: "problem", problem, stands, key: { run, version: 0 } });
  }

  async #tellSessions(): Promise<void> {
    const kept = await this.#keeper.list();
    this.#tellPage({ type: "sessions", ...kept, key: { run: this.#asked, version: 0 } });
  }

  #scoreTest(work: Work, { handle }: Extract<Ask, { type: "scoreTest" }>): void {
    const { training } = work;
    const { observer, test, summary } = training.prepared;
    const opened = (this.#opened[summary.source] ?? 0) + 1;
    this.#opened = { ...this.#opened, [summary.source]: opened };
    const { accuracy } = observer.score(training.ranked.layers, test, cutMask(training.ranked, handle));
    work.test = { type: "test", handle, accuracy, count: test.labels.length, opened, key: training.key };
    this.#emit(work.test);
  }

  /** While a run goes on the page gets its state too, now and then. */
  async #record(work: Work): Promise<void> {
    const begun = performance.now();
    if (!this.#records.isDue(begun)) return;
    const recorded = await work.recordedNow();
    this.#records.spent(begun);
    if (recorded) work.training.tell({ type: "recorded", recorded });
  }
}

type Another = Extract<Command, { type: "open" | "resume" }>;

/** Whether it asks for another network. */
const isAnother = (command: Command): command is Another => command.type === "open" || command.type === "resume";

/** Who does something else while a recipe is repeated ends that. */
const endsReplay: ReadonlySet<Ask["type"]> = new Set([
  "train",
  "pause",
  "step",
  "rewind",
  "prune",
  "edit",
  "undo",
  "redo",
  "goTo",
]);

const openedOf = ({ training, setup }: Work) => {
  const { spec, summary } = training.prepared;
  return { type: "opened", setup, spec, data: summary } as const;
};

const cameOutOtherwise = (before: string, after: string) =>
  `This state was worked out again and came out otherwise: its weights have the fingerprint ${after}, before ${before}. Another device or another version of the page computes other bits.`;

const dataIsGone = ({ data }: RunNode) =>
  `The data of this network, “${data}”, is not here any more, so that its states cannot be worked out again. Open it anew under Data, and they can be gone to.`;

const interrupted = (step: number) =>
  `The page was closed while this network trained: it stands at step ${step.toLocaleString("en")}, and Train goes on from there.`;

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
