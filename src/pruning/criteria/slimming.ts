import { absolute, below, name, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

const j = name("j");

export const slimming: Criterion = {
  id: "slimming",
  label: "slimming",
  summary:
    "Network slimming: a neuron or filter counts as the scale γ of its batch norm. Train with an L1 penalty on the scales, which draws those that are not needed to 0. Layers without batch norm stay whole.",
  formula: row(below(name("s"), j), sign("="), absolute(below(name("γ"), j))),
  source: "Liu et al. 2017, Learning efficient convolutional networks through network slimming",
  needs: ["minimum", "batchNorm"],
  /** |scale| of every unit. */
  scoreUnits({ name, batchNorm }) {
    if (!batchNorm) throw new Error(`Layer "${name}" has no batch norm, and slimming ranks by its scales.`);
    return Float64Array.from(batchNorm.scale, Math.abs);
  },
};
