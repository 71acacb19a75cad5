import { describe, expect, it } from "vitest";
import type { GivenData } from "../data/dataset.ts";
import { denseLayers } from "../network/network.ts";
import { alike, ofKept, overlap } from "../pruning/agreement.ts";
import type { RunNode } from "../recipe/node.ts";
import type { Setup } from "../setup/setup.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import type { Ask, EngineEvent } from "./protocol.ts";
import { States } from "./states.ts";
import { opened, small, Talk } from "./talk.test.support.ts";

const setup: Setup = { ...small, backend: "wasm" };

/** Waits for the answer about two states: how they compare, or why not. */
async function outcomeOf(talk: Talk, one: number, other: number) {
  const answers = () =>
    talk
      .all("compared")
      .filter((event) => event.one === one && event.other === other && event.outcome.kind !== "waits");
  const before = answers().length;
  talk.send({ type: "compare", one, other });
  await talk.until(() => answers().length > before);
  return answers().at(-1)!.outcome;
}

async function comparisonOf(talk: Talk, one: number, other: number) {
  const outcome = await outcomeOf(talk, one, other);
  if (outcome.kind !== "done") throw new Error(sentenceOf(outcome.said));
  return outcome;
}

const figuresOf = ({ accuracy, kept, cost }: RunNode) => ({ accuracy, kept, cost });

const waiting = (talk: Talk) =>
  talk.all("compared").flatMap(({ outcome }) => (outcome.kind === "waits" ? [sentenceOf(outcome.said)] : []));

/** To 80 % in one jump, then, gone back, in two rounds; each is fine-tuned. The states that they end with. */
async function jumpAndRounds(talk: Talk): Promise<[jump: number, rounds: number]> {
  const cut = (sparsity: number): Ask[] => [
    { type: "prune", sparsity },
    { type: "train", kind: "finetune" },
  ];
  await talk.act({ type: "train", kind: "train" });
  const dense = talk.current.id;
  await talk.act(...cut(0.8));
  const jump = talk.current.id;
  await talk.act({ type: "goTo", node: dense }, ...cut(0.5));
  await talk.act(...cut(0.8));
  return [jump, talk.current.id];
}

/** A worker that takes another's place, with all that was done but no weights, and opens another network. */
async function successor(first: Talk, asked: Setup): Promise<Talk> {
  const talk = new Talk();
  const kept = { tree: { nodes: first.nodes, ...first.last("history")!.place }, recorded: null, removed: [] };
  talk.receive({ type: "open", setup: asked, kept, key: { run: 2, version: 0 } });
  await talk.until(() => talk.last("history") !== undefined && talk.last("backend") !== undefined);
  return talk;
}

