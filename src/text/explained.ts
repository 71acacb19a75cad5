import { count } from "./numbers.ts";

/** What is said with the formula of what is chosen. */
export const explainedText = {
  /** Behind what a criterion does, where it looks at examples. */
  batch: (examples: number) =>
    ` Here on ${count(examples)} training examples drawn by the seed, the same for every step.`,
} as const;
