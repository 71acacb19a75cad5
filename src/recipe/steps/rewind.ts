import * as v from "valibot";
import { fullMask } from "../../network/mask.ts";
import { noManualEdits } from "../../pruning/manualEdits.ts";
import { LinkFault } from "../../setup/said.ts";
import { fresh, lostBy } from "../state.ts";
import type { StepKind } from "../step.ts";

/** Back to the initial weights, under the mask (Frankle & Carbin 2019) or without any. */
export interface RewindStep {
  readonly kind: "rewind";
  readonly keepsMask: boolean;
}

const words = { true: "mask", false: "all" } as const;

export const rewind: StepKind<RewindStep> = {
  kind: "rewind",
  word: "rewind",
  isCut: false,
  argument: ({ keepsMask }) => words[`${keepsMask}`],
  settings: () => ({}),
  read(argument) {
    if (argument !== words.true && argument !== words.false)
      throw new LinkFault({ id: "step-rewind", kept: words.true, all: words.false });
    return { kind: "rewind", keepsMask: argument === words.true };
  },
  toJson: (step) => step,
  schema: v.object({ kind: v.literal("rewind"), keepsMask: v.boolean() }),
  async perform(state, { keepsMask }, { initial, maskOf }) {
    if (!keepsMask)
      return {
        ...state,
        checkpoint: fresh(initial, fullMask(initial), 0),
        edits: noManualEdits(initial),
        cut: 0,
        lost: initial.map(() => null),
      };
    const mask = maskOf(state);
    return { ...state, checkpoint: fresh(initial, mask, 0), lost: lostBy(state, mask) };
  },
};
