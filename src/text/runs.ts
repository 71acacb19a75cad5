import { count, counted, percentSign } from "./numbers.ts";

export const runsText = {
  runs: (n: number) => counted(n, "run"),
  how: "Every state is a place on the chart. Click one to look at it, again to go there; or compare any two.",
  ways: { ends: "Ends", list: "List", compare: "Compare", sessions: "Sessions kept" },
  counted: (all: number, away: number) =>
    `${counted(all, "state")}${away > 0 ? `, ${count(away)} of them left out of the map` : ""}`,
  showHidden: "show hidden ones",
  choose: (name: string) => `Choose the state to compare “${name}” with.`,
  cancel: "Cancel",
  endsCaption: "The ends of all runs: states that lead no further",
  end: "end of the run",
  pruned: "pruned",
  steps: "steps",
  /** "cut at 60 and 80 %". */
  cuts: (shares: readonly string[]) =>
    shares.length === 0
      ? "nothing pruned"
      : `cut at ${shares.length > 1 ? `${shares.slice(0, -1).join(", ")} and ` : ""}${shares.at(-1)}\u202f%`,
  right: "right",
  kept: "Nothing is deleted: going back and cutting again starts a new branch.",
} as const;

/** "Fine-tune 40 epochs, 90.0 % pruned, accuracy 93.2 %": a state by the step that led to it. */
export const stateText = (step: string, pruned: number, accuracy: number, name: string): string => {
  const said = `${step}, ${percentSign(pruned)} pruned, accuracy ${percentSign(accuracy)}`;
  return name ? `${name}: ${said}` : said;
};
