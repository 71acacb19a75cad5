import { count, percentSign } from "./numbers.ts";

/** What stands beside the layers, and their sliders. */
export const layersText = {
  kept: (density: number, all: number) => `${percentSign(density)} of ${count(all)} kept`,
  together: (sparsity: number) =>
    `Together ${percentSign(sparsity)} of all weights. The big slider moves all of them in proportion.`,
  offer: "Set by hand, every layer has a slider of its own.",
  set: "Set by hand",
  slider: (layer: string) => `Sparsity of ${layer}`,
} as const;
