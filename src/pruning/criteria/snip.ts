import { absolute, name, over, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const snip: Criterion = {
  id: "snip",
  formula: row(
    name("s"),
    sign("="),
    absolute(row(over(row(sign("∂"), name("L")), row(sign("∂"), name("w"))), name("w"))),
  ),
  needs: ["batch"],
  ranksGroups: true,
  score: ({ weights }, { statistics }) => statistics.gradient().map((gradient, i) => Math.abs(gradient * weights[i])),
};
