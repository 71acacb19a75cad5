import { absolute, all, below, name, number, over, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const activation: Criterion = {
  id: "activation",
  label: "activation",
  summary: "By mean activation: neurons and filters that are least active on average go first.",
  formula: row(
    name("s"),
    sign("="),
    over(number("1"), name("N")),
    all("∑", name("n"), absolute(below(name("a"), name("n")))),
  ),
  source: "Molchanov et al. 2017, Pruning convolutional neural networks for resource efficient inference",
  needs: ["batch"],
  scoreUnits: (_layer, { statistics }) => statistics.meanActivation().slice(),
};
