import { examplesPerClass, knownPerClass } from "../data/classes.ts";
import { isGiven } from "../data/registry.ts";
import { type ComparedState, compareStates } from "../recipe/compareStates.ts";
import type { RunNode } from "../recipe/node.ts";
import type { Making } from "./making.ts";
import { type Observer, rowsOf } from "./observer.ts";
import type { DataSummary } from "./protocol/data.ts";
import { saidOf, WorkerFault } from "./protocol/said.ts";
import type { Ask, ComparisonOutcome, DifferingExamples } from "./protocol.ts";
import type { Rework } from "./rework.ts";
import { dataIsGone, type SessionState } from "./sessionState.ts";
import type { Training } from "./training.ts";
import type { Work } from "./work.ts";

/** Examples of either kind that are handed over to be drawn. */
const mostDrawn = 18;

type Pair = Pick<Extract<Ask, { type: "compare" }>, "one" | "other">;

/** What may be asked while two states are compared, and waits for no more than its turn. Anything else comes first. */
const aside: ReadonlySet<Ask["type"]> = new Set([
  "surroundings",
  "readWeights",
  "listSessions",
  "changeSession",
  "annotate",
  "hurry",
]);

/** Compares two states without going to either. Where weights have to be worked out again, or a network made anew, that waits until no
 *  run goes on, and for whatever else is asked. */
export class Comparing {
  readonly #session: SessionState;
  readonly #rework: Rework;
  readonly #making: Making;
  readonly #isAsked: (isOf: (type: Ask["type"]) => boolean) => boolean;
  #pair: Pair | null = null;
  #isWaitTold = false;

  /** `isAsked` says whether a command of some kind waits. */
  constructor(
    session: SessionState,
    rework: Rework,
    making: Making,
    isAsked: (isOf: (type: Ask["type"]) => boolean) => boolean,
  ) {
    this.#session = session;
    this.#rework = rework;
    this.#making = making;
    this.#isAsked = isAsked;
  }

  ask({ one, other }: Pair): void {
    this.#pair = { one, other };
    this.#isWaitTold = false;
  }

  /** Answers what was asked last; false where there is nothing to do yet. `isBusy` while a run or a recipe goes on. */
  async advance(isBusy: boolean): Promise<boolean> {
    const pair = this.#pair;
    if (!pair) return false;
    const { tree } = this.#session;
    const [one, other] = [pair.one, pair.other].map((id) => (tree.has(id) ? tree.node(id) : null));
    if (isBusy && one && other && !(this.#isAtHand(one) && this.#isAtHand(other))) {
      if (!this.#isWaitTold) this.#tell(pair, { kind: "waits", said: { id: "waits-for-run" } });
      this.#isWaitTold = true;
      return false;
    }
    this.#pair = null;
    try {
      if (!one || !other) throw new WorkerFault({ id: "state-deleted" });
      this.#tell(pair, await this.#compare(one, other, pair));
    } catch (error) {
      // What comes first is done, then it is begun anew.
      if (this.#isAsked((type) => !aside.has(type) && type !== "pause")) this.#pair = pair;
      else this.#tell(pair, { kind: "failed", said: saidOf(error) });
    }
    return true;
  }

  async #compare(first: RunNode, second: RunNode, pair: Pair): Promise<ComparisonOutcome> {
    const one = await this.#measured(first, pair);
    const other = await this.#measured(second, pair);
    const isSame = areSameExamples(one.summary, other.summary);
    const comparison = compareStates(one, other, isSame);
    return { kind: "done", comparison, examples: comparison.examples && differing(one, other, comparison.examples) };
  }

  /** Whether network and weights of a state are there. */
  #isAtHand({ id, run }: RunNode): boolean {
    const { work, networks, states } = this.#session;
    return states.has(id) && (work?.training.id === run || networks.get(run) !== undefined);
  }

  async #measured(node: RunNode, pair: Pair): Promise<MeasuredState> {
    const { training } = await this.#stands(node, pair);
    const { states } = this.#session;
    const state = states.get(node.id)!;
    const { observer, spec, summary } = training.prepared;
    const { layers } = state.checkpoint;
    const mask = training.shown.maskOf(state);
    const { labels, classes } = summary;
    const measured = observer.preview(layers, mask);
    const perClass = Float32Array.from(knownPerClass(measured.perClass, examplesPerClass(labels, classes.length)));
    return { spec, layers, mask, figures: { ...measured, perClass }, labels, classes, summary };
  }

  /** The network of a state, once the weights of the state are at hand. */
  async #stands(node: RunNode, pair: Pair): Promise<Work> {
    const session = this.#session;
    const isStopped = () => this.#isAsked((type) => !aside.has(type));
    const work = await this.#networkOf(node, pair, isStopped);
    const toldBy: Training = session.work!.training;
    const state = await this.#rework.stateOf(node, work, { toldBy, isStopped });
    session.states.keep(node.id, state, (id) => id === pair.one || id === pair.other || session.stays(id));
    return work;
  }

  /** The network that stands, one that is ready, or one made anew, which is ready from then on. */
  async #networkOf(node: RunNode, pair: Pair, isStopped: () => boolean): Promise<Work> {
    const session = this.#session;
    if (session.work?.training.id === node.run) return session.work;
    const ready = session.networks.get(node.run);
    if (ready) return ready;
    const { setup } = session.tree.rootOf(node.id);
    const given = await session.dataOf(node);
    if (!given && isGiven(setup.data)) throw dataIsGone(node);
    const work = await this.#making.makeAside(node.run, setup, given, (what, done, total) => {
      if (isStopped()) throw new WorkerFault({ id: "making-stopped" });
      this.#tell(pair, { kind: "waits", said: { id: "making-of", what, done, total } });
    });
    session.networks.keep(work);
    return work;
  }

  #tell({ one, other }: Pair, outcome: ComparisonOutcome): void {
    const { training } = this.#session.work!;
    training.tell({ type: "compared", one, other, outcome });
  }
}

interface MeasuredState extends ComparedState {
  readonly figures: ReturnType<Observer["preview"]>;
  readonly summary: DataSummary;
}

/** Whether two networks are validated on the same examples, in the same order. */
function areSameExamples(one: DataSummary, other: DataSummary): boolean {
  const isSame = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    if (a === b) return true;
    if (a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
    return true;
  };
  return (
    one.id === other.id &&
    one.inputShape.join() === other.inputShape.join() &&
    isSame(one.labels, other.labels) &&
    isSame(one.shown, other.shown)
  );
}

/** What is needed to draw examples that one state gets right and the other does not. */
function differing(
  { summary, figures }: MeasuredState,
  other: MeasuredState,
  { onlyOne, onlyOther }: { readonly onlyOne: readonly number[]; readonly onlyOther: readonly number[] },
): DifferingExamples {
  const { kind, inputShape, labels, shown } = summary;
  const inputsOf = (rows: readonly number[]) =>
    rowsOf({ inputs: shown, labels, count: labels.length }, Uint32Array.from(rows.slice(0, mostDrawn))).inputs;
  const isPoints = kind === "points" && figures.field !== undefined && other.figures.field !== undefined;
  return {
    kind,
    inputShape,
    labels,
    inputs: isPoints ? [shown, shown] : [inputsOf(onlyOne), inputsOf(onlyOther)],
    fields: isPoints ? [figures.field!, other.figures.field!] : null,
  };
}
