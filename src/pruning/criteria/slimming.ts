import { absolute, below, name, row, sign } from "../formula.ts";
import type { Criterion } from "../types.ts";

const j = name("j");

export const slimming: Criterion = {
  id: "slimming",
  formula: row(below(name("s"), j), sign("="), absolute(below(name("γ"), j))),
  needs: ["minimum", "batchNorm"],
  /** |scale| of every unit. */
  scoreUnits({ name, batchNorm }) {
    if (!batchNorm) throw new Error(`Layer "${name}" has no batch norm, and slimming ranks by its scales.`);
    return Float64Array.from(batchNorm.scale, Math.abs);
  },
};
