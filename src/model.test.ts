import fc from "fast-check";
import { afterAll, beforeAll, describe, it, vi } from "vitest";
import { look, mustHoldAtRest, newModel } from "./modelChecks.test.support.ts";
import { anyCommand } from "./modelCommands.test.support.ts";
import { Page, stubBrowser } from "./modelPage.test.support.ts";
import { createRandom } from "./random/random.ts";
import { useStore } from "./store/store.ts";

// Runs are over as soon as they can be.
vi.mock("./training/pace.ts", () => ({ pacedSteps: (length: number) => length }));
vi.mock("./worker/client.ts", async () => {
  const { startEngine } = await import("./modelWorker.test.support.ts");
  return { startEngine };
});

beforeAll(stubBrowser);
afterAll(() => vi.unstubAllGlobals());

/** Seeds that are tried: SEEDS=40-60 for some of one's own. */
const [from, to] = (process.env.SEEDS ?? (process.env.LONG === "1" ? "0-499" : "0-11")).split("-").map(Number);
const seeds = Array.from({ length: to - from + 1 }, (_, i) => from + i);
const actions = 60;

describe("whatever is done in whatever order, by person and machine", () => {
  it.each(seeds)("seed %i", tryOut, 60_000);
});

async function tryOut(seed: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyCommand, { minLength: actions, maxLength: actions }),
      fc.constantFrom("moons", "xor", "circles"),
      async (commands, data) => {
        const random = createRandom(seed);
        const model = newModel();
        const stop = useStore.subscribe((state) => look(model, state));
        try {
          const hash = `#v=1&data=${data}&hidden=4-4&backend=wasm&epochs=1&finetune=1&batch=50`;
          const real = new Page(() => Math.floor(4 * random.next()), hash);
          await fc.asyncModelRun(() => ({ model, real }), commands);
          await mustHoldAtRest(real, model);
        } finally {
          stop();
        }
      },
    ),
    { seed, numRuns: 1, endOnFailure: true },
  );
}
