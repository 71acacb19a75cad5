import { Trail, type TrailRecord } from "./trail.ts";

/** Where a state stands in the tree. Ids are given once and never again. */
export interface Placed {
  readonly id: number;
  /** The state that a step led from; null for the first state of a network. */
  readonly parent: number | null;
  /** What was done to come there. */
  readonly step?: { readonly kind: string } | null;
}

/** Where undo leads from a state that one came to from nowhere else: not behind what a network came with, for nobody did that. */
export const undoneTo = ({ parent, step }: Placed): number | null => (step?.kind === "load" ? null : parent);

/** Where one is in a tree, and how one came there. */
export interface TreePlace extends TrailRecord {
  readonly current: number;
  readonly ids: number;
}

/** A tree as plain data, to be kept and sent. */
export interface TreeRecord<Node extends Placed> extends TreePlace {
  readonly nodes: readonly Node[];
}

/** All states of a session, by the steps that led to them, and the one that stands. Networks stand side by side, each with a root of
 *  its own. Nothing is dropped by going back; only `remove` takes nodes away, and what it took can be put back. */
export class RunTree<Node extends Placed> {
  readonly #nodes = new Map<number, Node>();
  #current = 0;
  #trail = new Trail();
  #ids = 0;

  static from<Node extends Placed>({ nodes, current, ids, ...trail }: TreeRecord<Node>): RunTree<Node> {
    const tree = new RunTree<Node>();
    for (const node of nodes) tree.#nodes.set(node.id, node);
    tree.#current = current;
    tree.#trail = new Trail(trail);
    // Whoever hands it over may not have heard of the latest place yet.
    tree.#ids = Math.max(ids, ...tree.#nodes.keys());
    tree.#forgetGone();
    return tree;
  }

