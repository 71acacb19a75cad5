import { absolute, below, name, number, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const wanda: Criterion = {
  id: "wanda",
  label: "Wanda",
  summary:
    "A weight counts for what it adds: its size times the norm of its input x. Compared within each neuron or filter.",
  formula: row(name("s"), sign("="), absolute(name("w")), below(absolute(absolute(name("x"))), number("2"))),
  source: "Sun et al. 2023, A simple and effective pruning approach for large language models",
  needs: ["batch"],
  ranksGroups: true,
  ranksPerUnit: true,
  score: ({ weights }, { statistics }) => statistics.inputNorm().map((norm, i) => Math.abs(weights[i]) * norm),
};
