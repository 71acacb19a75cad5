import { createWasmEngine } from "../engine/wasm/wasmEngine.ts";
import type { Engine, Job } from "../training/engine.ts";
import type { Choice } from "./choose.ts";

/** WebAssembly that passes for a graphics card; `before` is called ahead of every burst. */
export async function card(job: Job, before: (engine: Engine, steps: number) => Promise<void>): Promise<Engine> {
  const engine = await createWasmEngine();
  engine.setHyperparameters(job.hyper);
  await engine.load(job.spec, job.data, job.checkpoint);
  const train = engine.train.bind(engine);
  return Object.assign(engine, {
    backend: "webgl",
    train: async (batches: readonly Uint32Array[]) => {
      await before(engine, batches.length);
      return train(batches);
    },
  });
}

/** The engine as what was chosen; the processor does so many steps per second, where that is known. */
export const chosen = (engine: Engine, processorRate?: number): Choice => ({
  engine,
  report: { name: "webgl", device: "a card", reason: { id: "small-network" }, fallback: false },
  ...(processorRate === undefined ? {} : { processorRate }),
});
