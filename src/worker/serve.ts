import type { EngineEvent } from "./protocol.ts";
import { Session } from "./session.ts";

// The worker's own scope: the page's Window type would offer the wrong postMessage.
const scope = self as unknown as DedicatedWorkerGlobalScope;

/** Told in one go, one message: a page that hears of weights and their figures together draws once. */
let events: EngineEvent[] = [];

function send(): void {
  if (events.length > 0) scope.postMessage(events);
  events = [];
}

const session = new Session((event) => {
  if (events.push(event) === 1) queueMicrotask(send);
  // What takes long begins at once, and nothing is sent until it is done.
  if (event.type === "busy") send();
});

/** Takes the page's commands. */
export const receive: Session["receive"] = (command) => session.receive(command);
