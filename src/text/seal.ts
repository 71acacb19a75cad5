/** What is said of the test set: how often it was looked at, and what came of it. */
export const sealText = {
  title: "Test",
  of: "test set",
  lead: (count: string, what: string) =>
    `${count} ${what} this network has never been judged by. Every choice so far looked at other ones.`,
  once: "Each further look makes the score worth a little less: whoever chooses by it judges by examples that are not new any more.",
  settled: (sparsity: string) => `The cut is settled: ${sparsity} % pruned`,
  whole: "Nothing is pruned yet: the score is for the whole network",
  tuned: "Trained under this cut",
  notTuned: "Not yet fine-tuned: the score is for the network as it is",
  sealed: "Nobody has looked yet.",
  looks: (times: number) => `Looked at ${times === 1 ? "once" : `${times} times`} so far.`,
  counts: "The count of looks stays beside the score.",
  score: (accuracy: string, misread: string, count: string) => `${accuracy} % right: ${misread} of ${count} misread.`,
  look: (n: number) => `${n}${ordinals[n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? "th"} look`,
} as const;

const ordinals: readonly (string | undefined)[] = [undefined, "st", "nd", "rd"];
