import type { Examples } from "../../src/network/examples.ts";
import type { NetworkSpec } from "../../src/network/network.ts";
import type { Hyperparameters } from "../../src/network/optimizer.ts";
import type { Granularity, Norm, Scope } from "../../src/pruning/types.ts";

/** What the reference found, in percent. */
export interface Expected {
  readonly mean: number | null;
  /** Standard deviation over the reference's seeds. */
  readonly sd: number | null;
  /** Whose standard deviation it is, where the reference gives none for the row itself. */
  readonly sdOf?: string;
  /** Whether a band is held to; others are shown beside the measured figure only. */
  readonly judged: boolean;
}

/** A figure that must lie within max(0.6, 3 sd) of the reference's. */
export const band = (mean: number, sd: number, sdOf?: string): Expected => ({
  mean,
  sd,
  judged: true,
  ...(sdOf && { sdOf }),
});

/** A figure of the cliff, which depends on the optimizer: only orderings count. */
export const cliff = (mean: number, sd: number | null = null): Expected => ({ mean, sd, judged: false });

/** A figure the reference does not have. */
export const unknown: Expected = { mean: null, sd: null, judged: false };

/** One way to prune, and what is expected after so many epochs of training under the mask. */
export interface Cut {
  /** The trained network is cut and fine-tuned; the initial one is cut and trained. */
  readonly network: "trained" | "initial";
  readonly criterion: string;
  readonly scope: Scope;
  readonly granularity: Granularity;
  readonly sparsity: number;
  /** Of whole units. */
  readonly norm?: Norm;
  readonly expected: Readonly<Record<number, Expected>>;
}

/** Figures whose means must not rise from one to the next, or not by more than `slack`, in percent. */
export interface Order {
  readonly title: string;
  readonly figures: readonly string[];
  readonly slack?: number;
  /** What the first must reach besides, in percent. */
  readonly atLeast?: number;
}

export interface Experiment {
  readonly id: string;
  readonly title: string;
  /** Folder of IDX files it needs. */
  readonly folder?: string;
  readonly spec: NetworkSpec;
  readonly hyper: Hyperparameters;
  readonly epochs: number;
  readonly open: (seed: number, directory: string) => Promise<{ readonly train: Examples; readonly test: Examples }>;
  /** What the dense network reaches; null where it is not needed. */
  readonly dense: Expected | null;
  readonly cuts: readonly Cut[];
  readonly orders: readonly Order[];
  /** Whether effective sparsity and the emptiest layer are told too. */
  readonly connectivity?: boolean;
}

export const adam = (learningRate: number, batchSize: number): Hyperparameters => ({
  optimizer: "adam",
  learningRate,
  batchSize,
  l1: 0,
  l2: 0,
});

type Expectations = Cut["expected"];

/** A cut of the trained network, by weights. */
export const trained = (criterion: string, scope: Scope, sparsity: number, expected: Expectations = {}): Cut => ({
  network: "trained",
  criterion,
  scope,
  granularity: "weight",
  sparsity,
  expected,
});

/** A cut at initialisation, by weights. */
export const initial = (criterion: string, scope: Scope, sparsity: number, expected: Expectations = {}): Cut => ({
  ...trained(criterion, scope, sparsity, expected),
  network: "initial",
});

/** Removes the same share of every hidden layer's units from the trained network. */
export const units = (criterion: string, share: number, expected: Expectations = {}, norm: Norm = "l2"): Cut => ({
  ...trained(criterion, "layerwise", share, expected),
  granularity: "unit",
  norm,
});

export const denseFigure = "dense";

const rounded = (sparsity: number) => String(Number(sparsity.toFixed(4))).replace(/^0/, "");

/** How a cut is called in the table, where figures go by these names. */
export function cutName({ network, criterion, scope, granularity, sparsity, norm }: Cut): string {
  const where = network === "initial" ? "at init, " : "";
  const size = norm === "l1" ? " (L1)" : "";
  const what = granularity === "weight" ? criterion : `${criterion}${size} of ${granularity}s`;
  return `${where}${what} ${scope} ${rounded(sparsity)}`;
}

export const figureOf = (cut: Cut, epochs: number) =>
  `${cutName(cut)}, ${epochs === 0 ? "no training" : `${epochs} ep`}`;

/** What is told of a mask itself, by the name of its figure. */
export const effectiveFigure = (cut: Cut) => `${cutName(cut)}: effective sparsity, %`;
export const emptiestFigure = (cut: Cut) => `${cutName(cut)}: weights in the emptiest layer`;
