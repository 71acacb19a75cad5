import * as v from "valibot";
import { fullMask } from "../../network/mask.ts";
import { fresh } from "../state.ts";
import type { StepKind } from "../step.ts";

/** The weights that come with the page take the place of the initial ones. A link says so by start=trained. */
export interface LoadStep {
  readonly kind: "load";
}

export const load: StepKind<LoadStep> = {
  kind: "load",
  word: "load",
  isCut: false,
  argument: () => "trained",
  settings: () => ({}),
  read: () => ({ kind: "load" }),
  toJson: (step) => step,
  schema: v.object({ kind: v.literal("load") }),
  async perform(state, _, bench) {
    const { layers, step } = await bench.pretrained();
    return { ...state, checkpoint: fresh(layers, fullMask(layers), step) };
  },
};
