import { isFiniteNetwork } from "../network/finite.ts";
import type { Layer } from "../network/network.ts";
import type { Engine, Optimizer } from "./api.ts";
import type { Batches } from "./batches.ts";
import type { Job } from "./choose.ts";

/** Steps that a rate is tried for, fewer where they take long, and how long one rate and all of them may take, in milliseconds. */
const mostSteps = 100;
const fewestSteps = 20;
const rateMilliseconds = 300;
const allMilliseconds = 1500;

/** Rates that work for most networks, where trying takes too long or tells nothing. */
const usual: Readonly<Record<Optimizer, number>> = { sgd: 0.03, momentum: 0.01, adam: 0.003 };

/** The next lower of ..., 0.1, 0.3, 1, 3, ... */
export function lowerRate(rate: number): number {
  const power = 10 ** Math.floor(Math.log10(rate) + 1e-9);
  const lower = rate > 3.001 * power ? 3 * power : rate > 1.001 * power ? power : 0.3 * power;
  return Number(lower.toPrecision(1));
}

interface Trial {
  readonly job: Job;
  readonly batches: Batches;
  readonly stepMilliseconds: number;
  /** Loss on the training sample. */
  readonly lossOf: (layers: readonly Layer[]) => number;
  /** Loss of the best constant answer. */
  readonly guessing: number;
}

/** A lower learning rate that training from the job's checkpoint can go on with: rates are tried for some steps until one learns, and
 *  the next lower one is taken. The engine is left anywhere; its settings are as before. */
export async function rateThatWorks(
  engine: Engine,
  { job, batches, stepMilliseconds, lossOf, guessing }: Trial,
): Promise<number> {
  const { checkpoint, hyper } = job;
  const begun = performance.now();
  const steps = Math.round(Math.min(mostSteps, Math.max(fewestSteps, rateMilliseconds / stepMilliseconds)));
  const before = lossOf(checkpoint.layers);
  const works = async (learningRate: number) => {
    engine.setHyperparameters({ ...hyper, learningRate });
    engine.restore(checkpoint);
    await engine.train(Array.from({ length: steps }, (_, i) => batches.at(checkpoint.step + i)));
    const layers = await engine.layers();
    if (!isFiniteNetwork(layers)) return false;
    const loss = lossOf(layers);
    return loss < 0.98 * guessing && (loss < before || loss < guessing / 2);
  };
  let rate = lowerRate(lowerRate(hyper.learningRate));
  let found = Math.min(lowerRate(rate), usual[hyper.optimizer]);
  for (; rate >= 1e-5 && performance.now() < begun + allMilliseconds; rate = lowerRate(rate))
    if (await works(rate)) {
      found = lowerRate(rate);
      break;
    }
  engine.setHyperparameters(hyper);
  return found;
}
