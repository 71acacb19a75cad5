import type { Reached, Reference, RunNode } from "./node.ts";

/** What the state that stands is compared with. */
export interface References {
  /** The last state of this run with nothing pruned. */
  readonly dense: Reference | null;
  /** The state that the latest cut was made on which training has locked since, and its id; null where nothing is locked. */
  readonly before: Reference | null;
  readonly at: number | null;
  /** Accuracy right after that cut, before anything was trained under its mask. */
  readonly afterCut: number | null;
}

export const noReferences: References = { dense: null, before: null, at: null, afterCut: null };

/** What the last state of a path is compared with; `locks` where training has locked its cut, and goes on. */
export function referencesOf(path: readonly RunNode[], locks = false): References {
  const dense = path.findLast(({ reference }) => reference.sparsity === 0)?.reference ?? null;
  const before = beforeLocking(path, locks);
  return { dense, before: before?.reference ?? null, at: before?.id ?? null, afterCut: before?.accuracy ?? null };
}

/** The state on a path with the latest cut that training has locked, before it did; null where none is. */
export function beforeLocking(path: readonly RunNode[], locks: boolean): RunNode | null {
  if (locks) return path.at(-1) ?? null;
  const since = path.findLastIndex(({ reference }) => reference.sparsity === 0);
  const locking = path.findLastIndex((node, i) => i > since && isLocking(node, path[i - 1]));
  return locking > 0 ? path[locking - 1] : null;
}

/** Whether training has locked the cut of the last state of a path, of so many pruned weights, 0..1, and goes on. */
export const isLockedSince = (path: readonly RunNode[], locked: number): boolean =>
  path.length > 0 && locked > path.at(-1)!.reference.sparsity;

/** Whether a step has locked a cut: more is pruned for good than before. */
const isLocking = ({ reference }: RunNode, before: RunNode | undefined): boolean =>
  before !== undefined && reference.sparsity > before.reference.sparsity;

/** The state on a path, or at its end while `fineTunes`, that was first fine-tuned under a mask; null where none was. */
export function beforeFineTuning(path: readonly RunNode[], fineTunes: boolean): RunNode | null {
  const first = path.findIndex(({ step, reached }) => step?.kind === "finetune" && reached !== null);
  if (first > 0) return path[first - 1];
  return fineTunes ? (path.at(-1) ?? null) : null;
}

/** Sparsity and accuracy that rounds reached on the way to the last state of a path. */
export const reachedBy = (path: readonly RunNode[]): readonly Reached[] =>
  path.flatMap(({ reached }) => (reached ? [reached] : []));

/** How far the run that led to the last state of a path lifted its accuracy, where it was one under a mask. */
export interface Lifted {
  readonly reached: Reached;
  /** Right after the cut. */
  readonly from: number;
}

export function liftOf(path: readonly RunNode[]): Lifted | null {
  const [before, last] = path.slice(-2);
  return last?.reached && last.step?.kind === "finetune" ? { reached: last.reached, from: before.accuracy } : null;
}
