import { absolute, all, name, number, over, power, row, sign } from "../formula.ts";
import { sortByScore } from "../sortByScore.ts";
import type { Criterion } from "../types.ts";

export const lamp: Criterion = {
  id: "lamp",
  formula: row(
    name("s"),
    sign("="),
    over(
      power(name("w"), number("2")),
      all("∑", row(absolute(name("v")), sign("≥"), absolute(name("w"))), power(name("v"), number("2"))),
    ),
  ),
  /** w^2 / sum of v^2 over the weights that rank at or above w in the layer; 0 / 0 is 0. */
  score: ({ weights }) => {
    const squares = Float64Array.from(weights, (weight) => weight * weight);
    const order = sortByScore(squares);
    const scores = new Float64Array(squares.length);
    let above = 0;
    for (let r = order.length - 1; r >= 0; r--) {
      const square = squares[order[r]];
      above += square;
      scores[order[r]] = above === 0 ? 0 : square / above;
    }
    return scores;
  },
};
