import type { Evaluation, Evaluator } from "../network/evaluator.ts";
import type { Mask } from "../network/mask.ts";
import type { Layer } from "../network/network.ts";
import { biasMasks } from "../network/wiring.ts";

/** An evaluator that keeps its latest answer: the same mask of the same weights is evaluated once. */
export function remembering(evaluator: Pick<Evaluator, "setWeights" | "evaluate">) {
  let known: { layers: readonly Layer[]; mask: Mask; figures: Evaluation } | undefined;
  return (layers: readonly Layer[], mask: Mask): Evaluation => {
    const sameLayers = known?.layers === layers;
    if (known && sameLayers && isSame(known.mask, mask)) return known.figures;
    if (!sameLayers) evaluator.setWeights(layers);
    known = { layers, mask, figures: evaluator.evaluate(mask, biasMasks(layers, mask)) };
    return known.figures;
  };
}

function isSame(one: Mask, other: Mask): boolean {
  for (const [name, bits] of one) {
    const others = other.get(name)!;
    for (let i = 0; i < bits.length; i++) if (bits[i] !== others[i]) return false;
  }
  return true;
}
