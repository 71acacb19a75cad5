/** What is said of any page of the margin. */
export const marginText = { page: "This page", close: "Close", seed: "Seed" } as const;

/** Titles of the pages of the margin, by their ids. */
export const pageTitles = {
  what: "What to prune",
  criterion: "By what",
  across: "Across what",
  layers: "Layer by layer",
  rounding: "Rounding and ties",
  compare: "Compare",
  explain: "What is pruned",
  train: "How to train",
  finetune: "How to fine-tune",
  network: "The network",
  data: "What it learns",
  byHand: "By hand",
  runs: "Runs",
  cost: "Size and speed",
  share: "Take it with you",
  open: "Open data",
  mistakes: "Mistakes",
  draw: "Draw a digit",
  units: "What units see",
  timeline: "Training so far",
  seal: "The test set",
  view: "How it looks",
  menu: "Menu",
} as const;

export type PageId = keyof typeof pageTitles;

/** Those that the menu lists, in its order: all that are not reached from there by another. */
export const menuPages: readonly PageId[] = [
  "data",
  "network",
  "train",
  "what",
  "criterion",
  "across",
  "compare",
  "byHand",
  "finetune",
  "timeline",
  "runs",
  "cost",
  "share",
  "open",
  "view",
];
