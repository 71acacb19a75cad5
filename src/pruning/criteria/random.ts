import { createRandom } from "../../random/random.ts";
import { name, number, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

export const random: Criterion = {
  id: "random",
  label: "random",
  summary: "Every weight is as likely to go as any other: the baseline each criterion must beat.",
  formula: row(name("s"), sign("∼"), name("U"), sign("("), number("0"), sign(","), number("1"), sign(")")),
  source: "the baseline of every comparison",
  granularities: ["weight", "group", "unit"],
  score(layer, { seed, index }) {
    const stream = createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ (index + 1));
    return Float32Array.from(layer.weights, () => stream.next());
  },
};
