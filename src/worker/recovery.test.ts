import { describe, expect, it } from "vitest";
import { EngineLostError } from "../engine/lost.ts";
import { readSteps } from "../recipe/notation.ts";
import { stepsOf, type TrainStep } from "../recipe/steps/train.ts";
import type { Setup } from "../setup/setup.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import { toldProblem } from "../text/faults/told.test.support.ts";
import type { Job } from "../training/engine.ts";
import { chooseEngine } from "./choose.ts";
import { card, chosen } from "./recovery.test.support.ts";
import { opened, small, Talk } from "./talk.test.support.ts";

describe("a card that is slow, fails or is lost", () => {
  it("hands over from a card that became slow to the processor, and no step is lost or repeated", async () => {
    const setup: Setup = { ...small, optimizer: "adam", trainEpochs: 8 };
    const plain = await opened({ ...setup, backend: "wasm" });
    await plain.train();
    let trained = 0;
    const slow = await opened(setup, async (_, job) => {
      const engine = await card(job, (_, steps) => {
        trained += steps;
        return new Promise((resolve) => setTimeout(resolve, 30 * steps));
      });
      return chosen(engine, 2000);
    });
    await slow.train();
    expect(slow.all("backend").map(({ backend }) => backend.name)).toEqual(["webgl", "wasm"]);
    expect(sentenceOf(slow.last("backend")!.backend.reason)).toMatch(
      /^WebGL slowed down to [\d,.]+ steps per second, WebAssembly does [\d,.]+: it trains on from step [\d,]+\.$/,
    );
    expect(trained).toBeGreaterThan(10);
    expect(trained).toBeLessThan(400);
    expect(slow.all("problem")).toEqual([]);
    expect(slow.timeline).toEqual(plain.timeline);
    expect(await slow.weights()).toEqual(await plain.weights());
    expect(slow.labels).toEqual(["Initial weights", "Train"]);
  }, 30_000);

  it("stays with a slow card that a person chose, and with any while the page is in the background", async () => {
    const slow = (job: Job) => card(job, (_, steps) => new Promise((resolve) => setTimeout(resolve, 12 + 3 * steps)));
    const forced = await opened({ ...small, backend: "webgl" }, async (_, job) => chosen(await slow(job)));
    await forced.train();
    expect(forced.all("backend")).toHaveLength(1);
    const hidden = await opened(small, async (_, job) => chosen(await slow(job), 20_000));
    hidden.surround({ visible: false });
    await hidden.train();
    expect(hidden.all("backend")).toHaveLength(1);
  }, 30_000);

  it("stays with a slow card that a recipe names", async () => {
    const slow = new Talk(async (_, job) =>
      chosen(await card(job, (_, steps) => new Promise((resolve) => setTimeout(resolve, 30 * steps))), 2000),
    );
    const steps = readSteps("train:90s(engine=webgl)", { setup: small, perEpoch: () => 1 });
    slow.send({ type: "open", setup: small, steps });
    await slow.until(() => slow.last("replay")?.replay === null);
    expect(slow.all("backend")).toHaveLength(1);
    expect(slow.current.step).toMatchObject({ ran: [{ engine: "webgl", steps: 90 }] });
  }, 30_000);

  it("stands at the state that a run began with where that fails: the cut is open again", async () => {
    let fails = false;
    const talk = await opened({ ...small, backend: "webgl" }, async (_, job) =>
      chosen(
        await card(job, async () => {
          if (fails) throw new Error("It fails.");
        }),
      ),
    );
    await talk.train();
    const trained = await talk.weights();
    await talk.act({ type: "prune", sparsity: 0.5 });
    const cut = await talk.weights();
    fails = true;
    await talk.act({ type: "train", kind: "finetune" });
    const { problem } = talk.last("problem")!;
    expect([problem.kind, toldProblem(problem)]).toEqual(["failed", "It fails."]);
    expect(talk.current.step?.kind).toBe("prune");
    expect(await talk.weights()).toEqual(cut);
    await talk.act({ type: "prune", sparsity: 0 });
    expect(await talk.weights()).toEqual(trained);
  });

  it("repeats the steps since the last point after a lost card, and ends where it would have ended", async () => {
    const plain = await opened({ ...small, backend: "wasm" });
    await plain.train();
    const lost = await opened({ ...small, backend: "webgl" }, async (choice, job) => {
      if (choice !== "webgl") return chooseEngine(choice, job);
      let steps = 0;
      let isLost = false;
      const engine = await card(job, async (_, count) => {
        steps += count;
        isLost = steps > 75;
        if (isLost) throw new EngineLostError({ id: "context-taken" });
        // Few steps a burst: some lie between the last point and the loss.
        await new Promise((resolve) => setTimeout(resolve, 12 * count));
      });
      return chosen(Object.assign(engine, { lost: () => isLost }));
    });
    await lost.train();
    expect(lost.last("problem")!.problem.kind).toBe("gpu-lost");
    expect(lost.last("backend")!.backend.name).toBe("wasm");
    expect(lost.last("progress")!.step).toBe(200);
    // One step, and what really ran: what the card did since its last point counts once.
    const step = lost.nodes.at(-1)!.step as TrainStep;
    expect(step.steps).toBe(null);
    expect(step.ran.map(({ engine }) => engine)).toEqual(["webgl", "wasm"]);
    expect(stepsOf(step)).toBe(200);
    expect(lost.timeline).toEqual(plain.timeline);
    expect(await lost.weights()).toEqual(await plain.weights());
  }, 30_000);

  it("goes on from the very step at which a card took over, where that is lost at once, and does not try it again", async () => {
    const setup: Setup = { ...small, backend: "wasm", optimizer: "adam" };
    const plain = await opened(setup);
    await plain.train();
    let cards = 0;
    const lost = new Talk(async (choice, job) => {
      if (choice !== "webgl") return chooseEngine(choice, job);
      cards++;
      let steps = 0;
      const engine = await card(job, async (_, count) => {
        steps += count;
        if (steps > 3) throw new EngineLostError({ id: "context-taken" });
        await new Promise((resolve) => setTimeout(resolve, 30));
      });
      return chosen(Object.assign(engine, { lost: () => steps > 3 }));
    });
    const steps = readSteps("train:4(engine=wasm*28,webgl)", { setup, perEpoch: () => 1 });
    lost.send({ type: "open", setup, steps });
    await lost.until(() => lost.last("replay")?.replay === null);
    expect(cards).toBe(1);
    expect(lost.last("backend")!.backend.name).toBe("wasm");
    expect(stepsOf(lost.current.step as TrainStep)).toBe(200);
    expect(await lost.weights()).toEqual(await plain.weights());
    expect(lost.timeline).toEqual(plain.timeline);
  }, 30_000);
});
