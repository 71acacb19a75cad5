import * as v from "valibot";
import { writeSettings } from "../../setup/keptSettings.ts";
import { LinkFault } from "../../setup/said.ts";
import { type CutSettings, cutSettingsOf, cutSettingsSchema } from "../state.ts";
import type { StepKind } from "../step.ts";

/** A cut that nothing was trained under is taken back, for sparsity became a share of something else: the handle rests at what
 *  earlier rounds pruned. */
export interface UncutStep {
  readonly kind: "uncut";
  /** Where the handle rests, 0..1 of what the settings count. */
  readonly rest: number;
  readonly settings: CutSettings;
}

export const uncut: StepKind<UncutStep> = {
  kind: "uncut",
  word: "uncut",
  isCut: true,
  argument: ({ rest }) => String(rest),
  settings: ({ settings }) => settings,
  read(argument, { setup }) {
    const rest = Number(argument);
    if (argument === "" || !(rest >= 0 && rest <= 1)) throw new LinkFault({ id: "step-share" });
    return { kind: "uncut", rest, settings: cutSettingsOf(setup) };
  },
  toJson: (step) => ({ ...step, settings: writeSettings(step.settings) }),
  schema: v.object({
    kind: v.literal("uncut"),
    rest: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    settings: cutSettingsSchema,
  }),
  perform: async (state, { rest, settings }) => ({ ...state, cut: rest, settings }),
};
