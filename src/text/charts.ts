import { count, figure, percent, percentSign } from "./numbers.ts";

/** The chart of the cut. */
export const cutChartText = {
  slider: "Sparsity",
  /** "83.0 % of neurons": where the handle stands. */
  place: (sparsity: number, shareOf: string | null) =>
    `${percentSign(sparsity)}${shareOf === null ? "" : ` of ${shareOf}`}`,
  /** The same, read out with what is right there, where that is known, and what else is known of it. */
  value: (place: string, accuracy: number | null, description: string | null) =>
    `${place}${accuracy === null ? "" : `, ${percentSign(accuracy)} accuracy`}${description === null ? "" : `, ${description}`}`,
  waiting: "Validation accuracy by sparsity",
  summary: (before: string, was: number, is: number, place: string) =>
    `Validation accuracy by sparsity: ${before} ${percentSign(was)}, now ${percentSign(is)} at ${place}`,
  reached: (accuracy: number, sparsity: number) =>
    `${percentSign(accuracy)} after fine-tuning at ${percentSign(sparsity)}`,
  /** "the curve some steps ago": how old it is. */
  curve: (age: string) => `the curve ${age}`,
  map: (states: number) => `Map of ${states} states: arrow keys go along the steps, Enter goes there`,
} as const;

/** A weight at the pointer. */
export const weightTip = {
  value: (weight: string) => `w = ${weight}`,
  fate: (isKept: boolean, isByHand: boolean) => `, ${isKept ? "kept" : "pruned"}${isByHand ? " by hand" : ""}`,
  place: (kernel: string | undefined, from: string | number, to: number, weight: number) =>
    `${kernel}: ${from} → ${to}, ${weight < 0 ? "orange subtracts" : "blue adds"}`,
} as const;

/** Points of the plane. */
export const pointsText = { follow: "Follow a point", none: "none" } as const;

/** Accuracy of every class, before and now. */
export const perClassText = {
  none: "No class pays",
  worst: (name: string, before: number, now: number) =>
    `Class ${name} pays most: from ${percent(before)} to ${percentSign(now)}`,
} as const;

/** Inputs of a table that are still read. */
export const inputsText = {
  of: (kept: number, units: number) => `${kept} of ${units}`,
  more: (inputs: number) => `and ${inputs} more`,
  read: <T>(read: T, inputs: number) => [read, ` of ${inputs} inputs still read`],
} as const;

/** The cut line on the weights by size. */
export const cutAt = (size: string): string => `cut at ${size}`;

/** Accuracy and loss over the steps. */
export const curvesText = {
  summary: (step: number, validation: number, training: number) =>
    `Accuracy and loss over ${count(step)} training steps: validation accuracy ${percentSign(validation)}, training accuracy ${percentSign(training)}`,
  untrained: "Accuracy and loss over training steps: not trained yet",
  pending: (cut: string) => `${cut}?`,
  key: <T>(validation: (name: string) => T) => [validation("validation"), " and training, thin"],
  loss: "loss",
  empty: "drawn while the network trains",
  step: (step: number) => (step === 0 ? "step 0" : count(step)),
  goTo: (label: string, step: number, accuracy: number) =>
    `Go to: ${label}, step ${count(step)}, ${percentSign(accuracy)} accuracy`,
  mark: (label: string, accuracy: number) => `${label}: ${percentSign(accuracy)} accuracy`,
} as const;

/** The score that decides about a weight, and when it goes. */
export const scoreText = {
  never: "goes at no sparsity",
  order: (rank: number, of: number) => `number ${count(rank)} of ${count(of)} to go`,
  /** `criterion`: its name, null for magnitude, whose score is |w|. */
  score: (criterion: string | null, score: number, order: string) =>
    `${criterion === null ? "s = |w|" : `${criterion} s`} = ${figure(score)}, ${order}`,
} as const;
