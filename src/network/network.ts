export type Activation = "relu" | "tanh";
export type Initialiser = "glorot" | "he";

/** A dense network as plain data: `inputs` features, hidden layers, `outputs` classes (softmax). */
export interface NetworkSpec {
  readonly inputs: number;
  readonly hidden: readonly number[];
  readonly outputs: number;
  readonly activation: Activation;
  readonly initialiser: Initialiser;
}

/** One layer's parameters. `weights` is the kernel, shape [...spatial, in, out], flat in C order; `bias` has `out` entries. */
export interface Layer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}
