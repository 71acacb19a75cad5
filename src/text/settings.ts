import type { Difficulty, Setup } from "../setup/setup.ts";

/** What controls of settings are called: each is one setting. */
export const settingNames = {
  data: "Data",
  noise: "Noise",
  difficulty: "Difficulty",
  hidden: "Network",
  activation: "Activation",
  initialiser: "Initialisation",
  optimizer: "Optimizer",
  learningRate: "Learning rate",
  batchSize: "Batch size",
  trainEpochs: "Epochs a run",
  fineTuneEpochs: "Fine-tune epochs",
  backend: "Backend",
  criterion: "Criterion",
  granularity: "Granularity",
  scope: "Scope",
  norm: "Norm",
  seed: "Seed",
} as const satisfies Partial<Record<keyof Setup, string>>;

export const normNames: Readonly<Record<Setup["norm"], string>> = { l2: "L2", l1: "L1" };

export const difficultyNames: Readonly<Record<Difficulty, string>> = {
  easy: "easy",
  default: "default",
  medium: "medium",
  hard: "hard",
  extreme: "extreme",
};