  record(): TreeRecord<Node> {
    return { nodes: [...this.#nodes.values()], ...this.place() };
  }

  place(): TreePlace {
    return { current: this.#current, ids: this.#ids, ...this.#trail.record() };
  }

  get size(): number {
    return this.#nodes.size;
  }

  get nodes(): Iterable<Node> {
    return this.#nodes.values();
  }

  get current(): Node {
    return this.node(this.#current);
  }

  has(id: number): boolean {
    return this.#nodes.has(id);
  }

  node(id: number): Node {
    const node = this.#nodes.get(id);
    if (!node) throw new Error(`There is no state ${id}.`);
    return node;
  }

  /** From the first state of its network to the state itself. */
  path(id: number): readonly Node[] {
    const path: Node[] = [];
    for (let at: number | null = id; at !== null; at = path[0].parent) path.unshift(this.node(at));
    return path;
  }

  rootOf(id: number): Node {
    return this.path(id)[0];
  }

  /** The states on from one that redo leads through, in the same network. */
  ahead(id: number): readonly Node[] {
    const ahead: Node[] = [];
    for (let at = this.#trail.next(id); at !== undefined; at = this.#trail.next(at)) {
      const node = this.node(at);
      if (node.parent !== (ahead.at(-1)?.id ?? id)) break;
      ahead.push(node);
    }
    return ahead;
  }

  children(id: number): readonly Node[] {
    return [...this.#nodes.values()].filter(({ parent }) => parent === id);
  }

  /** The state and all that was made from it. */
  subtree(id: number): readonly Node[] {
    const found = [this.node(id)];
    for (const node of this.#nodes.values()) if (found.some((one) => one.id === node.parent)) found.push(node);
    return found;
  }

  /** The state of a network that stood last. */
  latestOf(root: number): Node {
    return this.node(this.#trail.latestOf(root) ?? root);
  }

  /** A step from the state that stands, or with `parent` null another network beside it; that is where one is then. */
  add(make: (id: number) => Node): Node {
    const node = make(++this.#ids);
    if (node.parent !== null && node.parent !== this.#current)
      throw new Error("A step leads from the state that stands.");
    this.#nodes.set(node.id, node);
    if (this.#current > 0) this.#trail.setNext(this.#current, node.id);
    if (node.step?.kind === "load") this.#stand(node.id);
    else this.#visit(node.id);
    return node;
  }

  /** What is known of a state is other now; where it stands stays. */
  update(node: Node): void {
    if (this.node(node.id).parent !== node.parent) throw new Error("A state stays where it was made.");
    this.#nodes.set(node.id, node);
  }

  /** Goes to any state; undo leads back here. */
  goTo(id: number): Node {
    const node = this.node(id);
    if (id !== this.#current) this.#visit(id);
    return node;
  }

  /** Goes back to a state that one has come from, as if all since were undone; to any other as `goTo` does. */
  returnTo(id: number): Node {
    if (id === this.#current || !this.#trail.unwind(this.node(id).id)) return this.goTo(id);
    this.#stand(id);
    return this.current;
  }

  /** Back to where one was before: null where that is nowhere. */
  undo(): Node | null {
    const { before } = this;
    if (!before) return null;
    this.#trail.undo(this.#current);
    this.#stand(before.id);
    return before;
  }

  /** The state that undo would lead to. */
  get before(): Node | null {
    const back = this.#trail.before ?? (this.#current > 0 ? undoneTo(this.current) : null);
    return back === null ? null : this.node(back);
  }

  /** Where one was in another network last: null where there is none. */
  get elsewhere(): Node | null {
    if (this.#current === 0) return null;
    const root = this.rootOf(this.#current).id;
    const id = this.#trail.lastVisited((one) => this.rootOf(one).id !== root) ?? this.#trail.latestBeside(root);
    return id === undefined ? null : this.node(id);
  }

  /** The state that redo would lead to: where undo has come from, else the one that was gone to from here last. */
  get after(): Node | null {
    const next = this.#trail.undone ?? this.#trail.next(this.#current);
    return next === undefined ? null : this.node(next);
  }

  redo(): Node | null {
    const { after } = this;
    this.#trail.redo(() => after && this.#visit(after.id));
    return after;
  }

  /** Takes a state away with all that was made from it, and goes to where it came from if it is among them. The last network cannot
   *  be taken away. */
  remove(id: number): Removed<Node> {
    const nodes = this.subtree(id);
    const gone = new Set(nodes.map((node) => node.id));
    const { parent } = this.node(id);
    if (gone.has(this.#current)) {
      const roots = [...this.#nodes.values()].filter((node) => node.parent === null && !gone.has(node.id));
      const other = this.#trail.lastVisited((one) => !gone.has(one)) ?? roots.at(-1)?.id;
      const stands = parent ?? other;
      if (stands === undefined) throw new Error("The only network cannot be deleted.");
      this.#stand(stands);
    }
    const root = this.rootOf(id).id;
    const latest = this.latestOf(root).id;
    if (parent !== null && gone.has(latest)) this.#trail.setLatest(root, parent);
    for (const one of gone) this.#nodes.delete(one);
    this.#forgetGone();
    return { nodes, latest: parent === null ? latest : null };
  }

  /** What was taken away is there again; where one is stays. */
  putBack({ nodes, latest }: Removed<Node>): void {
    for (const node of nodes) {
      if (node.parent !== null && !this.has(node.parent)) throw new Error("What it was made from is not there.");
      this.#nodes.set(node.id, node);
    }
    if (latest !== null) this.#trail.setLatest(nodes[0].id, latest);
  }

  #visit(id: number): void {
    if (this.#current > 0) this.#trail.leave(this.#current);
    this.#stand(id);
  }

  #stand(id: number): void {
    this.#current = id;
    this.#trail.setLatest(this.rootOf(id).id, id);
    // Redo from what came before leads here.
    const { parent } = this.node(id);
    if (parent !== null) this.#trail.setNext(parent, id);
  }

  #forgetGone(): void {
    this.#trail.forget((id) => this.#nodes.has(id), this.#current);
  }
}

/** What was taken out of a tree. */
export interface Removed<Node extends Placed> {
  /** Parents come before what was made from them. */
  readonly nodes: readonly Node[];
  /** The state that stood last, of a whole network. */
  readonly latest: number | null;
}
