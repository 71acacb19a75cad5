import type { Command, EngineEvent, StateKey } from "./protocol.ts";

/** The page's end of the line to the worker. */
export interface EngineClient {
  /** `transfer` names the buffers that go over to the worker. */
  send(command: Command, transfer?: Transferable[]): void;
  dispose(): void;
}

/** Starts the worker and hands its events on; a worker that cannot start is told as a problem. */
export function startEngine(listen: (events: readonly EngineEvent[]) => void): EngineClient {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "engine" });
  let key: StateKey = { run: 0, version: 0 };
  worker.onmessage = ({ data }: MessageEvent<readonly EngineEvent[]>) => listen(data);
  worker.onerror = (event) => {
    const detail = event.message || "The engine could not start.";
    listen([{ type: "problem", problem: { kind: "failed", detail }, setup: null, key }]);
  };
  return {
    send: (command, transfer = []) => {
      key = command.key;
      worker.postMessage(command, transfer);
    },
    dispose: () => worker.terminate(),
  };
}
