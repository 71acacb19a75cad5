import { count } from "./numbers.ts";

/** What the page of mistakes says, beside which examples a cut broke (`broken.ts`). */
export const mistakesText = {
  key: (examples: number, noun: string) =>
    `Rows are what it is, columns what it is read as, of ${count(examples)} validation ${noun}; the diagonal is right.`,
  caption: "Confusion matrix of the validation set at this cut",
  firstOf: (shown: number) => ` The first ${shown} of the broken:`,
  picture: (is: string, read: string) => `a ${is} read as ${read}`,
  reads: (is: string, read: string) => `${is} → ${read}`,
} as const;
