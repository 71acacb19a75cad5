import type { Command } from "./protocol.ts";

// Nothing else belongs here: engines that are fetched later share modules with the session, and WebKit evaluates an entry that
// another chunk imports a second time.
const session = import("./serve.ts");

// A failure that nobody caught ends like an error: the page hears of it.
addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  reportError(event.reason);
});

addEventListener("message", async ({ data }: MessageEvent<Command | "ping">) => {
  // A sign of life: no events.
  if (data === "ping") postMessage([]);
  else (await session).receive(data);
});
