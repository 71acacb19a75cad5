import { counted } from "./numbers.ts";

/** What is told of a run as it goes. */
export const runText = {
  words: { accuracy: "accuracy", loss: "loss", training: "training thin" },
  epochs: (epochs: number) => counted(epochs, "epoch"),
  summary: (accuracies: readonly [validation: string, training: string] | undefined) =>
    `Accuracy and loss of this run so far${
      accuracies ? `: validation accuracy ${accuracies[0]}\u202f%, training accuracy ${accuracies[1]}\u202f%` : ""
    }`,
} as const;
