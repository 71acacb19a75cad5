import { isGiven } from "../data/registry.ts";
import type { RunNode } from "../recipe/node.ts";
import { RunTree } from "../recipe/tree.ts";
import type { Setup } from "../setup/setup.ts";
import { setAside } from "./brokenOff.ts";
import { Continuing } from "./continuing.ts";
import { Deletions } from "./deletions.ts";
import type { Making } from "./making.ts";
import type { Navigation } from "./navigation.ts";
import { type Said, saidOf, WorkerFault } from "./protocol/said.ts";
import type { Continued } from "./protocol/session.ts";
import type { Ask, KeptTree } from "./protocol.ts";
import type { Rework } from "./rework.ts";
import { dataIsGone, type SessionState } from "./sessionState.ts";
import type { Work } from "./work.ts";

/** Opens networks, and goes back to those that others took the place of. */
export class Opening {
  readonly #session: SessionState;
  readonly #rework: Rework;
  readonly #making: Making;
  readonly #navigation: Navigation;
  readonly #continuing: Continuing;

  constructor(session: SessionState, rework: Rework, making: Making, navigation: Navigation) {
    this.#session = session;
    this.#rework = rework;
    this.#making = making;
    this.#navigation = navigation;
    this.#continuing = new Continuing(session, rework, making);
  }

  /** A new network, in place of the one that stands. */
  open(run: number, ask: Extract<Ask, { type: "open" }>): Promise<void> {
    return this.#changeTo(run, () => this.#open(run, ask));
  }

  /** A network that another took the place of, in place of the one that stands. */
  resume(run: number, to: Extract<Ask, { type: "resume" }>["to"]): Promise<void> {
    return this.#changeTo(run, () => this.#resume(run, to));
  }

