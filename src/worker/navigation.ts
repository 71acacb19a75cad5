import type { RunNode } from "../recipe/node.ts";
import { whyNotDeleted } from "../recipe/whyNotDeleted.ts";
import type { Rework } from "./rework.ts";
import type { SessionState } from "./sessionState.ts";
import type { Work } from "./work.ts";

/** Goes from state to state in the tree of all that was done, and takes states away. */
export class Navigation {
  readonly #session: SessionState;
  readonly #rework: Rework;
  readonly #resume: (run: number, way: "undo" | "redo") => Promise<void>;

  /** `resume` goes back to another network. */
  constructor(session: SessionState, rework: Rework, resume: (run: number, way: "undo" | "redo") => Promise<void>) {
    this.#session = session;
    this.#rework = rework;
    this.#resume = resume;
  }

  /** To where one was before, or on from there, if need be to another network. */
  async goBack(work: Work, way: "undo" | "redo"): Promise<void> {
    await work.runs.finish();
    const session = this.#session;
    const { tree } = session;
    const to = way === "undo" ? tree.before : tree.after;
    if (to?.run === work.training.id) {
      const state = await this.#rework.stateOf(to, work);
      work.steps.goTo(way === "undo" ? tree.undo()! : tree.redo()!, state);
    } else if (to) {
      session.asked = to.run;
      session.emit({ type: "leads", heard: session.heard, key: { run: to.run, version: 0 } });
      await this.#resume(to.run, way);
    } else work.steps.tellHistory(work.steps.setup);
  }

  /** To any state of the network that stands. */
  async goTo(work: Work, id: number): Promise<void> {
    await work.runs.finish();
    const { tree } = this.#session;
    const isThere = tree.has(id) && tree.node(id).run === work.training.id;
    if (!isThere || tree.current.id === id) return work.steps.tellHistory(work.steps.setup);
    const state = await this.#rework.stateOf(tree.node(id), work);
    work.steps.goTo(tree.goTo(id), state);
  }

  /** Takes a state away with all that was made from it. What stands is not among them: one goes to where they came from first. */
  async remove(work: Work, id: number): Promise<void> {
    const { tree, deletions } = this.#session;
    if (!tree.has(id)) return work.steps.tellHistory();
    const why = whyNotDeleted(tree.nodes, tree.current, tree.node(id));
    if (why) return work.steps.problem({ kind: "failed", said: [why] });
    if (tree.path(tree.current.id).some((node) => node.id === id)) {
      work.replaying.end();
      await this.goTo(work, tree.node(id).parent!);
    }
    this.#tell(work, [], deletions.take(tree, id));
  }

  /** The states that were taken away last are there again. */
  putBack(work: Work): void {
    const { tree, deletions } = this.#session;
    this.#tell(work, deletions.putBack(tree), []);
  }

  #tell({ training, steps }: Work, changed: readonly RunNode[], removed: readonly RunNode[]): void {
    training.tell({ type: "tree", changed, removed: removed.map(({ id }) => id) });
    training.tell({ type: "removed", removed: this.#session.deletions.all });
    steps.tellHistory();
  }
}
