import type { Activation, KernelSpec, LayerSpec, Shape } from "../network.ts";

interface Passing {
  readonly from: Shape;
  readonly to: Shape;
}

/** A layer with parameters, worked out: what it reads and gives, and the shape of its kernel. */
export interface Parametric extends Passing {
  readonly kind: KernelSpec["kind"];
  readonly name: string;
  /** [in, out] or [side, side, in, out]. */
  readonly kernel: readonly number[];
  /** Zeros that a convolution sees on each side of its input. */
  readonly padding: number;
  /** Null for the output layer, whose sums are logits. */
  readonly activation: Activation | null;
  readonly residual: boolean;
  readonly batchNorm: boolean;
}

export interface Pooling extends Passing {
  readonly kind: Exclude<LayerSpec["kind"], KernelSpec["kind"]>;
  readonly side: number;
}

/** One thing that happens to an example between input and logits. */
export type Stage = Parametric | Pooling;

export const isParametric = (stage: Stage): stage is Parametric => "kernel" in stage;
