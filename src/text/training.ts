import type { Activation, Initialiser } from "../network/network.ts";
import type { Optimizer } from "../network/optimizer.ts";
import type { BackendName } from "../setup/backends.ts";
import type { BackendChoice } from "../setup/setup.ts";
import { engineNames } from "./engines.ts";
import { counted } from "./numbers.ts";

export const optimizerNames: Readonly<Record<Optimizer, string>> = { sgd: "SGD", momentum: "Momentum", adam: "Adam" };

export const optimizerLines: Readonly<Record<Optimizer, string>> = {
  sgd: "each step goes down the gradient of its batch",
  momentum: "steps gather speed where gradients agree",
  adam: "every weight has a step size of its own",
};

export const activationNames: Readonly<Record<Activation, string>> = { relu: "ReLU", tanh: "tanh" };
export const activationLines: Readonly<Record<Activation, string>> = {
  relu: "what is below 0 becomes 0",
  tanh: "everything is squeezed between −1 and 1",
};

export const initialiserNames: Readonly<Record<Initialiser, string>> = { glorot: "Glorot", he: "He" };
export const initialiserLines: Readonly<Record<Initialiser, string>> = {
  glorot: "as wide as keeps signals and gradients alike",
  he: "wider, made for ReLU, which drops half",
};

export const epochs = (count: number): string => counted(count, "epoch");

/** "100 epochs on CPU", where that is not the engine that was meant. */
export const epochsOn = (count: number, backend: BackendName): string => `${epochs(count)} on ${engineNames[backend]}`;

/** An engine as a choice; "auto" names what it chose. */
export function backendWord(choice: BackendChoice, chosen: BackendName | null): string {
  if (choice !== "auto") return engineNames[choice];
  return chosen ? `auto: ${engineNames[chosen]}` : "auto";
}

export const trainPage = {
  /** How it is trained, each a choice. */
  lead: <T>(choices: Readonly<Record<"optimizer" | "rate" | "batch" | "epochs" | "seed", T>>, isSingle: boolean) => [
    choices.optimizer,
    " at a rate of ",
    choices.rate,
    ", ",
    choices.batch,
    ` ${isSingle ? "sample" : "samples"} at a time, for `,
    choices.epochs,
    ", from seed ",
    choices.seed,
    ".",
  ],
  rarely: "Rarely needed",
  l1: "L1",
  l1Note: "pulls weights to 0",
  l2: "L2",
  l2Note: "keeps them small",
  scaleL1: "L1 on scales",
  scaleL1Note: "slimming",
  split: "Examples to train, validate and test",
  tooSmall: "Batch norm of a dense layer answers the same to every batch of 1: take larger batches.",
  note: "Changes act from the next step on and keep the weights. Rewind goes back to the same initial ones.",
} as const;

export const fineTunePage = {
  note: "Fine-tuning trains on under the mask: pruned weights stay exactly 0. Optimizer, rate and batches are those of training.",
} as const;
