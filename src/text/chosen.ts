import { count } from "./numbers.ts";

/** Whether a weight stays at this cut. */
export const isKeptText = (isKept: boolean): string => (isKept ? "kept" : "pruned");

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
