import type { Fault } from "../../training/divergence.ts";
import type { RunKind } from "../../training/run.ts";

export type Problem =
  | {
      readonly kind: "diverged";
      readonly fault: Fault;
      readonly step: number;
      /** Step of the weights that are kept. */
      readonly kept: number;
      readonly learningRate: number;
      /** A lower rate to go on with, and whether some rate was seen to learn from the weights kept. */
      readonly suggestion: number;
      readonly learns: boolean;
      /** What diverged, and is to go on. */
      readonly run: RunKind;
    }
  | { readonly kind: "gpu-lost"; readonly detail: string }
  | { readonly kind: "engine"; readonly detail: string }
  /** The worker was replaced: why, and what that means. */
  | { readonly kind: "replaced"; readonly detail: string }
  /** Steps on a graphics card that somebody chose take so many milliseconds. */
  | { readonly kind: "slow-card"; readonly device: string; readonly milliseconds: number }
  | { readonly kind: "file"; readonly detail: string }
  | { readonly kind: "failed"; readonly detail: string };
