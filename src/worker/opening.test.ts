import { describe, expect, it } from "vitest";
import { initialise } from "../network/initialise.ts";
import type { Layer } from "../network/network.ts";
import { pretrainedSetups } from "../setup/pretrained.ts";
import { defaults, type Setup } from "../setup/setup.ts";
import { toldProblem } from "../text/faults/told.test.support.ts";
import { chooseEngine } from "./choose.ts";
import { packed, unpacked } from "./pretrained/weights.ts";
import { opened, small, Talk } from "./talk.test.support.ts";

describe("networks asked for in quick succession", () => {
  // Digits of this seed are nobody else's: they must be drawn.
  const digits: Setup = { ...small, ...defaults.images, data: "digits", seed: 4711 };

  it("open the last of them alone, and what was to be done with the others is not done", async () => {
    const talk = await opened(small);
    await talk.train();
    // While the first images are being drawn.
    talk.onEvent = ({ type, key }) => {
      if (type !== "preparing" || key.run !== 2) return;
      talk.onEvent = () => undefined;
      for (const seed of [8, 9, 10])
        talk.send({ type: "open", setup: { ...small, seed } }, { type: "train", kind: "train" });
    };
    talk.send({ type: "open", setup: digits }, { type: "train", kind: "train" });
    await talk.until(() => talk.last("history")!.key.run === 5 && talk.last("history")!.history.current === 1);
    expect(talk.all("opened").map(({ key }) => key.run)).toEqual([1, 5]);
    const trained = talk.all("progress").filter(({ running }) => running === "train");
    expect([...new Set(trained.map(({ key }) => key.run))]).toEqual([1, 5]);
    expect(talk.all("problem")).toEqual([]);
  });

  it("commands for a network that does not stand do nothing to the one that does", async () => {
    const talk = await opened(small);
    const before = await talk.weights();
    const late = { run: 0, version: 0 };
    talk.receive({ type: "rewind", keepMask: false, key: late });
    talk.receive({ type: "train", kind: "train", key: { run: 2, version: 0 } });
    talk.receive({ type: "preview", handle: { sparsity: 0.9 }, key: late });
    expect(await talk.weights()).toEqual(before);
    expect(talk.last("history")!.history.entries).toHaveLength(1);
    expect(talk.result("preview")!.handle.sparsity).toBe(0);
  });

  it("one that cannot be opened leaves the one that stands, and tells it anew", async () => {
    const talk = await opened(small);
    await talk.train();
    talk.send({ type: "preview", handle: { sparsity: 0.5 } }, { type: "prune", sparsity: 0.5 });
    const before = await talk.weights();
    talk.send({ type: "open", setup: { ...small, data: "file" } });
    const at = (wanted: string) => talk.events.findLastIndex(({ type }) => type === wanted);
    await talk.until(() => talk.last("problem") !== undefined && at("snapshot") > at("problem"));
    expect(talk.last("problem")).toMatchObject({ key: { run: 2 }, stands: 1, problem: { kind: "file" } });
    const after = talk.events.slice(talk.events.findIndex(({ type }) => type === "problem") + 1);
    expect(after[0]).toMatchObject({ type: "opened", resumed: true, setup: { data: "moons" } });
    expect(new Set(after.map(({ type }) => type))).toEqual(
      new Set([...new Set(after.map(({ type }) => type)), "backend", "timeline", "history", "snapshot"]),
    );
    expect(talk.last("history")!.restored).toMatchObject({ data: "moons", sparsity: 50 });
    talk.receive({ type: "readWeights", id: 0, key: { run: 1, version: 0 } });
    await talk.until(() => at("weights") > at("snapshot"));
    expect(talk.last("weights")!.layers.flatMap(({ weights, bias }) => [...weights, ...bias])).toEqual(before);
  });
});

describe("a network that opens trained", () => {
  const setup: Setup = { ...pretrainedSetups[1], start: "trained", trainEpochs: 1 };
  const layers = initialise(
    { ...setup, input: [28, 28, 1], outputs: 10 },
    setup.seed + 1, // other weights than the initial ones: they stand for trained ones
  );

  it("stands at the steps it was trained for, and goes back to its initial weights", { timeout: 60_000 }, async () => {
    const talk = new Talk(chooseEngine, async () => packed(layers));
    talk.send({ type: "open", setup });
    await talk.until(() => talk.last("backend") !== undefined);
    const { history } = talk.last("history")!;
    expect(history.entries.map(({ kind }, i) => [kind, talk.labels[i]])).toEqual([
      ["start", "Initial weights"],
      ["load", "Trained beforehand"],
    ]);
    expect([history.current, talk.last("snapshot")!.snapshot.step]).toEqual([1, 8 * 63]);
    expect(talk.timeline.map(({ step }) => step)).toEqual([8 * 63]);
    const flat = (all: readonly Layer[]) => all.flatMap(({ weights, bias }) => [...weights, ...bias]);
    expect(await talk.weights()).toEqual(flat(unpacked(packed(layers), layers)));
    talk.send({ type: "rewind", keepMask: false });
    await talk.until(() => talk.last("history")!.history.entries.length === 3);
    expect(await talk.weights()).toEqual(flat(initialise({ ...setup, input: [28, 28, 1], outputs: 10 }, setup.seed)));
    talk.send({ type: "goTo", node: talk.node(1) }, { type: "train", kind: "train" });
    await talk.until(() => talk.last("snapshot")!.snapshot.step === 9 * 63);
  });

  it("opens untrained where the weights do not come, and says so", { timeout: 60_000 }, async () => {
    const talk = new Talk(chooseEngine, () => Promise.reject(new TypeError("Failed to fetch")));
    talk.send({ type: "open", setup });
    await talk.until(() => talk.last("backend") !== undefined);
    const { problem } = talk.last("problem")!;
    expect(problem.kind).toBe("failed");
    expect(toldProblem(problem)).toContain("could not be fetched");
    expect(talk.last("opened")!.setup.start).toBe("untrained");
    expect(talk.last("history")!.history.entries).toHaveLength(1);
  });
});
