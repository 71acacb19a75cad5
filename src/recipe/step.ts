import type { GenericSchema } from "valibot";
import type { Checkpoint } from "../network/checkpoint.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import type { Hyperparameters } from "../network/optimizer.ts";
import type { BackendName } from "../setup/backends.ts";
import type { Setup } from "../setup/setup.ts";
import type { NetworkState } from "./state.ts";

/** Optimizer steps that one engine did, one after the other. */
export interface Ran {
  readonly engine: BackendName;
  readonly steps: number;
}

/** All that steps may look at and ask for, whoever performs them. */
export interface Bench {
  /** The weights that the seed gives. */
  readonly initial: readonly Layer[];
  /** The mask of a state's cut: what training locks. */
  readonly maskOf: (state: NetworkState) => Mask;
  /** Optimizer steps from a checkpoint on one engine. */
  readonly train: (from: Checkpoint, hyper: Hyperparameters, ran: Ran) => Promise<Checkpoint>;
  /** The weights that come with the page, trained beforehand. */
  readonly pretrained: () => Promise<Checkpoint>;
}

/** What the notation of steps leaves out. */
export interface Around {
  /** Of the network: what a step does not say is as it says. */
  readonly setup: Setup;
  /** Optimizer steps of an epoch with batches of so many. */
  readonly perEpoch: (batchSize: number) => number;
  /** That does the steps which name none, where others name one. */
  readonly engine?: BackendName | undefined;
}

/** One kind of step: how it is written, kept and performed. How it is told stands in the catalogue. */
export interface StepKind<S extends { readonly kind: string }> {
  readonly kind: S["kind"];
  /** Whether it is a cut: one after the other, the last of them counts. */
  readonly isCut: boolean;
  /** As a link has it: the word before the colon, and the argument behind it; settings are written for it. */
  readonly word: string;
  argument(step: S, around: Around): string;
  /** Those of its settings that a link may have to tell. */
  settings(step: S): Partial<Setup>;
  /** The step of an argument and the settings in force; throws a sentence on what is wrong. */
  read(argument: string, around: Around): S;
  /** As JSON, to be kept; and what reads that, whatever it is given. */
  toJson(step: S): object;
  readonly schema: GenericSchema<unknown, S>;
  perform(state: NetworkState, step: S, bench: Bench): Promise<NetworkState>;
}
