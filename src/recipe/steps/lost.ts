import * as v from "valibot";
import { LinkFault } from "../../setup/said.ts";
import { RecipeFault } from "../said.ts";
import type { StepKind } from "../step.ts";

/** What led from a state to this one cannot be read any more: it stands for itself, as long as its weights are kept. */
export interface LostStep<Known> {
  readonly kind: "lost";
  /** The last of the steps; in words as earlier versions of the page have kept it. */
  readonly last: Known | string;
}

/** The kind, where the last step is of kinds that are written and read so. */
export const lostOf = <Known>(
  write: (step: Known) => object,
  schema: v.GenericSchema<unknown, Known>,
): StepKind<LostStep<Known>> => ({
  kind: "lost",
  word: "lost",
  isCut: false,
  argument: () => "steps",
  settings: () => ({}),
  read() {
    throw new LinkFault({ id: "step-lost" });
  },
  toJson: ({ kind, last }) => ({ kind, last: typeof last === "string" ? last : write(last) }),
  schema: v.object({ kind: v.literal("lost"), last: v.union([v.string(), schema]) }),
  perform() {
    return Promise.reject(new RecipeFault({ id: "way-lost" }));
  },
});
