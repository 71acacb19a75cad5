import type { GivenData } from "../data/dataset.ts";
import { isGiven } from "../data/registry.ts";
import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import { RunTree } from "../recipe/tree.ts";
import type { KeptSession } from "../records/keptSession.ts";
import { areAlike, fieldsOf, ofCut } from "../setup/setup.ts";
import { setAside, standIn } from "./brokenOff.ts";
import type { Making } from "./making.ts";
import { saidOf } from "./protocol/said.ts";
import type { Continued } from "./protocol/session.ts";
import type { Ask } from "./protocol.ts";
import type { Rework } from "./rework.ts";
import { dataIsGone, type SessionState } from "./sessionState.ts";
import { areDataOf } from "./source.ts";
import type { Work } from "./work.ts";

type OpenAsk = Extract<Ask, { type: "open" }>;

/** Goes on with sessions that the browser has kept. */
export class Continuing {
  readonly #session: SessionState;
  readonly #rework: Rework;
  readonly #making: Making;

  constructor(session: SessionState, rework: Rework, making: Making) {
    this.#session = session;
    this.#rework = rework;
    this.#making = making;
  }

  /** Goes on with a kept session; false where the network that was asked for is to be opened in it. */
  async from(run: number, ask: OpenAsk, continued: Continued): Promise<boolean> {
    const stored = await this.#read(continued);
    if (!stored) return false;
    const { tree } = this.#session;
    // The address tells what it was, and can be repeated.
    const isLost = isMissing(tree, continued) && Boolean(ask.steps?.length);
    const at = isLost ? null : continued.at;
    if (!isWithin(tree, at)) await this.#setAside(run, stored);
    const goesOn = takePlace(tree, at, continued.place);
    const before = tree.current.run;
    const rename = (from: number, to: number) => {
      for (const node of tree.nodes) if (node.run === from) tree.update({ ...node, run: to });
    };
    if (goesOn) rename(before, run);
    const work = goesOn ? await this.#made(run, ask) : null;
    if (!work) {
      rename(run, before);
      this.#tellTree(run);
      return false;
    }
    const found = await this.#nearest(run, work);
    if (!found) {
      rename(run, before);
      this.#tellTree(run);
      return false;
    }
    this.#making.put(work);
    this.#tellTree(run);
    work.steps.standAt(tree.goTo(found.id), found.state);
    if (stored.run && found.id === stored.tree.current) standIn(work, { ...stored.run, test: null });
    this.#making.tellAll(work);
    await this.#making.startEngine(work);
    // Of a recipe nothing was done yet, as where a link is opened; or all, and what it has led to was not told.
    const { run: brokenRun, plan } = work.steps.brokenOff ?? {};
    if (!brokenRun && plan && [0, plan.total].includes(plan.left.length)) work.goOn();
    return true;
  }

  /** All that was done in a kept session is there, beside a network that is asked for since. */
  async beside(run: number, continued: Continued): Promise<void> {
    const stored = await this.#read(continued);
    if (!stored) return;
    await this.#setAside(run, stored);
    this.#tellTree(run);
  }

  /** What went on when the session was left stands beside the network that is asked for. */
  async #setAside(run: number, { run: record }: KeptSession): Promise<void> {
    if (record) await setAside(this.#session, this.#making, run, { ...record, test: null });
  }

  /** Reads a session, whose tree is that of the session from then on. The page counts its networks anew: those that were kept have numbers
   *  below 0. */
  async #read({ id, waits }: Continued): Promise<KeptSession | null> {
    const session = this.#session;
    const stored = await session.keeper.resume(id, waits);
    if (!stored) return null;
    session.opened = { ...stored.opened, ...session.opened };
    const tree = RunTree.from(stored.tree);
    for (const node of tree.nodes) tree.update({ ...node, run: -tree.rootOf(node.id).id });
    session.tree = tree;
    return stored;
  }

  /** The state that stands, or where that cannot be had the nearest one before it that can; null where none can. */
  async #nearest(run: number, work: Work): Promise<{ readonly id: number; readonly state: NetworkState } | null> {
    const { tree } = this.#session;
    for (const node of tree.path(tree.current.id).toReversed())
      try {
        return { id: node.id, state: await this.#rework.stateOf(node, work) };
      } catch (error) {
        const isCutOff = tree.path(node.id).some(({ step }) => step?.kind === "lost");
        if (run !== this.#session.asked || !isCutOff) throw error;
      }
    return null;
  }

  /** The network of the state that stands; null where it cannot be had, which is told. */
  async #made(run: number, { setup: asked, given }: OpenAsk): Promise<Work | null> {
    const { current } = this.#session.tree;
    const isOfAsked = areAlike(asked, current.setup, fieldsOf("data", "network"));
    const setup = { ...(isOfAsked ? asked : current.setup), ...ofCut(current.setup) };
    try {
      const own = await this.#dataOf(current, given);
      if (isGiven(current.setup.data) && !own) throw dataIsGone(current);
      return await this.#making.make(run, setup, own);
    } catch (error) {
      if (run !== this.#session.asked) throw error;
      this.#session.tellKeeping(null, { kind: "gone", said: [saidOf(error)] });
      return null;
    }
  }

  async #dataOf(node: RunNode, given: GivenData | undefined): Promise<GivenData | undefined> {
    return given && areDataOf(given, node) ? given : this.#session.dataOf(node);
  }

  #tellTree(run: number): void {
    const { tree, tellPage } = this.#session;
    tellPage({ type: "tree", changed: [...tree.nodes], removed: [], key: { run, version: 0 } });
  }
}

/** Whether the state that the page stood at never came to the disk. */
const isMissing = (tree: RunTree<RunNode>, { place }: Continued): boolean =>
  place !== undefined && place.ids > tree.place().ids && !tree.has(place.current);

/** Stands where a kept session is gone on with; false where that is nowhere in it. */
function takePlace(tree: RunTree<RunNode>, at: Continued["at"], place: Continued["place"]): boolean {
  if (!isWithin(tree, at)) {
    if (typeof at !== "number" || !tree.has(at)) return false;
    // What was gone back to may not have been recorded.
    tree.returnTo(tree.latestOf(at).id);
  }
  // Nor where undo, redo or the map of states have led, but for what was done and not told any more.
  const isTold = place && typeof at === "number" && tree.has(place.current) && place.ids >= tree.place().ids;
  if (isTold && tree.rootOf(place.current).id === at) tree.returnTo(place.current);
  return true;
}

/** Whether that is the network where the session was left. */
const isWithin = (tree: RunTree<RunNode>, at: Continued["at"]): boolean =>
  at === "left" || (at !== null && tree.rootOf(tree.current.id).id === at);