describe("two states of one network", () => {
  it("have the figures of their nodes; one jump and small rounds read the same examples, and where one stands stays", async () => {
    const talk = await opened(setup);
    const [jump, rounds] = await jumpAndRounds(talk);
    const weights = await talk.weights();
    const told = talk.events.length;
    const { comparison, examples } = await comparisonOf(talk, jump, rounds);
    const { one, other, layers, unpaired } = comparison;
    const node = (id: number) => talk.nodes.find((one) => one.id === id)!;
    expect({ accuracy: one.accuracy, kept: one.kept, cost: one.cost }).toEqual(figuresOf(node(jump)));
    expect({ accuracy: other.accuracy, kept: other.kept, cost: other.cost }).toEqual(figuresOf(node(rounds)));
    expect([one.count, other.count]).toEqual([250, 250]);
    const { onlyOne, onlyOther, bothRight, bothWrong } = comparison.examples!;
    expect(onlyOne.length + onlyOther.length + bothRight + bothWrong).toBe(250);
    expect(onlyOne.length - onlyOther.length).toBe(one.correct - other.correct);
    expect(layers.map(({ place }) => place)).toEqual([
      { reads: 0, feeds: 1 },
      { reads: 1, feeds: "output" },
    ]);
    expect(unpaired).toEqual({ one: [], other: [] });
    expect(examples!.fields![0]).toHaveLength(64 * 64);
    expect(examples!.fields![0]).not.toEqual(examples!.fields![1]);
    const others = (event: EngineEvent) => event.type !== "compared" && event.type !== "weights";
    expect(talk.events.slice(told).filter(others)).toEqual([]);
    expect(talk.current.id).toBe(rounds);
    expect(await talk.weights()).toEqual(weights);
    // The slider's figures are of what stands.
    const previews = talk.results("preview").length;
    talk.send({ type: "preview", handle: { sparsity: 0.8 } });
    await talk.until(() => talk.results("preview").length > previews);
    expect(talk.result("preview")!.accuracy).toBe(talk.current.accuracy);
  });

  it("that are the same agree wholly", async () => {
    const talk = await opened(setup);
    await talk.act({ type: "train", kind: "train" }, { type: "prune", sparsity: 0.6 });
    const { id } = talk.current;
    const { comparison } = await comparisonOf(talk, id, id);
    expect(comparison.one).toEqual(comparison.other);
    expect([comparison.examples!.onlyOne, comparison.examples!.onlyOther]).toEqual([[], []]);
    for (const { agreement, weights } of comparison.layers) {
      expect([alike(agreement), overlap(ofKept(agreement))]).toEqual([1, 1]);
      expect(weights.correlation ?? 1).toBeCloseTo(1, 9);
    }
  });

  it("whose weights were let go are worked out again, which is told, and compare the same", async () => {
    const talks = [await opened(setup), new Talk(undefined, undefined, new States(1))];
    talks[1].send({ type: "open", setup });
    await talks[1].until(() => talks[1].last("backend") !== undefined);
    const comparisons = [];
    for (const talk of talks) {
      const [jump, rounds] = await jumpAndRounds(talk);
      const count = talk.all("rework").length;
      comparisons.push((await comparisonOf(talk, jump, rounds)).comparison);
      const reworked = talk.all("rework").slice(count);
      expect(reworked.length > 0).toBe(talk === talks[1]);
      if (talk === talks[1]) expect(reworked.at(-1)!.done).toBeNull();
      expect(talk.current.id).toBe(rounds);
    }
    expect(comparisons[1]).toEqual(comparisons[0]);
  }, 20_000);

  it("one of which was deleted are not compared, and only the last question is answered", async () => {
    const talk = await opened(setup);
    await talk.act({ type: "train", kind: "train" }, { type: "prune", sparsity: 0.6 });
    const { id } = talk.current;
    expect(await outcomeOf(talk, id, 99)).toEqual({ kind: "failed", said: { id: "state-deleted" } });
    const count = talk.all("compared").length;
    talk.send({ type: "compare", one: 1, other: 2 }, { type: "compare", one: id, other: 1 });
    await talk.until(() => talk.all("compared").length > count);
    await talk.weights();
    expect(
      talk
        .all("compared")
        .slice(count)
        .map(({ one, other }) => [one, other]),
    ).toEqual([[id, 1]]);
  });
});

