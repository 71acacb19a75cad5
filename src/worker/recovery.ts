import { type chooseEngine, chooseFaster, processor } from "./choose.ts";
import type { Training } from "./training.ts";

/** The graphics card is gone: the processor takes the state at the latest point of the timeline and repeats the steps since then,
 *  which are the same batches. */
export async function recoverFromLoss(training: Training, choose: typeof chooseEngine): Promise<void> {
  const checkpoint = training.fallBack();
  training.inUse.leave();
  const { engine, report } = await choose(processor(), training.jobAt(checkpoint));
  const reason = { id: "engine-after-loss" } as const;
  training.use({ engine, report: { ...report, reason, fallback: true } });
}

/** The graphics card has become slow: the processor goes on from the very step, if it is faster today. */
export async function leaveSlowCard(training: Training): Promise<void> {
  const { inUse, run } = training;
  const { slowdown } = inUse;
  if (!slowdown || !run) return;
  const checkpoint = await training.checkpoint();
  const choice = await chooseFaster(training.jobAt(checkpoint), training.engine.backend, run.rate).catch(() => null);
  if (choice) training.use(choice);
  else slowdown.excuse();
}
