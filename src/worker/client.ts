import { type Said, saidOf } from "./protocol/said.ts";
import type { Command, EngineEvent } from "./protocol.ts";
import { Watch } from "./watch.ts";

/** The page's end of the line to the worker. */
export interface EngineClient {
  /** `transfer` names the buffers that go over to the worker. */
  send(command: Command, transfer?: Transferable[]): void;
  dispose(): void;
}

/** Who listens to the worker. */
export interface EngineListener {
  hear(events: readonly EngineEvent[]): void;
  /** It does not answer (true), or does again. */
  silent(isSilent: boolean): void;
  /** It failed in a way that it could not tell itself, or could not start. */
  failed(said: Said): void;
  /** It has not answered for so long that nothing is to be expected of it any more. */
  lost(): void;
}

const lookMilliseconds = 1000;

/** Starts the worker and hands its events on. It is asked for a sign of life every second while the page is seen. */
export function startEngine(listener: EngineListener): EngineClient {
  let worker: Worker;
  try {
    worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "engine" });
  } catch (error) {
    const said: Said = { id: "worker-refused", why: saidOf(error) };
    // Whatever is asked for, this is the answer.
    return { send: () => queueMicrotask(() => listener.failed(said)), dispose: () => undefined };
  }
  const watch = new Watch();
  let isSilent = false;
  const tell = (next: boolean) => {
    if (next === isSilent) return;
    isSilent = next;
    listener.silent(next);
  };
  worker.onmessage = ({ data: events }: MessageEvent<readonly EngineEvent[]>) => {
    watch.heard(events.length > 0);
    for (const event of events) if (event.type === "busy") watch.announced(event.milliseconds);
    tell(false);
    if (events.length > 0) listener.hear(events);
  };
  worker.onerror = ({ message }) =>
    listener.failed(message ? { id: "unexpected", message } : { id: "worker-unloaded" });
  const timer = setInterval(() => {
    if (document.hidden) return;
    const state = watch.look();
    tell(state !== "answers");
    if (state === "lost") listener.lost();
    else worker.postMessage("ping");
  }, lookMilliseconds);
  return {
    send: (command, transfer = []) => worker.postMessage(command, transfer),
    dispose() {
      clearInterval(timer);
      worker.terminate();
    },
  };
}
