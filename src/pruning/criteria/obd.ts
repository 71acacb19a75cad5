import { below, name, number, over, power, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const obd: Criterion = {
  id: "obd",
  formula: row(
    name("s"),
    sign("="),
    over(number("1"), number("2")),
    below(name("h"), name("w")),
    power(name("w"), number("2")),
  ),
  needs: ["batch", "minimum"],
  ranksGroups: true,
  score: ({ weights }, { statistics }) =>
    statistics.curvature().map((curvature, i) => (curvature * weights[i] * weights[i]) / 2),
};