  /** Puts another network in place of the one that stands, which is kept; it stays where the other cannot be had. */
  async #changeTo(run: number, change: () => Promise<void>): Promise<void> {
    const session = this.#session;
    try {
      await session.work?.leave();
      await change();
    } catch (error) {
      if (run !== session.asked) return;
      const stands = session.work?.training.id;
      if (stands === run) throw error;
      session.arrived(run);
      if (!session.work) return this.#fallBack(run, error);
      session.fail(error, run);
      session.asked = session.work.training.id;
      this.#making.tellAll(session.work);
    }
  }

  /** A worker that has no network yet, and cannot have the one that is asked for, goes back to one that was handed over: the one that stood
   *  last, else the latest one that can be had. */
  async #fallBack(failed: number, error: unknown): Promise<void> {
    const session = this.#session;
    const { tree } = session;
    const roots = [...tree.nodes].filter(({ parent }) => parent === null).toReversed();
    const last = tree.size > 0 ? [tree.rootOf(tree.current.id)] : [];
    for (const root of new Set([...last, ...roots])) {
      const { run } = root;
      if (run === failed) continue;
      session.asked = run;
      session.fail(error, failed, run);
      try {
        return await this.#resume(run, "latest");
      } catch (another) {
        if (session.asked !== run) return;
        // It stands, but something of it failed.
        if (session.work) throw another;
      }
      failed = run;
    }
    session.fail(error, failed);
  }

  async #open(run: number, ask: Extract<Ask, { type: "open" }>): Promise<void> {
    const { setup: asked, given: own, kept, opened, steps = [], end = null, session: continued, keeps = false } = ask;
    const session = this.#session;
    session.opened = { ...session.opened, ...opened };
    if (kept) {
      await this.#takeTree(run, kept, continued);
      if (kept.aside) await setAside(session, this.#making, run, kept.aside, own);
    } else if (continued && (await this.#continuing.from(run, ask, continued))) return;
    const recorded = kept?.recorded;
    const setup: Setup = recorded ? asked : { ...asked, sparsity: 0 };
    const stood = kept?.tree.nodes.find(({ id }) => id === kept.tree.current);
    const isOfStood = stood?.setup.data === asked.data && (recorded || !own);
    const given = isOfStood ? await session.dataOf(stood) : own;
    if (recorded && isOfStood && !given && isGiven(asked.data)) throw dataIsGone(stood);
    const work = await this.#making.make(run, setup, given);
    this.#making.put(work);
    const { training } = work;
    training.tell({ ...this.#making.openedOf(work), resumed: false });
    let failure: Said | null = null;
    if (recorded) {
      work.steps.goOnFrom(recorded);
    } else {
      work.steps.addRoot();
      if (asked.start === "trained") failure = await this.#load(work);
      work.replaying.begin(steps, end);
    }
    training.tell(training.points.timeline.reset(training.points.timeline.points));
    training.sendSnapshot();
    work.steps.tellHistory(recorded ? session.tree.current.setup : null);
    if (work.steps.test) session.emit(work.steps.test);
    if (failure) work.steps.problem({ kind: "failed", said: [failure] });
    if (keeps && own) session.keeper.keepData(own);
    await this.#making.startEngine(work);
    // As when the other worker came to an end.
    if (recorded?.goesOn) work.goOn();
  }

  /** What was done so far stays, though another network is asked for than the one that it was handed over with. */
  async takeOver(run: number, ask: Extract<Ask, { type: "open" }>): Promise<void> {
    const { given, kept, opened, session: continued } = ask;
    const session = this.#session;
    session.opened = { ...session.opened, ...opened };
    if (kept) {
      await this.#takeTree(run, kept, continued);
      const record = kept.recorded ?? kept.aside;
      if (record) await setAside(session, this.#making, run, record, given);
    } else if (continued) await this.#continuing.beside(run, continued);
  }

  /** Goes on with all that was done, which is kept as a session where it was before. */
  async #takeTree(run: number, { tree, removed }: KeptTree, continued: Continued | undefined): Promise<void> {
    const session = this.#session;
    const stored = continued ? await session.keeper.resume(continued.id, continued.waits) : null;
    session.tree = RunTree.from(tree);
    session.deletions = new Deletions(removed);
    if (stored) session.keeper.replace(stored.tree);
    session.tellPage({ type: "tree", changed: tree.nodes, removed: [], key: { run, version: 0 } });
  }

  /** The weights that come with the page; why they are not to be had, else. */
  async #load(work: Work): Promise<Said | null> {
    const { steps, training } = work;
    try {
      await steps.load();
      return null;
    } catch (error) {
      steps.setup = { ...steps.setup, start: "untrained" };
      training.tell({ ...this.#making.openedOf(work), resumed: false });
      return saidOf(error);
    }
  }

  /** Goes back to a network that another took the place of: to where one was, or to one of its states. */
  async #resume(run: number, to: Extract<Ask, { type: "resume" }>["to"]): Promise<void> {
    const session = this.#session;
    const root = [...session.tree.nodes].find((node) => node.run === run && node.parent === null);
    if (!root) throw new WorkerFault({ id: session.deletions.hasNetwork(run) ? "network-deleted" : "network-unknown" });
    if (session.work?.training.id !== run) await this.#bringBack(root, to);
    const work = session.work!;
    this.#making.tellAll(work);
    if (!work.training.inUse.report) await this.#making.startEngine(work);
    if (typeof to === "number" && session.tree.current.id !== to) await this.#navigation.goTo(work, to);
  }

  /** Puts a network, by its first state, in place of the one that stands: at where undo or redo lead, else where it was left. */
  async #bringBack(root: RunNode, to: Extract<Ask, { type: "resume" }>["to"]): Promise<void> {
    const { tree, networks } = this.#session;
    const { run } = root;
    const ready = networks.get(run);
    const given = ready?.given ?? (await this.#session.dataOf(root));
    if (!ready && !given && isGiven(root.setup.data)) throw dataIsGone(root);
    const work = ready ?? (await this.#making.make(run, root.setup, given));
    const isWanted = (node: RunNode | null) => node !== null && node.run === run;
    const [node, go] =
      to === "undo" && isWanted(tree.before)
        ? [tree.before!, () => tree.undo()]
        : to === "redo" && isWanted(tree.after)
          ? [tree.after!, () => tree.redo()]
          : [tree.latestOf(root.id), () => tree.returnTo(tree.latestOf(root.id).id)];
    const state = await this.#rework.stateOf(node, work);
    networks.take(run);
    this.#making.put(work);
    go();
    work.steps.standAt(node, state);
  }
}
