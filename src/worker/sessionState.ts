import type { GivenData } from "../data/dataset.ts";
import { isGiven } from "../data/registry.ts";
import type { RunNode } from "../recipe/node.ts";
import { RunTree } from "../recipe/tree.ts";
import { Deletions } from "./deletions.ts";
import { Keeper } from "./keeper.ts";
import { Networks } from "./networks.ts";
import type { Opened } from "./protocol/data.ts";
import type { KeepingProblem, Problem } from "./protocol/problem.ts";
import { saidOf, WorkerFault } from "./protocol/said.ts";
import type { Command, EngineEvent } from "./protocol.ts";
import { areDataOf, nameOf } from "./source.ts";
import type { States } from "./states.ts";
import type { Work } from "./work.ts";

/** What a session has, and what its rooms share: all that was done, where its weights and data are, the network that stands. */
export class SessionState {
  readonly emit: (event: EngineEvent) => void;
  /** For what is kept already, or is nobody else's business. */
  readonly tellPage: (event: EngineEvent) => void;
  tree = new RunTree<RunNode>();
  deletions = new Deletions();
  readonly states: States;
  readonly networks = new Networks();
  readonly keeper: Keeper;
  work: Work | undefined;
  /** The network asked for last: nobody waits for those before. */
  asked = 0;
  /** Of the latest command done. */
  heard = 0;
  opened: Opened = {};
  /** Data that came with the network of a run, which is on its way, and whether the browser is to keep them. */
  #handed: { readonly run: number; readonly given: GivenData; readonly keeps: boolean } | null = null;
  surroundings = { visible: true, reducedMotion: false };

  constructor(emit: (event: EngineEvent) => void, states: States) {
    this.states = states;
    this.keeper = new Keeper(
      { tree: () => this.tree, state: (id) => states.get(id), opened: () => this.opened },
      (problem) => this.tellKeeping(null, problem),
      (session) => this.tellKeeping(session, null),
    );
    this.tellPage = emit;
    this.emit = (event) => {
      emit(event);
      this.keeper.hear(event);
    };
  }

  tellKeeping(session: string | null, problem: KeepingProblem | null): void {
    const key = this.work?.training.key ?? { run: this.asked, version: 0 };
    this.tellPage({ type: "keeping", session, problem, key });
  }

  /** Tells that something went wrong with a network, and which one is there then. */
  fail(error: unknown, run = this.work?.training.id ?? this.asked, stands = this.work?.training.id ?? 0): void {
    const said = saidOf(error);
    const isOfData = said.id === "data-left" || said.id === "few-examples";
    const problem: Problem = { kind: isOfData ? "file" : "failed", said: [said] };
    if (stands === run) this.work?.steps.problem(problem);
    else this.emit({ type: "problem", problem, stands, key: { run, version: 0 } });
  }

  /** Whether the weights of a state must not be dropped for room. */
  stays(id: number): boolean {
    const node = this.tree.has(id) ? this.tree.node(id) : this.deletions.node(id);
    return node !== undefined && (id === this.tree.current.id || this.isLost(node) || this.#isCutOff(node));
  }

  /** Whether the way to a state is lost, so that it cannot be worked out again. */
  #isCutOff = ({ id }: RunNode): boolean =>
    this.tree.has(id) && this.tree.path(id).some(({ step }) => step?.kind === "lost");

  // Data that were given with a network.

  /** A command with what it goes on from: data that came with a network on its way go over to the one that is asked for in its place. */
  withData(command: Command): Command {
    const handed = this.#handed;
    if (command.type !== "open") return command;
    const { setup, given, keeps = false, key } = command;
    const isMeant = !given && handed?.run === this.asked && handed.given.dataset.id === setup.data;
    if (!given && !isMeant) return command;
    this.#handed = { run: key.run, ...(given ? { given, keeps } : { given: handed!.given, keeps: handed!.keeps }) };
    return { ...command, given: this.#handed.given, keeps: this.#handed.keeps };
  }

  /** The network of a run stands, or cannot be had: data that came with it, or with one before, are on their way no more. */
  arrived(run: number): void {
    if (this.#handed && this.#handed.run <= run) this.#handed = null;
  }

  /** The data that a network was given, if somebody still has it. */
  #givenTo(node: RunNode): GivenData | undefined {
    return isGiven(node.setup.data) ? this.#given((given) => areDataOf(given, node)) : undefined;
  }

  /** Data of an id, where nobody says which: those of the network that stands, else of the latest that has such, else those that came
   *  with a network that never stood. */
  givenAs(id: string): GivenData | undefined {
    return this.#given(({ dataset }) => dataset.id === id);
  }

  #given(areMeant: (given: GivenData) => boolean): GivenData | undefined {
    const of = (given: GivenData | undefined) => (given && areMeant(given) ? given : undefined);
    return of(this.work?.given) ?? this.networks.given(areMeant) ?? of(this.#handed?.given);
  }

  /** The same, if need be from what the browser keeps. */
  async dataOf(node: RunNode): Promise<GivenData | undefined> {
    return this.#givenTo(node) ?? (isGiven(node.setup.data) ? this.keeper.dataOf(node) : undefined);
  }

  /** How often the test set of a network's data was opened. */
  timesTested({ training, given }: Work): number {
    const { source } = training.prepared.summary;
    return this.opened[source] ?? (given && this.opened[nameOf(given)]) ?? 0;
  }

  /** Whether nobody has the data of a state's network any more. */
  isLost(node: RunNode): boolean {
    return (
      isGiven(node.setup.data) &&
      node.run !== this.work?.training.id &&
      !this.networks.get(node.run) &&
      this.#givenTo(node) === undefined &&
      !this.keeper.keepsDataOf(node)
    );
  }
}

/** The data of a network are not to be had any more. */
export const dataIsGone = ({ setup, data }: RunNode) => new WorkerFault({ id: "data-gone", set: setup.data, data });
