import type { MapNode } from "../runs/forest.ts";

/** All that was done, as the chart draws it: plain data. */
export interface RunsShown {
  readonly nodes: readonly MapNode[];
  /** The state that stands, the one that undo leads to, and all on the way from the first of its network. */
  readonly here: number;
  readonly before: number | null;
  readonly way: ReadonlySet<number>;
  /** What networks are called; written at their first states where there are several. */
  readonly networks: readonly string[];
  readonly selected: number;
  /** The two that are compared, "A" and "B". */
  readonly compared: ReadonlyMap<number, string>;
  /** The curve that a cut slid down, by sparsity; null where it is not known. */
  readonly curveOf: (id: number) => readonly { readonly sparsity: number; readonly accuracy: number }[] | null;
}
