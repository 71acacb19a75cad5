import type { TotalCost } from "../pruning/networkCost.ts";
import type { Setup } from "../setup/setup.ts";
import type { Step } from "./steps/registry.ts";
import type { Placed } from "./tree.ts";

/** What was measured at a step of training. */
export interface TimelinePoint {
  readonly step: number;
  readonly trainAccuracy: number;
  readonly validationAccuracy: number;
  readonly trainLoss: number;
  readonly validationLoss: number;
}

export interface CurvePoint {
  readonly sparsity: number;
  readonly accuracy: number;
}

/** What a run under a mask reached. */
export interface Reached extends Level {
  /** On which the sparsity is a place (`axisOf`). */
  readonly axis: string;
}

/** A level of the trade-off curve. */
export interface Level extends CurvePoint {
  /** Share of all kernel weights that its mask prunes, 0..1: other than the sparsity where that counts units. */
  readonly pruned: number;
}

/** What the network did on the validation set in an earlier state, to compare with. */
export interface Reference {
  readonly accuracy: number;
  readonly predictions: Uint8Array;
  readonly perClass: Float32Array;
  /** Share of all kernel weights that were pruned there, 0..1. */
  readonly sparsity: number;
  /** Whether it had been trained at all. */
  readonly isTrained: boolean;
}

/** A state of a network and what is known of it: a node of the tree of all that was done. Plain data. */
export interface RunNode extends Placed {
  /** Of the key: which network. */
  readonly run: number;
  /** What led here; null for the initial weights. */
  readonly step: Step | null;
  /** All settings when it was made; those of its cut come back with it. */
  readonly setup: Setup;
  /** What the data is called. */
  readonly data: string;
  /** Which data of a person's own: `contentOf` them. Undefined for any other, and where it was made before that was kept. */
  readonly content?: string | undefined;
  /** Optimizer steps since the initial weights. */
  readonly trained: number;
  /** Training steps since the network was opened, for the x-axis of the timeline. */
  readonly clock: number;
  /** The cut that stands, 0..1 of what the granularity counts. */
  readonly cut: number;
  /** On the validation set, at the cut. */
  readonly accuracy: number;
  /** Share of all kernel weights that are pruned at the cut, 0..1, and how many are kept. */
  readonly pruned: number;
  readonly kept: number;
  /** At the cut; null where it was made before costs were kept. */
  readonly cost: TotalCost | null;
  /** The weights before that cut, under what earlier rounds pruned. */
  readonly reference: Reference;
  /** What the run under a mask reached that led here. */
  readonly reached: Reached | null;
  /** What was measured on the way here. */
  readonly points: readonly TimelinePoint[];
  /** That the step took. */
  readonly milliseconds: number;
  /** When it was made, in milliseconds since 1970. */
  readonly at: number;
  /** Of weights, biases and mask (`fingerprint`). */
  readonly fingerprint: string;
  /** What a person calls it, and noted. */
  readonly name: string;
  readonly note: string;
  readonly isHidden: boolean;
}
