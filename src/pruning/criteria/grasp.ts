import { below, name, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const grasp: Criterion = {
  id: "grasp",
  label: "GraSP",
  summary:
    "Made for an untrained network: keeps what the gradient needs to flow. H is the Hessian of the loss, g its gradient; weights whose removal would help the flow go first.",
  formula: row(name("s"), sign("="), name("w"), below(row(sign("("), name("H"), name("g"), sign(")")), name("w"))),
  source: "Wang et al. 2020, Picking winning tickets before training by preserving gradient flow",
  needs: ["batch"],
  score: ({ weights }, { statistics }) => statistics.hessianGradient().map((product, i) => weights[i] * product),
};
