import type { Criterion } from "../types.ts";
import { activation } from "./activation.ts";
import { apoz } from "./apoz.ts";
import { fpgm } from "./fpgm.ts";
import { grasp } from "./grasp.ts";
import { lamp } from "./lamp.ts";
import { magnitude } from "./magnitude.ts";
import { obd } from "./obd.ts";
import { random } from "./random.ts";
import { slimming } from "./slimming.ts";
import { snip } from "./snip.ts";
import { synflow } from "./synflow.ts";
import { taylor } from "./taylor.ts";
import { wanda } from "./wanda.ts";

/** Every criterion on offer, by its id; a new one is a file beside these and a line here. */
const byId = {
  magnitude,
  lamp,
  taylor,
  obd,
  wanda,
  apoz,
  activation,
  fpgm,
  slimming,
  snip,
  grasp,
  synflow,
  random,
} satisfies Readonly<Record<string, Criterion>>;

export type CriterionId = keyof typeof byId;
export const criteria: readonly Criterion[] = Object.values(byId);

export function criterionOf(id: string): Criterion {
  const found = criteria.find((criterion) => criterion.id === id);
  if (!found) throw new Error(`unknown criterion "${id}"; there are ${criteria.map((c) => c.id).join(", ")}`);
  return found;
}
