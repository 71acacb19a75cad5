import type { Mask } from "./mask.ts";
import type { Layer } from "./network.ts";

/** Everything needed to go on training as if nothing had happened; plain data. */
export interface Checkpoint {
  readonly layers: readonly Layer[];
  /** First and second moments of every parameter of every layer, in the order of `arraysOf`; empty for a fresh optimizer. */
  readonly moments: readonly Float32Array[];
  /** Adam's beta powers as float32 products (1 for a fresh optimizer). */
  readonly betaPowers: readonly [number, number];
  /** Optimizer steps done since the initial weights. */
  readonly step: number;
  readonly mask: Mask;
}
