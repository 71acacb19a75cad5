/** How one came to where one is in a tree, by ids: plain data, to be kept and sent. */
export interface TrailRecord {
  readonly trail: readonly number[];
  readonly undone: readonly number[];
  readonly next: readonly (readonly [number, number])[];
  readonly latest: readonly (readonly [number, number])[];
}

/** States that one was at are remembered for undo, so many at most. */
const longestTrail = 1000;

/** The way that one has come through the states of a tree, for undo and redo; what stands is not part of it. */
export class Trail {
  /** Where one was before, the latest last. */
  #trail: number[];
  /** Where undo has led away from, the latest last. */
  #undone: number[];
  /** By state: the one that was gone to from it by the latest step, be it a step or another network. */
  #next: Map<number, number>;
  /** By root: the state of that network that stood last. */
  #latest: Map<number, number>;

  constructor({ trail, undone, next, latest }: TrailRecord = { trail: [], undone: [], next: [], latest: [] }) {
    this.#trail = [...trail];
    this.#undone = [...undone];
    this.#next = new Map(next);
    this.#latest = new Map(latest);
  }

  record(): TrailRecord {
    return { trail: this.#trail, undone: this.#undone, next: [...this.#next], latest: [...this.#latest] };
  }

  /** Where one was before; undefined where that was nowhere. */
  get before(): number | undefined {
    return this.#trail.at(-1);
  }

  /** Where undo has led away from last. */
  get undone(): number | undefined {
    return this.#undone.at(-1);
  }

  next(id: number): number | undefined {
    return this.#next.get(id);
  }

  setNext(id: number, to: number): void {
    this.#next.set(id, to);
  }

  latestOf(root: number): number | undefined {
    return this.#latest.get(root);
  }

  setLatest(root: number, id: number): void {
    this.#latest.set(root, id);
  }

  /** The latest state that one was at before and that is meant. */
  lastVisited(isMeant: (id: number) => boolean): number | undefined {
    return this.#trail.findLast(isMeant);
  }

  /** The network, but for one, that one was at last, and its state that stood last. */
  latestBeside(root: number): number | undefined {
    return [...this.#latest].findLast(([one]) => one !== root)?.[1];
  }

  /** From a state one has gone on to another. */
  leave(id: number): void {
    this.#trail = [...this.#trail, id].slice(-longestTrail);
    this.#undone = [];
  }

  /** Undo has led away from a state. */
  undo(from: number): void {
    this.#trail = this.#trail.slice(0, -1);
    this.#undone = [...this.#undone, from];
  }

  /** One goes, by `go`, to where undo came from. */
  redo(go: () => void): void {
    const undone = this.#undone.slice(0, -1);
    go();
    this.#undone = undone;
  }

  /** Unwinds the way to before a state was left, as if all since were undone; false where one has not come from there. */
  unwind(id: number): boolean {
    const at = this.#trail.lastIndexOf(id);
    if (at < 0) return false;
    this.#trail = this.#trail.slice(0, at);
    this.#undone = [];
    return true;
  }

  /** Of states that are gone nothing is remembered; `current` stands. */
  forget(is: (id: number) => boolean, current: number): void {
    this.#trail = this.#trail.filter(is).filter((id, i, all) => id !== all[i - 1]);
    while (this.#trail.at(-1) === current) this.#trail.pop();
    this.#undone = this.#undone.filter(is);
    while (this.#undone.at(-1) === current) this.#undone.pop();
    this.#next = new Map([...this.#next].filter(([from, to]) => is(from) && is(to)));
    this.#latest = new Map([...this.#latest].filter(([root, id]) => is(root) && is(id)));
  }
}
