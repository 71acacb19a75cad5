/** What the cut chart says wherever it stands. */
export const floorWords = {
  right: "right",
  zero: "0% pruned",
  all: "all",
  exactCut: "Exact cut",
  reference: "as first trained",
  further: "and what comes here?",
  shortFurther: "and then?",
  /** "the curve 20 steps ago": one of weights that training has left behind. */
  age: (ago: string) => `the curve ${ago}`,
};

export const floorTitle = "Trade-off";
export const compareWord = "compare";
export const compareName = "Compare with";

/** Beside the handle, where nobody has moved it yet. */
export const dragMe = "Drag me to the right";

/** What the largest class's share is called: with its figure where classes are of unlike size, for then it says which. */
export const chanceName = (percent: string, label: string, isAlike: boolean): string =>
  isAlike ? "chance" : `chance ${percent}\u202f%: always “${label}”`;

/** "round 1", "2": what fine-tuning reached. */
export const roundName = (round: number): string => (round === 1 ? "round 1" : String(round));

/** What earlier rounds pruned. */
export const goneName = (rounds: number): string => {
  if (rounds < 1) return "gone before";
  return rounds === 1 ? "gone in round 1" : `gone in rounds 1 to ${rounds}`;
};

export const tableCaption = "Validation accuracy by sparsity";
export const tableColumns = ["Sparsity", "Now", "Before fine-tuning"] as const;
