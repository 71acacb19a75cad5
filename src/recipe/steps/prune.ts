import * as v from "valibot";
import { whyNotFor } from "../../pruning/offer.ts";
import { writeSettings } from "../../setup/keptSettings.ts";
import { LinkFault } from "../../setup/said.ts";
import { limits } from "../../setup/setup.ts";
import { type CutSettings, cutSettingsOf, cutSettingsSchema } from "../state.ts";
import type { StepKind } from "../step.ts";

/** A cut of the weights that trained last, as a share of all; made anew it replaces the one before. */
export interface PruneStep {
  readonly kind: "prune";
  /** In percent of what the settings count. */
  readonly sparsity: number;
  readonly settings: CutSettings;
}

/** Shares of layers say nothing where layers are not cut by hand. */
function sharesIfUsed({ layerSparsity, ...settings }: CutSettings): Partial<CutSettings> {
  return settings.scope === "hand" ? { ...settings, layerSparsity } : settings;
}

export const prune: StepKind<PruneStep> = {
  kind: "prune",
  word: "prune",
  isCut: true,
  argument: ({ sparsity }) => String(sparsity),
  settings: ({ settings }) => sharesIfUsed(settings),
  read(argument, { setup }) {
    const sparsity = Number(argument);
    const [least, most] = limits.sparsity;
    if (!/^\d+(\.\d+)?(e-?\d+)?$/i.test(argument) || sparsity < least || sparsity > most)
      throw new LinkFault({ id: "share-range", least, most });
    const clash = whyNotFor(setup);
    if (clash) throw new LinkFault(clash);
    return { kind: "prune", sparsity, settings: cutSettingsOf(setup) };
  },
  toJson: (step) => ({ ...step, settings: writeSettings(step.settings) }),
  schema: v.object({
    kind: v.literal("prune"),
    sparsity: v.pipe(v.number(), v.minValue(limits.sparsity[0]), v.maxValue(limits.sparsity[1])),
    settings: cutSettingsSchema,
  }),
  perform: async (state, { sparsity, settings }) => ({ ...state, cut: sparsity / 100, settings }),
};
