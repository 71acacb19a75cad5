import { readFileSync } from "node:fs";
import { EngineLostError } from "./engine/lost.ts";
import { MemoryDatabases, type Owner, owner } from "./records/memory.test.support.ts";
import type { Engine } from "./training/engine.ts";
import { chooseEngine } from "./worker/choose.ts";
import type { EngineClient, EngineListener } from "./worker/client.ts";
import type { EngineEvent } from "./worker/protocol.ts";
import { Session } from "./worker/session.ts";

/** Weights that come along, from the folder they are in. */
const readFile = async (address: string) => new Uint8Array(readFileSync(`.${decodeURIComponent(address)}`)).buffer;

/** How the engine is to fail at its next steps. */
export type Failure = "lost" | "fails";

export const engineFails = "It fails.";

/** What lies between page and workers: messages are copied, keep their order, and take their time. */
class Transport {
  readonly databases = new MemoryDatabases();
  onTheirWay = 0;
  failure: Failure | null = null;
  #delay = () => 0;
  #last: Promise<void> = Promise.resolve();
  #ends: (() => void)[] = [];

  /** Nothing is there yet; `delay` draws how many turns a message takes. */
  reset(delay: () => number): void {
    this.end();
    this.#delay = delay;
    this.#last = Promise.resolve();
    this.onTheirWay = 0;
    this.databases.clear();
  }

  /** All workers come to their end. */
  end(): void {
    for (const end of this.#ends) end();
    this.#ends = [];
    this.failure = null;
  }

  begun(end: () => void): void {
    this.#ends.push(end);
  }

  carry<Message>(message: Message, deliver: (copy: Message) => void): void {
    const copy = structuredClone(message);
    this.onTheirWay++;
    this.#last = this.#last.then(async () => {
      for (let i = this.#delay(); i > 0; i--) await new Promise((resolve) => setImmediate(resolve));
      this.onTheirWay--;
      deliver(copy);
    });
  }
}

export const transport = new Transport();

/** In place of a worker: a session that takes commands until it is ended. */
export function startEngine(listener: EngineListener): EngineClient {
  const me: Owner = {};
  let isOver = false;
  const unless = <T>(act: () => T): T => {
    if (isOver) throw new Error("The worker was ended.");
    return act();
  };
  const choose: typeof chooseEngine = async (_, job) => {
    const choice = await chooseEngine("wasm", job);
    let isLost = false;
    const train = choice.engine.train.bind(choice.engine);
    const failing: Partial<Engine> = {
      lost: () => isLost,
      train: (batches) =>
        unless(async () => {
          const next = transport.failure;
          transport.failure = null;
          isLost = next === "lost";
          if (isLost) throw new EngineLostError({ id: "context-taken" });
          if (next === "fails") throw new Error(engineFails);
          return train(batches);
        }),
    };
    return { ...choice, engine: Object.assign(choice.engine, failing) };
  };
  let waiting: EngineEvent[] = [];
  const emit = (event: EngineEvent) => {
    if (isOver || waiting.push(event) > 1) return;
    queueMicrotask(() => {
      const events = waiting;
      waiting = [];
      transport.carry(events, (copy) => {
        if (!isOver) listener.hear(copy);
      });
    });
  };
  const session = owner.run(me, () => new Session(emit, choose, readFile));
  const end = () => {
    isOver = true;
    transport.databases.end(me);
  };
  transport.begun(end);
  return {
    send: (command) =>
      transport.carry(command, (copy) => {
        if (!isOver) owner.run(me, () => session.receive(copy));
      }),
    dispose: end,
  };
}
