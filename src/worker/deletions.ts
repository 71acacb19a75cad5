import type { RunNode } from "../recipe/node.ts";
import type { Removed } from "../recipe/tree.ts";
import type { Tree } from "./nodes.ts";

/** What a person deleted, the latest last: put back in that order, so that what it was made from is always there. */
export class Deletions {
  #removed: readonly Removed<RunNode>[];

  constructor(removed: readonly Removed<RunNode>[] = []) {
    this.#removed = removed;
  }

  get all(): readonly Removed<RunNode>[] {
    return this.#removed;
  }

  /** A state that was deleted; undefined where it was not. */
  node(id: number): RunNode | undefined {
    return this.#removed.flatMap(({ nodes }) => nodes).find((node) => node.id === id);
  }

  /** Whether a network was deleted as a whole. */
  hasNetwork(run: number): boolean {
    return this.#removed.some(({ nodes: [root] }) => root.run === run && root.parent === null);
  }

  /** Takes a state out of the tree with all that was made from it; nothing of it may stand. */
  take(tree: Tree, id: number): readonly RunNode[] {
    const removed = tree.remove(id);
    this.#removed = [...this.#removed, removed];
    return removed.nodes;
  }

  /** Puts back what was deleted last. */
  putBack(tree: Tree): readonly RunNode[] {
    const last = this.#removed.at(-1);
    if (!last) return [];
    tree.putBack(last);
    this.#removed = this.#removed.slice(0, -1);
    return last.nodes;
  }
}
