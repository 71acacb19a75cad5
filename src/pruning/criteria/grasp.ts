import { below, name, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const grasp: Criterion = {
  id: "grasp",
  formula: row(name("s"), sign("="), name("w"), below(row(sign("("), name("H"), name("g"), sign(")")), name("w"))),
  needs: ["batch"],
  score: ({ weights }, { statistics }) => statistics.hessianGradient().map((product, i) => weights[i] * product),
};
