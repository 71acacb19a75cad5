import { dense } from "./layers/dense.ts";
import { layerKind } from "./layers/registry.ts";
import { isParametric, type Parametric, type Stage } from "./layers/stage.ts";
import type { NetworkSpec } from "./network.ts";

/** The network step by step, with all shapes. A dense layer behind a convolution reads it flat, in the order height, width,
 *  channel. Expects a specification that `checkSpec` lets pass. */
export function stagesOf({ input, hidden, outputs, activation }: NetworkSpec): Stage[] {
  let from = input;
  const numbers = new Map<string, number>();
  const stages = hidden.map((layer): Stage => {
    const number = (numbers.get(layer.kind) ?? 0) + 1;
    numbers.set(layer.kind, number);
    const stage = layerKind(layer).stage(layer, from, `${layer.kind}${number}`, activation);
    from = stage.to;
    return stage;
  });
  return [...stages, dense.stage({ kind: "dense", units: outputs }, from, "output", null)];
}

/** The stages that have parameters, in the order of the network's layers. */
export const parametricStages = (spec: NetworkSpec): Parametric[] => stagesOf(spec).filter(isParametric);
