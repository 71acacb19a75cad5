import type { Block } from "./examples.ts";
import { maskOf } from "./keptWeights.ts";
import type { Apply, MaskedLayer } from "./layers/pass.ts";
import { passesOf } from "./layers/passes.ts";
import { isParametric, type Stage } from "./layers/stage.ts";
import type { Mask } from "./mask.ts";
import type { Layer } from "./network.ts";

/** The forward pass of a masked network in float64, stage by stage, over blocks of at most `stride` examples. */
export interface Pass {
  readonly stages: readonly Stage[];
  /** Takes weights under a mask; `from` skips stages that are computed elsewhere. */
  prepare(layers: readonly Layer[], mask: Mask, biasMask?: Mask, from?: number): readonly Apply[];
}

/** `stages` may differ from those of a network in their activations. */
export function createPass(stages: readonly Stage[], stride: number): Pass {
  const scratch: Block = new Float64Array(Math.max(...stages.map((stage) => passesOf(stage).scratch(stage))) * stride);
  return {
    stages,
    prepare: (layers, mask, biasMask, from = 0) =>
      stages.slice(from).map((stage) => {
        const masked = maskedLayer(stage, layers, mask);
        return passesOf(stage).forward(stage, stride, scratch, masked, biasMask?.get(masked?.layer.name ?? ""));
      }),
  };
}

/** The layer of a stage under its mask; undefined where it has none. Throws when the network lacks it, or the mask does not fit. */
export function maskedLayer(stage: Stage, layers: readonly Layer[], mask: Mask): MaskedLayer | undefined {
  if (!isParametric(stage)) return undefined;
  const layer = layers.find(({ name }) => name === stage.name);
  if (!layer) throw new Error(`The network has no layer "${stage.name}".`);
  return { layer, kept: maskOf(mask, layer) };
}
