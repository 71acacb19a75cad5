import type { LayerStatistics } from "../../network/saliency.ts";
import { unitCount } from "../../network/wiring.ts";
import { name, number, over, power, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

const loss = row(sign("∂"), name("L"));

export const taylor: Criterion = {
  id: "taylor",
  formula: row(
    name("s"),
    sign("="),
    power(row(sign("("), over(loss, row(sign("∂"), name("w"))), name("w"), sign(")")), number("2")),
  ),
  needs: ["batch", "minimum"],
  ranksGroups: true,
  score: ({ weights }, { statistics }) => squares(weights, statistics),
  scoreUnits: ({ weights, shape }, { statistics }) => {
    const units = unitCount({ shape });
    const scores = new Float64Array(units);
    squares(weights, statistics).forEach((square, i) => {
      scores[i % units] += square;
    });
    return scores;
  },
};

const squares = (weights: Float32Array, statistics: LayerStatistics) =>
  statistics.gradient().map((gradient, i) => (gradient * weights[i]) ** 2);
