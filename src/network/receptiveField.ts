import { folded } from "./batchNorm.ts";
import { passesOf } from "./layers/passes.ts";
import { isParametric, type Stage } from "./layers/stage.ts";
import type { Mask } from "./mask.ts";
import { type Layer, sizeOf } from "./network.ts";
import { maskedLayer } from "./pass.ts";

/** How much every input reaches one unit through kept weights: the sum over all paths of the product of their |w|, as synaptic flow
 *  has it (Tanaka et al. 2020); of a filter, at the middle of its map. 0 where no path leads. In the order of the inputs. */
export function receptiveField(
  stages: readonly Stage[],
  layers: readonly Layer[],
  mask: Mask,
  layer: number,
  unit: number,
): Float64Array {
  const at = stages.indexOf(stages.filter(isParametric)[layer]);
  const [height, width, units] = stages[at].to;
  const evaluated = folded(layers);
  let reach: Float64Array = new Float64Array(sizeOf(stages[at].to));
  reach[(Math.floor(height / 2) * width + Math.floor(width / 2)) * units + unit] = 1;
  for (const stage of stages.slice(0, at + 1).reverse())
    reach = passesOf(stage).reach(stage, reach, maskedLayer(stage, evaluated, mask));
  return reach;
}
