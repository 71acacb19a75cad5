import { describe, expect, it } from "vitest";
import type { Method } from "../pruning/types.ts";
import type { Setup } from "../setup/setup.ts";
import type { Job } from "../training/engine.ts";
import { card, chosen } from "./recovery.test.support.ts";
import type { StateKey } from "./stateKey.ts";
import { opened, ownPoints, small, type Talk } from "./talk.test.support.ts";

describe("a network that another took the place of", () => {
  const setup: Setup = { ...small, backend: "wasm" };
  const kept = (talk: Talk) => [...new Set(talk.nodes.map(({ run }) => run))].filter((run) => run !== talk.run);

  it("comes back bit for bit, with its history, and goes on as if nothing had happened", async () => {
    const [talk, plain] = [await opened(setup), await opened(setup)];
    for (const one of [talk, plain]) {
      await one.train();
      one.send({ type: "prune", sparsity: 0.5 });
    }
    const [before, history] = [await talk.weights(), talk.last("history")!.history];
    talk.send({ type: "scoreTest", handle: { sparsity: 0.5 } });
    talk.send({ type: "open", setup: { ...setup, data: "xor", learningRate: 0.3 } });
    await talk.until(() => talk.last("backend")!.key.run === 2);
    await talk.train();
    expect(kept(talk)).toEqual([1]);
    await talk.resume(1);
    expect(kept(talk)).toEqual([2]);
    expect(talk.last("opened")!).toMatchObject({
      resumed: true,
      setup: { ...setup, sparsity: 50 },
      data: { id: "moons" },
    });
    const { entries, current } = talk.last("history")!.history;
    expect([entries, current]).toEqual([history.entries, history.current]);
    expect(talk.last("history")!.restored!.sparsity).toBe(50);
    expect(talk.last("test")!.opened).toBe(1);
    expect(await talk.weights()).toEqual(before);
    for (const one of [talk, plain]) await one.train("finetune");
    expect(await talk.weights()).toEqual(await plain.weights());
    expect(talk.timeline).toEqual(plain.timeline);
    talk.send({ type: "undo" }, { type: "undo" });
    await talk.until(() => talk.last("history")!.history.current === 1);
    await talk.resume(2);
    expect(talk.last("opened")!.setup).toMatchObject({ data: "xor", learningRate: 0.3 });
    expect(talk.last("snapshot")!.snapshot.step).toBe(200);
  }, 30_000);

  it("comes back with all its curves, for the page has forgotten them", async () => {
    const against: Method[] = [{ criterion: "random", granularity: "weight", scope: "global" }];
    const talk = await opened({ ...setup, against });
    const ofFirst = ({ key }: { key: StateKey }) => key.run === 1;
    const told = () => [talk.results("curve").filter(ofFirst), talk.comparisons.filter(ofFirst)] as const;
    await talk.until(() => told().every(({ length }) => length > 0));
    const [[curve], [comparison]] = told();
    talk.send({ type: "open", setup: { ...setup, data: "xor" } });
    await talk.until(() => talk.last("backend")!.key.run === 2);
    const before = told()[1].length;
    await talk.resume(1);
    await talk.until(() => told()[1].length > before);
    expect(told()[1].at(-1)).toEqual(comparison);
    expect({ ...told()[0].at(-1), milliseconds: 0 }).toEqual({ ...curve, milliseconds: 0 });
  });

  it("comes back with the speeds that were measured", async () => {
    const pause = () => new Promise<void>((resolve) => setTimeout(resolve, 25));
    const slow = async (_: unknown, job: Job) => chosen(await card(job, pause));
    const talk = await opened({ ...setup, trainEpochs: 1 }, slow);
    await talk.train();
    const measured = talk.all("speed").map(({ speed }) => speed);
    expect(measured).toHaveLength(1);
    talk.send({ type: "open", setup });
    await talk.until(() => talk.last("backend")!.key.run === 2);
    await talk.resume(1);
    const speeds = talk.all("speed").filter((_, i) => i >= measured.length);
    expect(speeds.map(({ speed, key }) => [speed, key.run])).toEqual([[measured[0], 1]]);
  }, 30_000);

  it("is kept, and with it the data that was given, for another network too", async () => {
    const talk = await opened(setup);
    await talk.train();
    for (const [i, data] of ["xor", "circles", "gaussians"].entries()) {
      talk.send({ type: "open", setup: { ...setup, data } });
      await talk.until(() => talk.last("backend")!.key.run === i + 2);
    }
    expect(kept(talk)).toEqual([1, 2, 3]);
    const dataset = ownPoints(60);
    const own = { ...setup, data: "file" };
    talk.send({ type: "open", setup: own, given: { dataset } });
    await talk.until(() => talk.last("backend")!.key.run === 5);
    talk.send({ type: "open", setup: { ...setup, data: "xor" } });
    await talk.until(() => talk.last("backend")!.key.run === 6);
    expect(kept(talk)).toEqual([1, 2, 3, 4, 5]);
    talk.send({ type: "open", setup: { ...own, seed: 8 } });
    await talk.until(() => talk.last("opened")!.key.run === 7);
    expect(talk.all("problem")).toEqual([]);
    // One that takes the place of an earlier one comes right after that.
    await talk.resume(2);
    talk.send({ type: "open", setup });
    await talk.until(() => talk.last("backend")!.key.run === 8);
    expect(kept(talk)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const { elsewhere } = talk.last("history")!.history;
    expect(talk.nodes.find(({ id }) => id === elsewhere)!.run).toBe(2);
  }, 30_000);

  it("that is not kept any more cannot be gone back to: that is told, and the one that stands is left", async () => {
    const talk = await opened(setup);
    await talk.train();
    const before = await talk.weights();
    talk.receive({ type: "resume", to: "latest", key: { run: 9, version: 0 } });
    await talk.until(() => talk.last("problem") !== undefined);
    expect(talk.last("problem")!).toMatchObject({ key: { run: 9 }, problem: { kind: "failed" } });
    expect(await talk.weights()).toEqual(before);
  }, 20_000);
});
