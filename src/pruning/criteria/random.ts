import { unitCount } from "../../network/wiring.ts";
import { createRandom } from "../../random/random.ts";
import { name, number, row, sign } from "../formula.ts";
import type { Criterion, ScoreContext } from "../types.ts";

export const random: Criterion = {
  id: "random",
  formula: row(name("s"), sign("∼"), name("U"), sign("("), number("0"), sign(","), number("1"), sign(")")),
  ranksGroups: true,
  score: ({ weights }, context) => {
    const stream = streamOf(context);
    return Float32Array.from(weights, () => stream.next());
  },
  scoreUnits: (layer, context) => {
    const stream = streamOf(context);
    return new Float64Array(unitCount(layer)).map(() => stream.next());
  },
};

const streamOf = ({ seed, index }: ScoreContext) => createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ (index + 1));
