import { writeLayers } from "../network/notation.ts";
import { networkPresets } from "./networks.ts";
import { defaultSetup, defaults, type Setup } from "./setup.ts";

/** What the weights that come along were trained on, and by. */
export const pretrainedSetup: Setup = { ...defaultSetup, ...defaults.images, data: "digits" };

/** Why a network cannot open trained; null when it can: it must be a preset, on the very data and from the very weights. */
export function whyNotTrained(
  setup: Pick<Setup, "data" | "difficulty" | "seed" | "activation" | "initialiser" | "hidden">,
): string | null {
  const { data, difficulty, seed, activation, initialiser } = pretrainedSetup;
  const isPreset = networkPresets.images.some(({ hidden }) => writeLayers(hidden) === writeLayers(setup.hidden));
  const isSame =
    setup.data === data &&
    setup.difficulty === difficulty &&
    setup.seed === seed &&
    setup.activation === activation &&
    setup.initialiser === initialiser;
  return isSame && isPreset
    ? null
    : `Only the named networks come trained, on the handwritten digits of default difficulty and seed ${seed}`;
}
