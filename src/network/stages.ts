import { type Activation, type NetworkSpec, type Shape, sizeOf } from "./network.ts";

interface Passing {
  readonly from: Shape;
  readonly to: Shape;
}

/** A layer with parameters, worked out: what it reads and gives, and the shape of its kernel. */
export interface Parametric extends Passing {
  readonly kind: "dense" | "conv";
  readonly name: string;
  /** [in, out] or [side, side, in, out]. */
  readonly kernel: readonly number[];
  /** Zeros that a convolution sees on each side of its input. */
  readonly padding: number;
  /** Null for the output layer, whose sums are logits. */
  readonly activation: Activation | null;
  readonly residual: boolean;
}

export interface Pooling extends Passing {
  readonly kind: "pool";
  readonly side: number;
}

/** One thing that happens to an example between input and logits. */
export type Stage = Parametric | Pooling;

/** The network step by step, with all shapes. A dense layer behind a convolution reads it flat, in the order height, width,
 *  channel. Expects a specification that `checkSpec` lets pass. */
export function stagesOf({ input, hidden, outputs, activation }: NetworkSpec): Stage[] {
  let from = input;
  const numbers = { dense: 0, conv: 0 };
  const stages: Stage[] = [];
  for (const layer of hidden) {
    let stage: Stage;
    if (layer.kind === "pool") {
      const [height, width, channels] = from;
      const to: Shape = [Math.floor(height / layer.side), Math.floor(width / layer.side), channels];
      stage = { kind: "pool", side: layer.side, from, to };
    } else {
      const name = `${layer.kind}${++numbers[layer.kind]}`;
      const residual = layer.residual === true;
      if (layer.kind === "dense") stage = dense(name, from, layer.units, activation, residual);
      else {
        const { side, filters } = layer;
        const padding = layer.padding === "same" ? (side - 1) / 2 : 0;
        const lost = side - 1 - 2 * padding;
        const to: Shape = [from[0] - lost, from[1] - lost, filters];
        const kernel = [side, side, from[2], filters];
        stage = { kind: "conv", name, from, to, kernel, padding, activation, residual };
      }
    }
    stages.push(stage);
    from = stage.to;
  }
  return [...stages, dense("output", from, outputs, null, false)];
}

function dense(name: string, from: Shape, units: number, activation: Activation | null, residual: boolean): Parametric {
  const kernel = [sizeOf(from), units];
  return { kind: "dense", name, from, to: [1, 1, units], kernel, padding: 0, activation, residual };
}

/** The stages that have parameters, in the order of the network's layers. */
export function parametricStages(spec: NetworkSpec): Parametric[] {
  return stagesOf(spec).filter((stage): stage is Parametric => stage.kind !== "pool");
}
