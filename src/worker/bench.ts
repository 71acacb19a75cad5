import type { Checkpoint } from "../network/checkpoint.ts";
import { fullMask } from "../network/mask.ts";
import type { Hyperparameters } from "../network/optimizer.ts";
import { fresh } from "../recipe/state.ts";
import type { Bench, Ran } from "../recipe/step.ts";
import { pretrainedOf } from "../setup/pretrained.ts";
import { pause } from "../training/pause.ts";
import { Trainer } from "../training/trainer.ts";
import { startEngine } from "./choose.ts";
import { batchesFor } from "./opened.ts";
import { type FetchBytes, pretrained } from "./pretrained/weights.ts";
import { WorkerFault } from "./protocol/said.ts";
import type { Training } from "./training.ts";

interface Asking {
  readonly fetch: FetchBytes;
  /** Whether somebody wants it to end. */
  readonly isStopped: () => boolean;
  /** So many more optimizer steps were done. */
  readonly progress: (steps: number) => void;
}

/** What steps are performed with where nobody looks on: the data of a network, engines of their own. */
export function benchOf(training: Training, { fetch, isStopped, progress }: Asking): Bench {
  const { prepared } = training;
  return {
    get initial() {
      return prepared.initial();
    },
    maskOf: (state) => training.shown.maskOf(state),
    async train(from: Checkpoint, hyper: Hyperparameters, { engine: name, steps }: Ran): Promise<Checkpoint> {
      const batches = batchesFor(prepared, hyper.batchSize);
      const job = { ...prepared, checkpoint: from, hyper, batch: batches.at(from.step) };
      const trainer = new Trainer(batches, from.step, await startEngine(name, job));
      try {
        await trainer.to(from.step + steps, async (slice) => {
          progress(slice.steps);
          await pause();
          if (isStopped()) throw new WorkerFault({ id: "rework-stopped" });
        });
        return await trainer.engine.checkpoint();
      } finally {
        trainer.use(undefined);
      }
    },
    async pretrained() {
      const initial = prepared.initial();
      const of = { data: prepared.summary.id, hidden: prepared.spec.hidden };
      const layers = await pretrained(of, initial, fetch);
      const { batchSize, trainEpochs } = pretrainedOf(of)!;
      const { perEpoch } = batchesFor(prepared, batchSize);
      return fresh(layers, fullMask(initial), trainEpochs * perEpoch);
    },
  };
}
