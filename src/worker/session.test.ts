import { describe, expect, it } from "vitest";
import type { Method } from "../pruning/types.ts";
import type { Setup } from "../setup/setup.ts";
import { opened, small } from "./talk.test.support.ts";

describe("a session", () => {
  it("gives the same timeline and the same weights for the same set-up, however long the looks took", async () => {
    const setup: Setup = { ...small, backend: "wasm" };
    const outcomes = [];
    for (const looks of [false, true]) {
      const talk = await opened(setup);
      talk.surround({ reducedMotion: false });
      if (looks) talk.send({ type: "preview", handle: { sparsity: 0.5 } });
      const training = talk.train();
      for (let id = 2; looks && id < 40; id++) {
        talk.send({ type: "preview", handle: { sparsity: id / 50 } });
        await new Promise((resolve) => setTimeout(resolve, 7));
      }
      await training;
      outcomes.push({ timeline: talk.timeline, weights: await talk.weights() });
    }
    expect(outcomes[0].timeline.length).toBeGreaterThan(10);
    expect(outcomes[1]).toEqual(outcomes[0]);
  });

  it("shows weights, figures and curve while it trains", async () => {
    const talk = await opened({ ...small, backend: "wasm" });
    const before = talk.results("curve").length;
    talk.surround({ reducedMotion: false });
    await talk.train();
    const steps = talk.all("snapshot").map(({ snapshot }) => snapshot.step);
    expect(new Set(steps).size).toBeGreaterThan(8);
    expect(talk.results("preview").length).toBeGreaterThan(8);
    expect(talk.results("curve").length).toBeGreaterThan(before + 1);
    expect(talk.last("progress")).toMatchObject({ step: 200, running: null, ends: null });
    // How much is left can be told all along.
    const ends = talk.all("progress").filter(({ running }) => running !== null);
    expect(new Set(ends.map((one) => JSON.stringify(one.ends)))).toEqual(
      new Set([JSON.stringify({ step: 200, epoch: 4 })]),
    );
  });

  it("answers the slider for the weights on screen while it trains: no others are ranked", async () => {
    const talk = await opened({ ...small, backend: "wasm" });
    talk.surround({ reducedMotion: false });
    const training = talk.train();
    for (let id = 1; id < 60; id++) {
      talk.send({ type: "preview", handle: { sparsity: id / 80 } });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await training;
    let shown = 0;
    const unseen = talk.events.filter((event) => {
      if (event.type === "snapshot") shown = event.key.version;
      return event.type === "result" && event.id === "preview" && event.key.version !== shown;
    });
    expect(unseen).toEqual([]);
    expect(talk.results("preview").length).toBeGreaterThan(30);
  }, 20_000);

  it("every state knows what it costs at its cut", async () => {
    const talk = await opened({ ...small, backend: "wasm" });
    await talk.act({ type: "prune", sparsity: 0.5 });
    const [dense, cut] = talk.nodes;
    // 2 x 8 and 8 x 2 weights, 10 biases.
    expect(dense.cost).toMatchObject({ total: 32, biases: 10, multiplyAdds: { masked: 32, dense: 32 } });
    expect(cut.kept).toBe(16);
    expect(cut.cost).toMatchObject({
      multiplyAdds: { masked: 16, dense: 32 },
      bytes: { dense: 168, bitmask: 4 + 16 * 4 + 40 },
    });
  });

  it("compares with other methods at rest, and their curves are those of these methods in use", async () => {
    const random: Method = { criterion: "random", granularity: "weight", scope: "global" };
    const units: Method = { criterion: "magnitude", granularity: "unit", scope: "layerwise" };
    const setup: Setup = { ...small, backend: "wasm", against: [random, units] };
    const talk = await opened(setup);
    await talk.train();
    const { version } = talk.last("snapshot")!.key;
    const current = () => talk.comparisons.filter(({ key }) => key.version === version);
    await talk.until(() => current().length === 2);
    const [first, second] = current();
    expect([first.method, second.method]).toEqual([random, units]);
    for (const { method, points, ranking } of [first, second]) {
      const before = talk.result("curve")!.key.version;
      talk.send({ type: "configure", change: method });
      await talk.until(() => talk.result("curve")!.key.version > before);
      expect(talk.last("snapshot")!.snapshot.ranking).toEqual(ranking);
      expect(talk.result("curve")!.points).toEqual(points);
    }
    // Another method is one more curve of the same weights, not new weights.
    const { version: ranked } = talk.last("snapshot")!.key;
    const lamp: Method = { ...random, criterion: "lamp" };
    talk.send({ type: "configure", change: { ...units, against: [random, units, lamp] } });
    await talk.until(() => talk.comparisons.at(-1)!.method.criterion === "lamp");
    expect(talk.comparisons.at(-1)!.key.version).toBe(ranked);
    expect(talk.last("snapshot")!.key.version).toBe(ranked);
  });

  it("tells no rate of a run beside a state that this run has not led to", async () => {
    const talk = await opened({ ...small, backend: "wasm" });
    const rate = () => talk.last("progress")!.reachedPerSecond;
    expect(rate()).toBe(0);
    for (const [ask, kind] of [
      [{ type: "rewind", keepMask: true }, "train"],
      [{ type: "rewind", keepMask: false }, "train"],
      [{ type: "undo" }, "finetune"],
    ] as const) {
      await talk.train(kind);
      expect(rate()).toBeGreaterThan(0);
      talk.send(ask);
      await talk.weights();
      expect(rate()).toBe(0);
    }
  });
});
