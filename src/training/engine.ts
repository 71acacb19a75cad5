import type { Checkpoint } from "../network/checkpoint.ts";
import type { Layer, NetworkSpec } from "../network/network.ts";
import type { Hyperparameters } from "../network/optimizer.ts";
import type { BackendName } from "../setup/backends.ts";

/** What an engine is started for. */
export interface Job {
  readonly spec: NetworkSpec;
  readonly data: TrainingData;
  readonly checkpoint: Checkpoint;
  readonly hyper: Hyperparameters;
  readonly batch: Uint32Array;
}

/** Training examples as the engine wants them: rows of `inputs` (values already scaled), integer labels. */
export interface TrainingData {
  readonly inputs: Float32Array | Uint8Array;
  readonly labels: Uint8Array;
  readonly count: number;
  /** Features of one example. */
  readonly size: number;
  readonly classes: number;
}

/** One backend that trains one network. Lives in the worker; tensors never leave it. */
export interface Engine {
  readonly backend: BackendName;
  /** Human-readable device, e.g. the WebGL renderer. */
  readonly device: string;
  /** Takes over data and network; replaces whatever was loaded. */
  load(spec: NetworkSpec, data: TrainingData, checkpoint: Checkpoint): Promise<void>;
  setHyperparameters(hyper: Hyperparameters): void;
  /** Trains on the given batches (rows of the training data, one Uint32Array a step) and returns the mean loss over them
   *  (cross-entropy plus penalties). Weights whose mask is 0 are exactly 0 after every step. */
  train(batches: readonly Uint32Array[]): Promise<number>;
  /** Reads weights and biases back to typed arrays. */
  layers(): Promise<Layer[]>;
  /** Reads the whole state back to typed arrays. */
  checkpoint(): Promise<Checkpoint>;
  /** Replaces weights, optimizer state, step and mask. */
  restore(checkpoint: Checkpoint): void;
  /** True once the graphics context is gone; nothing it returned since is to be trusted. */
  lost(): boolean;
  /** Number of live tensors, for leak checks. */
  tensors(): number;
  dispose(): void;
}
