import { count } from "./numbers.ts";
import { epochs } from "./training.ts";

/** The rail of steps. */
export const railText = {
  region: "Workflow",
  steps: { train: "Train", prune: "Prune", finetune: "Fine-tune", repeat: "Repeat" },
  show: (number: number, name: string) => `Show step ${number}, ${name}`,
  epochOf: (epoch: number, all: number) => `epoch ${count(epoch)} of ${count(all)}`,
  howToTrain: "How to train",
  /** What is pruned, by what (or at random), across what: words that are choices. */
  prune: <T>(id: string, what: T, by: (word: string) => T, criterion: T, across: T) => [
    what,
    by(id === "random" ? "at" : "by"),
    criterion,
    across,
  ],
  granularity: "Granularity",
  criterion: "Criterion",
  scope: "Scope",
  fineTuneEpochs: "Fine-tune epochs",
  epochs,
  afterCut: "after a cut",
  again: "prune more, fine-tune again",
} as const;

/** What the slider counts, in words that follow a number. */
export const countedText = {
  /** Not ranked yet. */
  unranked: (noun: string) => ({ what: noun, question: `How many ${noun} go` }),
  groups: (size: number) => ({ what: "of each group", question: `How many of every ${size} weights go` }),
  layers: (all: number, noun: string) => ({ what: noun, question: `How many of ${count(all)} removable layers go` }),
  all: (all: number, noun: string) => ({ what: noun, question: `How many of ${count(all)} ${noun} go` }),
  /** "8 of 32 neurons pruned", or "0 of 32 neurons, 6 are gone". */
  pruned: (pruned: number, all: number, what: string, gone: number | null) =>
    `${count(pruned)} of ${count(all)} ${what}${gone === null ? " pruned" : goneText(gone)}`,
  percent: "Sparsity in percent",
  or: "\u202f% or ",
  ofAll: (all: number | null, gone: number | null) =>
    ` of ${all === null ? "…" : count(all)}${gone === null ? "" : goneText(gone)}`,
} as const;

const goneText = (gone: number) => `, ${count(gone)} ${gone === 1 ? "is" : "are"} gone`;
