import { absolute, below, name, number, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const wanda: Criterion = {
  id: "wanda",
  formula: row(name("s"), sign("="), absolute(name("w")), below(absolute(absolute(name("x"))), number("2"))),
  needs: ["batch"],
  ranksGroups: true,
  ranksPerUnit: true,
  score: ({ weights }, { statistics }) => statistics.inputNorm().map((norm, i) => Math.abs(weights[i]) * norm),
};
