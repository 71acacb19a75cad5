import { count, figure, percentSign } from "./numbers.ts";

/** The numbers at the cut, by name, for who reads them out or by machine. */
export const resultsText = {
  region: "Results",
  accuracy: "Validation accuracy",
  training: "Training accuracy",
  loss: "Loss",
  sparsity: (ofWholes: boolean) => (ofWholes ? "Weight sparsity" : "Sparsity"),
  effective: "Effective sparsity",
  effectiveHint:
    "Weights on no path from an input to an output count as pruned here: whatever the network is shown, they hand on a constant or nothing",
  kept: "Kept",
  of: "of",
  run: "Training so far",
  epoch: "epoch",
  step: ", step",
  speed: ", steps a second",
  engine: ", on",
  test: (times: number) =>
    `Test, ${times === 0 ? "sealed" : `opened ${times === 1 ? "once" : `${count(times)} times`}`}`,
  testAccuracy: (accuracy: number) => `Test accuracy ${percentSign(accuracy)}`,

  correctOf: (correct: number, all: number) => `${count(correct)} / ${count(all)} validation examples`,
  measuredOn: (examples: number) => `measured on ${count(examples)} training examples`,
  goneOf: (kept: number, total: number) => `1 − ${count(kept)} / ${count(total)}`,
  onPaths: (kept: number, total: number) => `1 − ${count(kept)} / ${count(total)} on a path from an input to an output`,
  testedOn: (examples: number) => `on ${count(examples)} test examples`,
  at: (what: string) => ` at ${what}`,
  unknown: "–",
  share: percentSign,
  figure,
  whole: (n: number) => count(Math.floor(n)),
} as const;
