import { type GradConfig, maxPool } from "@tensorflow/tfjs-core";
import { maxPoolGradConfig } from "@tensorflow/tfjs-core/dist/gradients/MaxPool_grad";
import type { Pooling } from "../../network/layers/stage.ts";

/** What a kind of layer without parameters does, and the gradients of the kernels it takes, which `webgl.ts` names. */
interface TfjsPool {
  readonly apply: typeof maxPool;
  readonly gradients: readonly GradConfig[];
}

/** Every kind of layer without parameters; a new one is a line here. */
export const pools: Readonly<Record<Pooling["kind"], TfjsPool>> = {
  pool: { apply: maxPool, gradients: [maxPoolGradConfig] },
};
