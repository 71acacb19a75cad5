import type { Layer, NetworkSpec } from "../network/network.ts";
import type { Mask } from "../pruning/types.ts";

export type Optimizer = "sgd" | "momentum" | "adam";
/** WebAssembly; fused WebGL 2; tfjs on WebGL; tfjs on the processor. */
export type BackendName = "wasm" | "webgl" | "tfjs" | "cpu";

/** Whether a backend computes on a graphics card, which can go away. */
export const isOnCard = (name: BackendName) => name === "webgl" || name === "tfjs";

export interface Hyperparameters {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly batchSize: number;
  /** Penalty added to the loss: l1 * sum|w| + l2/2 * sum w^2, kernels only. */
  readonly l1: number;
  readonly l2: number;
}

/** Everything needed to go on training as if nothing had happened; plain data. */
export interface Checkpoint {
  readonly layers: readonly Layer[];
  /** First and second moments, kernel and bias of every layer in order; empty for a fresh optimizer. */
  readonly moments: readonly Float32Array[];
  /** Adam's beta powers as float32 products (1 for a fresh optimizer). */
  readonly betaPowers: readonly [number, number];
  /** Optimizer steps done since the initial weights. */
  readonly step: number;
  readonly mask: Mask;
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
