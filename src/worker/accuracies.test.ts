import { expect, it } from "vitest";
import { accuracies } from "../../e2e/accuracies.ts";
import { readLink } from "../setup/link.ts";
import type { Ask, EngineEvent } from "./protocol.ts";
import { Session } from "./session.ts";

/** One of them each time, all where it is asked for. */
const links = Object.entries(accuracies).slice(0, process.env.LONG ? undefined : 1);

it.each(links)("%s reaches what browser tests compare with", { timeout: 120_000 }, async (link, accuracy) => {
  const { setup, corrections } = readLink(`v=1&backend=wasm&${link}`);
  expect(corrections).toEqual([]);
  const reached = await new Promise<number>((resolve, reject) => {
    const session = new Session((event: EngineEvent) => {
      if (event.type === "problem") reject(new Error(JSON.stringify(event.problem)));
      if (event.type === "backend") send({ type: "train", kind: "train" });
      const last = event.type === "history" ? event.history.entries.at(-1) : undefined;
      if (last?.kind === "train") resolve(last.accuracy);
    });
    let serial = 0;
    const send = (ask: Ask) => session.receive({ ...ask, key: { run: 1, version: 0 }, serial: ++serial });
    send({ type: "surroundings", visible: true, reducedMotion: true });
    send({ type: "open", setup });
  });
  expect(reached).toBe(accuracy);
});
