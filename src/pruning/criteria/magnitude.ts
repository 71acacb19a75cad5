import type { Criterion } from "../types.ts";

export const magnitude: Criterion = {
  id: "magnitude",
  label: "magnitude",
  summary: "Small weights matter least: the smallest |w| go first.",
  source: "Han et al. 2015, Learning both weights and connections for efficient neural networks",
  score: (layer) => layer.weights.map(Math.abs),
};
