import { absolute, all, below, name, number, over, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const activation: Criterion = {
  id: "activation",
  formula: row(
    name("s"),
    sign("="),
    over(number("1"), name("N")),
    all("∑", name("n"), absolute(below(name("a"), name("n")))),
  ),
  needs: ["batch"],
  scoreUnits: (_layer, { statistics }) => statistics.meanActivation().slice(),
};