describe("while a run goes on", () => {
  it("states at hand are compared, and the run ends as if nobody had asked", async () => {
    const outcomes = [];
    for (const asks of [false, true]) {
      const talk = await opened(setup);
      const [jump, rounds] = await jumpAndRounds(talk);
      talk.surround({ reducedMotion: false });
      const running = talk.train("finetune");
      await talk.until(() => talk.last("progress")!.running !== null);
      if (asks) {
        await comparisonOf(talk, jump, rounds);
        expect(talk.last("progress")!.running).toBe("finetune");
      }
      await running;
      outcomes.push({ weights: await talk.weights(), timeline: talk.timeline });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
  }, 30_000);

  it("what would have to be worked out again waits for its end, and says so once", async () => {
    const talk = new Talk(undefined, undefined, new States(1));
    talk.send({ type: "open", setup });
    await talk.until(() => talk.last("backend") !== undefined);
    const [jump] = await jumpAndRounds(talk);
    talk.surround({ reducedMotion: false });
    const running = talk.train("finetune");
    await talk.until(() => talk.last("progress")!.running !== null);
    const answer = comparisonOf(talk, jump, 1);
    await talk.until(() => waiting(talk).length > 0);
    await running;
    const { comparison } = await answer;
    expect(waiting(talk)).toEqual([expect.stringContaining("as soon as the network has stopped training")]);
    expect(comparison.one.accuracy).toBe(talk.nodes.find(({ id }) => id === jump)!.accuracy);
  }, 30_000);

  it("what is worked out again gives way to what a person does then, and is done after that", async () => {
    const talk = new Talk(undefined, undefined, new States(1));
    talk.send({ type: "open", setup: { ...setup, trainEpochs: 20 } });
    await talk.until(() => talk.last("backend") !== undefined);
    await talk.act({ type: "train", kind: "train" });
    const trained = talk.current.id;
    await talk.act({ type: "goTo", node: 1 });
    const inItsMiddle = (ask: Ask) => {
      talk.onEvent = (event) => {
        if (event.type !== "rework" || !event.done) return;
        talk.onEvent = () => undefined;
        talk.send(ask);
      };
    };
    inItsMiddle({ type: "prune", sparsity: 0.5 });
    const answer = comparisonOf(talk, trained, 1);
    const { comparison } = await answer;
    const cut = talk.events.findIndex((event) => event.type === "tree" && event.changed[0]?.step?.kind === "prune");
    expect(cut).toBeGreaterThan(0);
    expect(talk.events.findIndex(({ type }) => type === "compared")).toBeGreaterThan(cut);
    expect(talk.all("rework").filter(({ done }) => done === 0)).toHaveLength(2);
    expect(comparison.one.accuracy).toBe(talk.nodes.find(({ id }) => id === trained)!.accuracy);
    // Who presses Stop meanwhile is told that it was stopped.
    await talk.act({ type: "goTo", node: 1 });
    inItsMiddle({ type: "pause" });
    const stopped = outcomeOf(talk, trained, 1);
    expect(await stopped).toEqual({ kind: "failed", said: { id: "rework-stopped" } });
    expect(talk.all("problem")).toEqual([]);
  }, 30_000);
});

describe("two states of different networks", () => {
  it("of other shapes are compared by the examples and layers that both have", async () => {
    const talk = await opened(setup);
    await talk.act({ type: "train", kind: "train" });
    const first = talk.current;
    talk.send({ type: "open", setup: { ...setup, hidden: denseLayers([8, 4]) } });
    await talk.until(() => talk.last("backend")!.key.run === 2);
    await talk.act({ type: "train", kind: "train" });
    const { comparison } = await comparisonOf(talk, first.id, talk.current.id);
    expect(comparison.layers.map(({ place }) => place)).toEqual([{ reads: 0, feeds: 1 }]);
    expect(comparison.unpaired.one).toEqual([{ place: { reads: 1, feeds: "output" }, shape: [8, 2] }]);
    expect(comparison.unpaired.other).toHaveLength(2);
    expect(comparison.examples).not.toBeNull();
    expect(comparison.one.accuracy).toBe(first.accuracy);
    expect(talk.current.run).toBe(2);
  });

  it("on other data are compared by figures and weights, not by examples; of another seed too", async () => {
    const talk = await opened(setup);
    for (const [run, change] of [
      [2, { data: "circles" }],
      [3, { seed: 8 }],
    ] as const) {
      talk.send({ type: "open", setup: { ...setup, ...change } });
      await talk.until(() => talk.last("backend")!.key.run === run);
      const { comparison, examples } = await comparisonOf(talk, 1, talk.current.id);
      expect([comparison.examples, examples]).toEqual([null, null]);
      expect(comparison.layers).toHaveLength(2);
      expect(comparison.other.accuracy).toBe(talk.current.accuracy);
    }
  });

  it("one of which does not stand ready any more: it is made anew, its weights worked out again, bit for bit", async () => {
    const first = await opened(setup);
    const [jump, rounds] = await jumpAndRounds(first);
    const { comparison: there } = await comparisonOf(first, jump, rounds);
    const talk = await successor(first, { ...setup, hidden: denseLayers([4]) });
    const here = talk.current.id;
    const { comparison } = await comparisonOf(talk, jump, rounds);
    expect(comparison).toEqual(there);
    expect(talk.current.id).toBe(here);
    expect(talk.last("opened")!.key.run).toBe(2);
    expect(talk.all("problem")).toEqual([]);
    const { comparison: across } = await comparisonOf(talk, jump, here);
    expect(across.unpaired.one).toHaveLength(2);
  }, 20_000);

  it("one of which has lost its data: why is said, and nothing else happens", async () => {
    const given: GivenData = {
      dataset: {
        id: "file",
        label: "own.csv",
        kind: "table",
        inputs: Float32Array.from({ length: 120 }, (_, i) => Math.sin(i)),
        labels: Uint8Array.from({ length: 60 }, (_, i) => i % 2),
        count: 60,
        inputShape: [2],
        classes: ["no", "yes"],
      },
    };
    const first = new Talk();
    first.send({ type: "open", setup: { ...setup, data: "file" }, given });
    await first.act({ type: "train", kind: "train" });
    const talk = await successor(first, setup);
    const outcome = await outcomeOf(talk, 2, talk.current.id);
    expect(outcome.kind).toBe("failed");
    expect(outcome.kind !== "done" && sentenceOf(outcome.said)).toContain("“own.csv”, is not here any more");
    expect(talk.all("problem")).toEqual([]);
  });
});
