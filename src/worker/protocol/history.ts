import type { Granularity } from "../../pruning/types.ts";
import type { Step } from "../../recipe/steps/registry.ts";

export type EntryKind = "start" | Step["kind"];

/** One state on the way to that which stands, or on from it. */
export interface HistoryEntry {
  /** Of the node. */
  readonly id: number;
  readonly kind: EntryKind;
  /** Training steps since the page opened, for the x-axis of the timeline. */
  readonly clock: number;
  /** Committed sparsity, 0..1, of what the granularity counts. */
  readonly sparsity: number;
  readonly granularity: Granularity;
  /** Validation accuracy at this state. */
  readonly accuracy: number;
}

export interface HistoryState {
  readonly entries: readonly HistoryEntry[];
  /** The index of that which stands. */
  readonly current: number;
  /** Whether there is a state that undo or redo leads to, if need be of another network. */
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The state of another network that one was at last; null where there is none. */
  readonly elsewhere: number | null;
}
