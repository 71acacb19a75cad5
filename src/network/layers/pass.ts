import type { Block } from "../examples.ts";
import type { Layer } from "../network.ts";
import type { Stage } from "./stage.ts";

/** Applies a stage to the first `count` examples of a block. */
export type Apply = (from: Block, to: Block, count: number) => void;

/** A block and its tangent: how it changes as the weights move in a direction; null where nobody asks. */
export interface Dual {
  readonly value: Block;
  readonly tangent: Block | null;
}

/** What backpropagation tells of one layer; kernels in flat order, pruned weights included. */
export interface LayerGradient {
  /** Mean over the examples of the derivative by each weight of the kernel: [..., in, out]. */
  readonly weights: Float64Array;
  /** The same by each bias: [out]. */
  readonly bias: Float64Array;
  /** Mean over the examples of the square of one example's derivative, the diagonal of the empirical Fisher information: [..., in, out]. */
  readonly squares: Float64Array;
}

/** A direction in the space of all kernels and biases, a layer's part. */
export type Direction = Pick<LayerGradient, "weights" | "bias">;

/** Differentiation through one stage, over blocks of examples. */
export interface Differentiation {
  /** Forward mode: the output's tangent in the direction of the weights (Pearlmutter 1994); its values are there already. */
  tangent(input: Dual, output: Dual, count: number): void;
  /** Reverse mode: takes the gradient by the output to that by the input, if somebody wants it, and adds up those by the weights. */
  back(input: Dual, output: Dual, outputGradient: Dual, inputGradient: Dual | null, count: number): void;
  /** Sums of gradients so far, as means over so many examples, and how they change in the direction (the Hessian times it); of layers
   *  with a kernel. */
  readonly means?: (examples: number) => { readonly gradient: LayerGradient; readonly tangent: LayerGradient };
}

/** Synaptic flow of one all-ones example through one stage (Tanaka et al. 2020): |w| in place of w, no biases, no activations. */
export interface Flow {
  forth(input: Float64Array, output: Float64Array): void;
  back(outputGradient: Float64Array, inputGradient: Float64Array): void;
  /** Of layers with a kernel: takes the mask that the next pass goes by, and the derivative of the flow by every |w|. */
  readonly kernel?: { keep(mask: Uint8Array): void; readonly gradient: Float64Array };
}

/** A layer's parameters under a mask, as passes want them. */
export interface MaskedLayer {
  readonly layer: Layer;
  /** One byte a weight: 1 keeps. */
  readonly kept: Uint8Array;
}

/** The reference passes of a kind of layer, in float64; engines have their own. */
export interface LayerPasses<Worked extends Stage = Stage> {
  /** Features of the scratch block that `forward` needs. */
  scratch(stage: Worked): number;
  /** Forward pass in float64 over blocks of at most `stride` examples; masked biases count as 0. */
  forward(stage: Worked, stride: number, scratch: Block, layer?: MaskedLayer, bias?: Uint8Array): Apply;
  /** Differentiation in float64 over blocks of at most `stride` examples. */
  differentiate(stage: Worked, stride: number, layer?: MaskedLayer, direction?: Direction): Differentiation;
  flow(stage: Worked, layer?: Layer): Flow;
  /** How much every input reaches outputs that count for `reach` each, over kept |w|: see `receptiveField`. */
  reach(stage: Worked, reach: Float64Array, layer?: MaskedLayer): Float64Array;
  /** Euclidean norms, over examples and positions, of what each row of the kernel reads in a block. */
  inputNorms(stage: Worked, input: Block, count: number): Float64Array | null;
}
