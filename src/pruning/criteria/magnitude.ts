import { unitCount } from "../../network/wiring.ts";
import { absolute, name, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const magnitude: Criterion = {
  id: "magnitude",
  formula: row(name("s"), sign("="), absolute(name("w"))),
  ranksGroups: true,
  // By index, not map: a million weights are scored between two snapshots of training.
  score: ({ weights }) => {
    const scores = new Float32Array(weights.length);
    for (let i = 0; i < weights.length; i++) scores[i] = Math.abs(weights[i]);
    return scores;
  },
  /** L1 or L2 norm of each unit's incoming kernel, bias not included (Li et al. 2017). */
  scoreUnits: ({ weights, shape }, { norm }) => {
    const units = unitCount({ shape });
    const scores = new Float64Array(units);
    for (let i = 0; i < weights.length; i++)
      scores[i % units] += norm === "l1" ? Math.abs(weights[i]) : weights[i] * weights[i];
    return norm === "l1" ? scores : scores.map(Math.sqrt);
  },
};
