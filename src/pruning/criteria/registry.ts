import type { Criterion } from "../types.ts";
import { fpgm } from "./fpgm.ts";
import { lamp } from "./lamp.ts";
import { magnitude } from "./magnitude.ts";
import { random } from "./random.ts";

/** Every criterion on offer; a new one is a file beside these and a line here. */
export const criteria: readonly Criterion[] = [magnitude, lamp, fpgm, random];

export function criterionOf(id: string): Criterion {
  const found = criteria.find((criterion) => criterion.id === id);
  if (!found) throw new Error(`unknown criterion "${id}"; there are ${criteria.map((c) => c.id).join(", ")}`);
  return found;
}
