import type { RunNode } from "../recipe/node.ts";
import { kindOfStep, type Step } from "../recipe/steps/registry.ts";
import { nodeOf } from "./nodes.ts";
import type { Recorded } from "./protocol.ts";
import { rankAlike } from "./ranked.ts";
import { Standing } from "./standing.ts";

/** Does the steps of one network, one after the other: each leads from the state that stands to another one, a node of the tree. */
export class Interpreter extends Standing {
  // Where it stands to begin with.

  /** A node for what stands where nothing was done yet: the initial weights. */
  addRoot(): void {
    const tree = this.around.tree();
    this.#keep(tree.add((id) => nodeOf(id, null, this.#made(null, 0), this.training, [])));
  }

  /** The weights that come with the page take the place of the initial ones; no engine has to have started. */
  async load(): Promise<void> {
    const { training } = this;
    const step = { kind: "load" } as const;
    this.state = await kindOfStep(step).perform(this.state, step, this.around.bench(training));
    training.advance(this.state.checkpoint);
    this.#add(step, 0);
  }

  /** Stands where a worker was that this one takes the place of. */
  goOnFrom({ step, state, clock, timeline, test, unfinished, plan }: Recorded): void {
    this.state = state;
    this.test = test && { ...test, key: this.training.key };
    this.training.goOn({ state, clock, timeline });
    if (step) this.#add(step, unfinished?.milliseconds ?? 0, unfinished?.isNode);
    else this.#keep(this.around.tree().current);
    this.breakOff({ run: unfinished, plan });
  }

  // Steps.

  /** Does a step that trains nothing, and shows what it led to; `moves` where the page does not know where the handle lies then. */
  async take(step: Step, moves = false): Promise<void> {
    await this.perform(step);
    if (moves) this.training.shown.viewer.look({ sparsity: this.state.cut });
    this.training.sendSnapshot();
    this.tellHistory(moves ? this.setup : null);
    this.training.sendProgress();
  }

  /** Does a step that trains nothing: the network stands at what it led to. */
  async perform(step: Step): Promise<void> {
    const { training } = this;
    const begun = performance.now();
    const before = this.state;
    const after = await kindOfStep(step).perform(before, step, this.around.bench(training));
    const setup = { ...this.setup, ...after.settings };
    const isRankedAlike = rankAlike(setup, this.setup);
    this.state = after;
    if (step.kind === "prune") this.setup = { ...setup, sparsity: step.sparsity };
    else this.setup = step.kind === "uncut" ? { ...setup, sparsity: 0 } : setup;
    training.configure(this.setup);
    if (after.edits !== before.edits) training.shown.decide(after.edits);
    if (after.checkpoint !== before.checkpoint) training.restore(after.checkpoint);
    else if (after.edits !== before.edits || !isRankedAlike) training.shown.rerank();
    this.#add(step, performance.now() - begun);
  }

  /** The state that stands is what a step led to that was done elsewhere, in so many milliseconds. `completes` where the node that stands
   *  is that step, as far as it had come before. */
  push(step: Step, milliseconds: number, completes = false): void {
    this.#add(step, milliseconds, completes);
    this.training.sendSnapshot();
    this.tellHistory();
    this.training.sendProgress();
  }

  /** Something else is known of the node that stands, or of its state. */
  update(node: RunNode): void {
    this.around.tree().update(node);
    this.#keep(node);
  }

  /** What a person calls a state, or notes of it. */
  annotate(id: number, change: Partial<Pick<RunNode, "name" | "note" | "isHidden">>): void {
    const tree = this.around.tree();
    if (!tree.has(id)) return;
    const node = { ...tree.node(id), ...change };
    tree.update(node);
    this.training.tell({ type: "tree", changed: [node], removed: [] });
  }

  #made(step: Step | null, milliseconds: number) {
    return { step, state: this.state, setup: this.setup, milliseconds };
  }

  #add(step: Step, milliseconds: number, completes = false): void {
    const tree = this.around.tree();
    const { current } = tree;
    const parent = completes ? tree.node(current.parent!) : current;
    const path = tree.path(parent.id);
    const make = (id: number) => nodeOf(id, parent, this.#made(step, milliseconds), this.training, path);
    const { name, note, isHidden } = current;
    this.forget();
    if (completes) this.update({ ...make(current.id), name, note, isHidden });
    else this.#keep(tree.add(make));
  }

  #keep(node: RunNode): void {
    this.standsAt(node, this.state);
    this.training.tell({ type: "tree", changed: [node], removed: [] });
  }
}
