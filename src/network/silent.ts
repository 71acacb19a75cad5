import { activityOf } from "./activity.ts";
import { folded } from "./batchNorm.ts";
import type { Examples } from "./examples.ts";
import type { Mask } from "./mask.ts";
import type { Layer, NetworkSpec } from "./network.ts";
import { parametricStages, stagesOf } from "./stages.ts";

/** The first hidden layer (by its place) all of whose units answer 0 to every one of the examples: no gradient reaches what is below
 *  ("dying ReLU"). Null where there is none; a shortcut goes past a layer. */
export function silentLayer(
  spec: NetworkSpec,
  layers: readonly Layer[],
  mask: Mask,
  examples: Examples,
): number | null {
  const activity = activityOf(stagesOf(spec), folded(layers), mask, examples);
  const silent = parametricStages(spec).findIndex(
    ({ residual }, l) => l < layers.length - 1 && !residual && activity[l].meanActivation.every((mean) => mean === 0),
  );
  return silent < 0 ? null : silent;
}
