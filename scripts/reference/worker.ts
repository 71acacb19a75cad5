import { on } from "node:events";
import { parentPort } from "node:worker_threads";
import { experiments } from "./experiments.ts";
import { measure } from "./measure.ts";

/** One experiment with one seed. */
export interface Task {
  readonly id: string;
  readonly seed: number;
  readonly directory: string;
}

// Tasks one after the other, until there is none. Here, not by the caller: Vite's runner ends with the import.
for await (const [task] of on(parentPort!, "message") as AsyncIterable<[Task | null]>) {
  if (task === null) break;
  const experiment = experiments.find(({ id }) => id === task.id)!;
  parentPort!.postMessage(await measure(experiment, task.seed, task.directory));
}

export const status = 0;
