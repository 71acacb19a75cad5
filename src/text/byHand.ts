import { count } from "./numbers.ts";

/** Whether a weight stays at this cut. */
export const isKeptText = (isKept: boolean): string => (isKept ? "kept" : "pruned");

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

/** What can be done with chosen weights, and what they are. */
export const chosenText = {
  region: "Chosen weights",
  one: <T>(kernel: string, from: string, to: string, weight: T, isKept: boolean) => [
    `${kernel}: ${from} → ${to}, `,
    weight,
    `, ${isKeptText(isKept)}`,
  ],
  weight: (value: string) => `w = ${value}`,
  many: <T>(all: T, kept: number) => [all, ` weights, ${count(kept)} kept`],
  prune: "Prune",
  restore: "Restore",
  release: "Leave to the slider",
  wholeUnit: "Whole unit",
  close: "Close",
} as const;
