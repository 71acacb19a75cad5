import { absolute, name, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const magnitude: Criterion = {
  id: "magnitude",
  label: "magnitude",
  summary: "Small weights matter least: the smallest |w| go first.",
  formula: row(name("s"), sign("="), absolute(name("w"))),
  source: "Han et al. 2015, Learning both weights and connections for efficient neural networks",
  granularities: ["weight", "group", "unit"],
  // By index, not map: a million weights are scored between two snapshots of training.
  score: ({ weights }) => {
    const scores = new Float32Array(weights.length);
    for (let i = 0; i < weights.length; i++) scores[i] = Math.abs(weights[i]);
    return scores;
  },
};
