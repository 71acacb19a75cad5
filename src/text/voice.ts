import { count } from "./numbers.ts";

/** What is said to who does not see the page. */
export const voice = {
  begins: (run: "train" | "finetune") => (run === "train" ? "Training." : "Fine-tuning."),
  stopped: (run: "train" | "finetune", step: number) =>
    `${run === "train" ? "Training" : "Fine-tuning"} stopped at step ${count(step)}.`,
} as const;
