import { count } from "./numbers.ts";

/** What stands around the picture of what was learned. */
export const learnedText = {
  region: "What it learned",
  titles: { points: "What it learned", images: "What it reads", signals: "What it reads", table: "Whom it knows" },
  now: "now",
  before: "before",
  weights: "weights",
  sizes: "Weights by size",
  map: "map",
  /** At the foot: what the cut broke, or what was looked at. */
  broken: (broken: number, all: number, noun: string) => ({
    text: `${count(broken)} of ${count(all)} ${noun} broken`,
    short: `${count(broken)} broken`,
  }),
  noneBroken: (all: number, noun: string) => ({ text: `none of ${count(all)} ${noun} broken`, short: "none broken" }),
  unseen: (all: number, noun: string) => ({ text: `${count(all)} unseen ${noun}`, short: `${count(all)} ${noun}` }),
  rightBefore: (accuracy: string, before: string) => ({
    text: `${before}: ${accuracy}\u202f% right`,
    short: `${accuracy}\u202f% right`,
  }),
  mistakes: "Mistakes",
  sealed: "Test set sealed",
  opened: (times: number) => `Test set opened ${times === 1 ? "once" : `${count(times)} times`}`,
  summary: (all: number, accuracy: string) =>
    `Decision boundary over ${count(all)} validation examples, accuracy ${accuracy}\u202f%`,
  point: (row: number, name: string, x: number, y: number, answer: string | null) =>
    `point ${count(row + 1)}, ${name}, at ${x.toFixed(1)}, ${y.toFixed(1)}${answer === null ? "" : `, read as ${answer}`}`,
  table: {
    caption: "Validation accuracy by class",
    before: "Before",
    columns: (before: string) => ["Class", before, "Now"],
  },
} as const;
