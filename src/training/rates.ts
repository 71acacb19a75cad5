import { isFiniteNetwork } from "../network/finite.ts";
import type { Layer } from "../network/network.ts";
import type { Optimizer } from "../network/optimizer.ts";
import type { Batches } from "./batches.ts";
import type { Engine, Job } from "./engine.ts";
import { Trainer } from "./trainer.ts";

/** Steps that a rate is tried for, fewer where they take long, and how long one rate and all of them may take, in milliseconds. */
const mostSteps = 100;
const fewestSteps = 20;
const rateMilliseconds = 300;
const allMilliseconds = 1500;
/** Trying ends where a lower rate leaves a loss so many times the least. */
const worseTimes = 1.5;

/** Rates that work for most networks. */
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

/** A learning rate to go on with. */
export interface Offer {
  readonly rate: number;
  /** Whether some rate was seen to learn; else this one is only usual. */
  readonly learns: boolean;
}

/** A lower learning rate that training from the job's checkpoint can go on with: of those that learn in some steps the best, or
 *  the next lower one where that is higher than usual. The engine is left anywhere; its settings are as before. */
export async function rateThatWorks(
  engine: Engine,
  { job, batches, stepMilliseconds, lossOf, guessing }: Trial,
): Promise<Offer> {
  const { checkpoint, hyper } = job;
  const begun = performance.now();
  const steps = Math.round(Math.min(mostSteps, Math.max(fewestSteps, rateMilliseconds / stepMilliseconds)));
  const before = lossOf(checkpoint.layers);
  const trainer = new Trainer(batches, checkpoint.step, engine);
  const lossAfter = async (learningRate: number) => {
    engine.setHyperparameters({ ...hyper, learningRate });
    trainer.restore(checkpoint);
    await trainer.slice(steps);
    const layers = await engine.layers();
    return isFiniteNetwork(layers) ? lossOf(layers) : Number.POSITIVE_INFINITY;
  };
  const highest = lowerRate(lowerRate(hyper.learningRate));
  let best: { readonly rate: number; readonly loss: number } | undefined;
  for (let rate = highest; rate >= 1e-5 && performance.now() < begun + allMilliseconds; rate = lowerRate(rate)) {
    const loss = await lossAfter(rate);
    const learns = loss < 0.98 * guessing && (loss < before || loss < guessing / 2);
    if (learns && loss < (best?.loss ?? Number.POSITIVE_INFINITY)) best = { rate, loss };
    // Rates lower still learn more slowly.
    else if (best && loss > worseTimes * best.loss) break;
  }
  engine.setHyperparameters(hyper);
  const common = usual[hyper.optimizer];
  if (best) return { rate: Math.max(lowerRate(best.rate), Math.min(best.rate, common)), learns: true };
  return { rate: Math.min(lowerRate(highest), common), learns: false };
}
