import { counted } from "./numbers.ts";

/** On the drawings of two compared states. */
export const comparedCharts = {
  highest: (weights: number) => `↑ ${counted(weights, "weight")}`,
  inSecond: "↑ in the second",
  inFirst: "weight in the first →",
} as const;
