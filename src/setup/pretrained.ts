import { kindOf } from "../data/registry.ts";
import { writeLayers } from "../network/notation.ts";
import { networkPresets } from "./networks.ts";
import type { LinkSaid } from "./said.ts";
import { areAlike, defaultSetup, defaults, type Setup } from "./setup.ts";

/** What the weights that come along were trained on, and by: the spiral's first network, and the presets on the handwritten digits. */
export const pretrainedSetups: readonly Setup[] = [
  defaultSetup,
  ...networkPresets.images.map(({ hidden }) => ({ ...defaultSetup, ...defaults.images, data: "digits", hidden })),
];

/** What the bare address opens: nobody has to train before there is something to prune. */
export const openingSetup: Setup = { ...defaultSetup, start: "trained" };

/** The network that weights come along for, by its data and its hidden layers; undefined where there is none. */
export const pretrainedOf = ({ data, hidden }: Pick<Setup, "data" | "hidden">): Setup | undefined =>
  pretrainedSetups.find((one) => one.data === data && writeLayers(one.hidden) === writeLayers(hidden));

/** Why a network cannot open trained; null when it can: it must be one of them, on the very data and from the very weights. */
export function whyNotTrained(setup: Setup): LinkSaid | null {
  const trained = pretrainedOf(setup);
  const drawn = kindOf(setup.data) === "points" ? "noise" : "difficulty";
  const isSame = trained && areAlike(setup, trained, [drawn, "seed", "activation", "initialiser"]);
  return isSame ? null : { id: "untrained-set", seed: defaultSetup.seed };
}
