import { about } from "./choices.ts";
import { percentSign } from "./numbers.ts";

/** What the page of compared methods says; figures that stand out are elements, which are handed in. */
export const comparedText = {
  lead: <T>(pruned: T, accuracy: T | null): readonly (T | string)[] => [
    "The same weights, ranked another way. The cut in use prunes ",
    pruned,
    " of the weights",
    ...(accuracy === null ? [] : [" and leaves an accuracy of ", accuracy]),
    ".",
  ],
  unknown: "–",
  /** Why cuts are not compared at a place. */
  idle: {
    earlier:
      "At this place nothing is cut but what earlier rounds pruned, and that is the same for every method. Move the slider up to compare what each would take next, or undo to the cut before it was trained.",
    nothing: "Nothing is cut yet: move the slider to compare what each method takes.",
  },
  region: (place: number) => `Comparison ${place}`,
  remove: (place: number) => `Remove comparison ${place}`,
  removeShort: "Remove",
  waitsForTraining: "compared as soon as training rests",
  waits: "being compared",
  show: "show where they differ",
  showOf: (method: string) => `show where they differ: ${method}`,
  add: "Add a comparison",
  note: "Treated alike: kept by both cuts or pruned by both. Pruned ones shared: of the weights that at least one of the two prunes, those that both do (Jaccard index); by chance: what two cuts of these sizes share that know nothing of each other. ≈: read off its curve, between two measured levels. Where one cut counts weights and the other units or groups, both are taken where they prune about as many weights.",
  granularity: (place: number) => `Granularity of comparison ${place}`,
  criterion: (place: number) => `Criterion of comparison ${place}`,
  scope: (place: number) => `Scope of comparison ${place}`,
  /** "single weights by magnitude across all layers", "single weights at random, across all layers". */
  sentence: <T>(criterion: string, what: T, by: T, across: T) =>
    criterion === "random" ? [what, " at ", by, ", ", across] : [what, " by ", by, " ", across],
  alike: "Treated alike",
  shared: "Pruned ones shared",
  byChance: (share: number) => `by chance ${percentSign(share)}`,
  prunes: "Prunes",
  accuracy: "Accuracy",
  accuracyOf: (accuracy: number | null) => (accuracy === null ? "–" : about(percentSign(accuracy))),
} as const;
