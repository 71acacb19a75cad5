import { count } from "./numbers.ts";

/** What the page of decisions by hand says. */
export const byHandText = {
  layer: "Layer",
  units: "Units",
  unitsUpTo: (most: number) => `Units, 1 to ${most}`,
  inputs: "Inputs",
  inputsUpTo: (most: number) => `Inputs, 1 to ${most}`,
  whole: "With all that reads them",
  limits: "Write numbers within these limits, like 2, 5-7, or all.",
  note: "Or point: a click on a connection, a unit or a cell prunes it, another restores it; with Shift a whole unit of a matrix; drag a box around several. What is decided by hand stays so when the slider moves, until it is left to the slider again.",
  caption: (shown: number, all: number) =>
    all > shown ? `The first ${shown} of ${count(all)} weights` : "Their values",
  columns: ["Kernel", "Input", "Unit", "Weight", "At this cut"],
} as const;
