import type { Checkpoint } from "../network/checkpoint.ts";
import { fullMask } from "../network/mask.ts";
import type { Hyperparameters } from "../network/optimizer.ts";
import { fresh } from "../recipe/state.ts";
import type { Bench, Ran } from "../recipe/step.ts";
import { pretrainedSetup } from "../setup/pretrained.ts";
import { pause } from "../training/pause.ts";
import { startEngine } from "./choose.ts";
import { batchesFor } from "./opened.ts";
import { type FetchBytes, pretrained } from "./pretrained/weights.ts";
import type { Training } from "./training.ts";

/** Steps between two looks at what else is asked take about so long, in milliseconds. */
const sliceMilliseconds = 50;

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
    maskOf: (state) => training.maskOf(state),
    async train(from: Checkpoint, hyper: Hyperparameters, { engine: name, steps }: Ran): Promise<Checkpoint> {
      const batches = batchesFor(prepared, hyper.batchSize);
      const job = { ...prepared, checkpoint: from, hyper, batch: batches.at(from.step) };
      const engine = await startEngine(name, job);
      try {
        let slice = 1;
        for (let done = 0; done < steps; ) {
          if (isStopped()) throw new Error("Working out the state again was stopped.");
          const count = Math.min(slice, steps - done);
          const begun = performance.now();
          await engine.train(Array.from({ length: count }, (_, i) => batches.at(from.step + done + i)));
          done += count;
          progress(count);
          const spent = performance.now() - begun;
          slice = Math.max(1, Math.min(4 * slice, Math.round((slice * sliceMilliseconds) / Math.max(1, spent))));
          await pause();
        }
        return await engine.checkpoint();
      } finally {
        engine.dispose();
      }
    },
    async pretrained() {
      const initial = prepared.initial();
      const layers = await pretrained(prepared.spec.hidden, initial, fetch);
      const { perEpoch } = batchesFor(prepared, pretrainedSetup.batchSize);
      return fresh(layers, fullMask(initial), pretrainedSetup.trainEpochs * perEpoch);
    },
  };
}
