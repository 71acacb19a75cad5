const count = (value: number) => value.toLocaleString("en");

/** What is said on networks that read images or signals, and on what they read. */
export const pictures = {
  answer: "its answer",
  weight: (layer: string | undefined, filter: number, value: number, isKept: boolean) =>
    `${layer}, filter ${filter}: w = ${value.toFixed(3).replace("-", "−")}, ${isKept ? "kept" : "pruned"}`,
  unit: (layer: string | undefined, isFilter: boolean, number: number, kept: number, all: number) =>
    `${layer}, ${isFilter ? "filter" : "unit"} ${number}: reads ${count(kept)} of ${count(all)}`,
} as const;
