import type { StorageProblem } from "../../records/database.ts";
import type { RanAway } from "../../training/divergence.ts";
import type { RunKind } from "../../training/run.ts";
import type { Said } from "./said.ts";

export type Problem =
  | {
      readonly kind: "diverged";
      readonly fault: RanAway;
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
  /** `replaced`: the worker was, why, and what that means. */
  | { readonly kind: "gpu-lost" | "engine" | "replaced" | "file" | "failed"; readonly said: readonly Said[] }
  /** Steps on a graphics card that somebody chose take so many milliseconds. */
  | { readonly kind: "slow-card"; readonly device: string; readonly milliseconds: number };

/** What goes wrong where a session is kept, as in `StorageProblem`, or what was kept cannot be gone on with. */
export interface KeepingProblem {
  readonly kind: StorageProblem["kind"];
  readonly said: readonly Said[];
}
