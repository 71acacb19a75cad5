import type { Level } from "../../recipe/node.ts";

/** Curves of states, all levels, that were measured while one stood at them. */
export class NodeCurves {
  readonly #curves = new Map<number, { readonly by: string; readonly points: readonly Level[] }>();
  #at = { node: 0, version: 0 };
  #latest: { readonly version: number; readonly by: string; readonly points: readonly Level[] } | undefined;

  /** The weights of a version are those of a state. */
  standAt(node: number, version: number): void {
    this.#at = { node, version };
    this.#match();
  }

  /** The curve of the weights of a version, and how they are ranked. */
  learn(version: number, by: string, points: readonly Level[]): void {
    this.#latest = { version, by, points };
    this.#match();
  }

  #match(): void {
    if (this.#latest?.version === this.#at.version) this.#curves.set(this.#at.node, this.#latest);
  }

  /** The curve of a state, ranked so, if it is known. */
  of(node: number, by: string): readonly Level[] | undefined {
    const known = this.#curves.get(node);
    return known?.by === by ? known.points : undefined;
  }
}
