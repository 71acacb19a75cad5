import { below, name, number, over, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const apoz: Criterion = {
  id: "apoz",
  formula: row(
    name("s"),
    sign("="),
    number("1"),
    sign("−"),
    over(row(sign("#"), sign("{"), below(name("a"), name("n")), sign("="), number("0"), sign("}")), name("N")),
  ),
  needs: ["batch", "zeros"],
  scoreUnits: (_layer, { statistics }) => statistics.zeroShare().map((share) => 1 - share),
};
