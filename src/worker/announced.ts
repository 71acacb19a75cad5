import { countMultiplyAdds } from "../network/count.ts";
import type { Evaluator } from "../network/evaluator.ts";
import { keptIn } from "../network/mask.ts";
import type { NetworkSpec } from "../network/network.ts";
import { parametricStages } from "../network/stages.ts";
import { announcedMilliseconds } from "./forecast.ts";

type Measures = Pick<Evaluator, "setWeights" | "evaluate">;

interface Expected {
  readonly spec: NetworkSpec;
  readonly count: number;
  /** How long a dense network may take that nobody has timed yet, in milliseconds. */
  readonly forecast: number;
}

/** An evaluator of `count` examples that says before it begins how long it may take, in milliseconds: at first as forecast, then
 *  twice as long as at the slowest pace so far. Where that is never long it is left as it is. */
export function announced(
  evaluator: Measures,
  { spec, count, forecast }: Expected,
  announce: (milliseconds: number) => void,
): Measures {
  if (forecast < announcedMilliseconds) return evaluator;
  const stages = parametricStages(spec);
  const dense = count * countMultiplyAdds(spec);
  // Something is to be done for every example, however little of the network is kept.
  const least = dense / 100;
  let pace = forecast / dense;
  let slowest = 0;
  return {
    setWeights: (layers) => evaluator.setWeights(layers),
    evaluate(mask, biasMask) {
      const kept = stages.reduce((sum, { name, to }) => sum + keptIn(mask.get(name)!) * to[0] * to[1], 0);
      const work = Math.max(count * kept, least);
      announce(pace * work);
      const begun = performance.now();
      const figures = evaluator.evaluate(mask, biasMask);
      slowest = Math.max(slowest, (performance.now() - begun) / work);
      pace = 2 * slowest;
      return figures;
    },
  };
}
