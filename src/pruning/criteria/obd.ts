import { below, name, number, over, power, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const obd: Criterion = {
  id: "obd",
  label: "OBD",
  summary:
    "Optimal brain damage: what the loss would rise by at a minimum. The curvature h is exact where there are no hidden layers; elsewhere the empirical Fisher information, the mean of the squared gradients of single examples, stands for it.",
  formula: row(
    name("s"),
    sign("="),
    over(number("1"), number("2")),
    below(name("h"), name("w")),
    power(name("w"), number("2")),
  ),
  source: "LeCun et al. 1990, Optimal brain damage",
  needs: ["batch", "minimum"],
  ranksGroups: true,
  score: ({ weights }, { statistics }) =>
    statistics.curvature().map((curvature, i) => (curvature * weights[i] * weights[i]) / 2),
};
