import { count, figure } from "./numbers.ts";

/** What one unit of a layer is. */
export type UnitName = "filter" | "unit";

const singular: Readonly<Record<UnitName, string>> = { filter: "Filter", unit: "Unit" };

/** What the page of units says. */
export const unitsText = {
  layer: "Layer",
  /** "hidden 1, 8 filters of 3 × 3". */
  layerName: (name: string, units: number, kernel: readonly number[] | null) =>
    kernel === null ? `${name}, ${units} units` : `${name}, ${units} filters of ${kernel[0]} × ${kernel[1]}`,
  of: <T>(layer: T, gone: T) => [layer, ": ", gone],
  gone: (gone: number, all: number) =>
    gone > 0 ? `${count(gone)} of ${count(all)} pruned or dead` : `all ${count(all)} alive`,
  samples: "Sample",
  sample: (place: number, name: string) => `Sample ${place}, a ${name}`,
  all: { filter: "Filters", unit: "Units" } satisfies Readonly<Record<UnitName, string>>,
  name: (what: UnitName, number: number) => `${singular[what]} ${number}`,
  unit: (what: UnitName, number: number, kept: number | null) =>
    `${singular[what]} ${number}, ${kept === null ? "pruned or dead" : `${count(kept)} weights kept`}`,
  /** What the tiles show: of the first layer the weights too. */
  tiles: {
    filter: {
      first: "Each filter, and its map of the sample: dark where it answers.",
      later: "Each filter’s map of the sample: dark where it answers.",
    },
    unit: {
      first: "What each unit reads, blue adds, orange subtracts; the bar is its answer to the sample.",
      later: "Each unit’s answer to the sample, as a bar.",
    },
  } satisfies Readonly<Record<UnitName, object>>,
  firstOf: (shown: number, all: number) => ` The first ${shown} of ${count(all)}.`,
  field: (seen: number, pixels: number) => `Receptive field: ${seen} of ${pixels} pixels reach it`,
  sees: "what it can see",
  ofSample: "of the sample",
  detail: (
    what: UnitName,
    isDead: boolean,
    {
      seen,
      pixels,
      kept,
      weights,
      strongest,
    }: Readonly<Record<"seen" | "pixels" | "kept" | "weights" | "strongest", number>>,
  ) =>
    `${isDead ? ": pruned, or no path leads through it." : "."} ${count(seen)} of ${count(pixels)} pixels reach it through ${count(kept)} of ${count(weights)} weights${
      what === "filter" ? " (at the middle of its map)" : ""
    }. Its strongest answer is ${figure(strongest)}.`,
} as const;
