import { count } from "./numbers.ts";

/** Takes the room of a figure. */
const figureSpace = "\u2007";

/** What stands under the network. */
export const tideText = {
  title: "Weights",
  /** Before the largest size at the axis. */
  size: "size",
  strength: "score",
  /** The figure as wide as it can become, so that nothing moves with it. */
  kept: (kept: number, all: number) => count(kept).padStart(count(all).length, figureSpace),
  ofKept: (all: number) => ` of ${count(all)} kept`,
  whole: (all: number, noun: string) => `${count(all)} ${noun}`,
  stay: (all: number, noun: string) => `${count(all)} ${noun} stay`,
  layer: (layer: string, kept: number, all: number, noun: string, cut: string | null) =>
    `${layer}: ${count(kept)} of ${count(all)} ${noun} kept${cut === null ? "" : `, cut at ${cut}`}`,
  line: "Cut by size, all layers",
  lock: (layer: string) => `Protect ${layer}`,
  stair: (layer: string) => `Cut by size, ${layer}`,
  table: {
    caption: "Weights by layer at this cut",
    columns: (isOfUnits: boolean) => ["Layer", isOfUnits ? "Units kept" : "Weights kept", "Of", "Cut below", "Largest"],
    size: (size: number | null) => size?.toPrecision(3) ?? "–",
  },
} as const;
