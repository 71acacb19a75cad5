export type Optimizer = "sgd" | "momentum" | "adam";

/** What every optimizer step is done with. */
export interface Hyperparameters {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  readonly batchSize: number;
  /** Penalty added to the loss: l1 * sum|w| + l2/2 * sum w^2, kernels only. */
  readonly l1: number;
  readonly l2: number;
  /** Penalty scaleL1 * sum|scale| on the scales of batch norm (network slimming, Liu et al. 2017); 0 where it is missing. */
  readonly scaleL1?: number;
}
