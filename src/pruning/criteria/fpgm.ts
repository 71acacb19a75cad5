import { unitCount } from "../../network/wiring.ts";
import { absolute, all, below, name, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

const j = name("j");

export const fpgm: Criterion = {
  id: "fpgm",
  formula: row(
    below(name("s"), j),
    sign("="),
    all("∑", name("k"), absolute(absolute(row(below(name("w"), j), sign("−"), below(name("w"), name("k")))))),
  ),
  /** Sum of Euclidean distances between a unit's incoming kernel and each other unit's that the layer has left. */
  scoreUnits: ({ weights, shape }, { left }) => {
    const units = unitCount({ shape });
    const inputs = weights.length / units;
    const kernels = Array.from({ length: units }, (_, unit) =>
      new Float32Array(inputs).map((_zero, i) => weights[i * units + unit]),
    );
    const scores = new Float64Array(units);
    for (let one = 0; one < units; one++)
      for (let other = 0; other < one; other++) {
        const distance = distanceOf(kernels[one], kernels[other]);
        if (left?.[other] !== 0) scores[one] += distance;
        if (left?.[one] !== 0) scores[other] += distance;
      }
    return scores;
  },
};

function distanceOf(one: Float32Array, other: Float32Array): number {
  let square = 0;
  for (let i = 0; i < one.length; i++) square += (one[i] - other[i]) ** 2;
  return Math.sqrt(square);
}
