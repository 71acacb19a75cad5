import * as v from "valibot";
import { LinkFault } from "../../setup/said.ts";
import { RecipeFault } from "../said.ts";
import type { StepKind } from "../step.ts";

/** What led from a state to this one cannot be read any more: it stands for itself, as long as its weights are kept. */
export interface LostStep {
  readonly kind: "lost";
  /** The last of the steps: "Fine-tune 40 epochs". */
  readonly last: string;
}

export const lost: StepKind<LostStep> = {
  kind: "lost",
  word: "lost",
  isCut: false,
  label: () => "Way lost",
  describe: ({ last }) => `${last}, after steps that cannot be read`,
  argument: () => "steps",
  settings: () => ({}),
  read() {
    throw new LinkFault({ id: "step-lost" });
  },
  toJson: (step) => step,
  schema: v.object({ kind: v.literal("lost"), last: v.string() }),
  perform() {
    return Promise.reject(new RecipeFault({ id: "way-lost" }));
  },
};
