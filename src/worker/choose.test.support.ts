import { batchesFrom, fresh, randomData } from "../engine/agreement.ts";
import { initialise } from "../network/initialise.ts";
import { denseLayers, type NetworkSpec } from "../network/network.ts";
import type { Job } from "../training/engine.ts";

export const spec: NetworkSpec = {
  input: [4, 4, 1],
  hidden: denseLayers([6]),
  outputs: 3,
  activation: "relu",
  initialiser: "glorot",
};
/** A step of the job. */
export const [batch] = batchesFrom(0, 1);
/** What an engine is chosen for. */
export const job: Job = {
  spec,
  data: randomData(spec, 11, 5),
  checkpoint: fresh(initialise(spec, 3)),
  hyper: { optimizer: "sgd", learningRate: 0.05, batchSize: 4, l1: 0, l2: 0 },
  batch,
};
