import type { EngineEvent } from "../../worker/protocol.ts";
import { useStore } from "../store.ts";
import { isOpening, send } from "./engine.ts";

const { getState: get } = useStore;

type WeightsEvent = Extract<EngineEvent, { type: "weights" }>;

let readId = 0;

/** Who waits for weights, by the id of the question. */
const readers = new Map<number, (event: WeightsEvent) => void>();

/** Kernels, biases and mask at the committed cut, from the worker. */
export function readWeights(): Promise<WeightsEvent> {
  return new Promise((resolve) => {
    const id = ++readId;
    readers.set(id, resolve);
    send({ type: "readWeights", id });
  });
}

/** Asks a new engine for what the one before it owed. */
export function askAgain(): void {
  for (const id of readers.keys()) send({ type: "readWeights", id });
  const { compared } = get();
  if (compared && compared.outcome?.kind !== "done")
    send({ type: "compare", one: compared.one, other: compared.other });
}

/** Hands weights to who waits for them; those of a network that is about to go are asked for again. */
export function handOver(event: WeightsEvent): void {
  const { key, id } = event;
  if (key.run !== get().run || isOpening()) send({ type: "readWeights", id });
  else {
    readers.get(id)?.(event);
    readers.delete(id);
  }
}
