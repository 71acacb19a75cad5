import { absolute, name, over, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const snip: Criterion = {
  id: "snip",
  label: "SNIP",
  summary: "Made for an untrained network: how strongly the loss feels that the connection is there.",
  formula: row(
    name("s"),
    sign("="),
    absolute(row(over(row(sign("∂"), name("L")), row(sign("∂"), name("w"))), name("w"))),
  ),
  source: "Lee et al. 2019, SNIP: single-shot network pruning based on connection sensitivity",
  needs: ["batch"],
  ranksGroups: true,
  score: ({ weights }, { statistics }) => statistics.gradient().map((gradient, i) => Math.abs(gradient * weights[i])),
};
