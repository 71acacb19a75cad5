import { expect, it, vi } from "vitest";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { type EngineListener, startEngine } from "./client.ts";

it("where the browser starts no worker every command is answered with that, and with a way out", async () => {
  vi.stubGlobal(
    "Worker",
    class {
      constructor() {
        throw new Error("denied by policy");
      }
    },
  );
  const failed = vi.fn<EngineListener["failed"]>();
  const engine = startEngine({ hear: vi.fn(), silent: vi.fn(), lost: vi.fn(), failed });
  for (let asked = 1; asked <= 2; asked++) {
    engine.send({ type: "undo", key: { run: 1, version: 0 }, serial: asked });
    // Whoever asks first says that it waits: the answer comes after that.
    expect(failed).toHaveBeenCalledTimes(asked - 1);
    await Promise.resolve();
    expect(failed).toHaveBeenCalledTimes(asked);
  }
  expect(sentenceOf(failed.mock.lastCall![0])).toMatch(/denied by policy.*another browser/);
});
