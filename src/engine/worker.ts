import type { Command, EngineEvent } from "./protocol.ts";
import { Session } from "./session.ts";

// The worker's own scope: the page's Window type would offer the wrong postMessage.
const scope = self as unknown as DedicatedWorkerGlobalScope;

const session = new Session((event: EngineEvent) => scope.postMessage(event));
scope.onmessage = ({ data }: MessageEvent<Command>) => session.receive(data);
