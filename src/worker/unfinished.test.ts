import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readLayers } from "../network/notation.ts";
import { readEngines } from "../recipe/engines.ts";
import type { RunNode } from "../recipe/node.ts";
import { cutSettingsOf } from "../recipe/state.ts";
import type { Step } from "../recipe/steps/registry.ts";
import { asked } from "../recipe/steps/train.ts";
import { readRun, writeRun } from "../records/run.ts";
import type { Setup } from "../setup/setup.ts";
import { chooseEngine } from "./choose.ts";
import type { Ask, EngineEvent, KeptTree, Recorded } from "./protocol.ts";
import { small, Talk } from "./talk.test.support.ts";

/** The clock runs so fast that every burst is one step, and is recorded. */
let late = 0;
const choose: typeof chooseEngine = async (choice, job) => {
  const made = await chooseEngine(choice, job);
  const train = made.engine.train.bind(made.engine);
  const slow = async (batches: readonly Uint32Array[]) => {
    late += 60_000;
    return train(batches);
  };
  return { ...made, engine: Object.assign(made.engine, { train: slow }) };
};

beforeEach(() => {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, "now").mockImplementation(() => now() + late);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const end = { fingerprint: "0123abcd", engine: "wasm", accuracy: 93.2 };
const tiny: Setup = { ...small, backend: "wasm", trainEpochs: 2, fineTuneEpochs: 2 };

/** A session, and what was known at any moment of it to a worker that took its place. */
async function begun(setup: Setup, steps: readonly Step[] = [], kept?: KeptTree): Promise<Talk> {
  const talk = new Talk(choose);
  talk.receive({ type: "open", setup, steps, end, kept, key: { run: 0, version: 0 } });
  await talk.until(() => talk.last("backend") !== undefined);
  return talk;
}

/** What was kept when a run, the latest or one to a step, was recorded for the n-th time (modulo all times), by way of the disk. */
function keptAt(talk: Talk, times: number, until?: number): KeptTree {
  const untilOf = ({ recorded }: { readonly recorded: Recorded }) => recorded.unfinished?.until;
  const all = talk.all("recorded").filter((event) => untilOf(event) !== undefined);
  const wanted = until ?? untilOf(all.at(-1)!);
  const recorded = all.filter((event) => untilOf(event) === wanted);
  return keptWith(talk, recorded[times % recorded.length]);
}

/** What was kept when something was recorded, by way of the disk. */
function keptWith(talk: Talk, event: Extract<EngineEvent, { type: "recorded" }>): KeptTree {
  const before = new Talk();
  // A state that stands is told in one go with its place.
  before.events.push(...talk.events.slice(0, talk.events.indexOf(event) + 2));
  const { test: _, goesOn, ...record } = event.recorded;
  const read: Recorded = { ...readRun(writeRun({ ...record, test: null })), test: null, goesOn };
  return {
    tree: { nodes: before.nodes, ...before.last("history")!.place },
    recorded: read,
    removed: [],
  };
}

async function rested(talk: Talk): Promise<void> {
  do await talk.act();
  while (talk.all("replay").at(-1)?.replay);
}

/** All that must be the same, however a run came to its end. */
const outcome = async (talk: Talk) => {
  await rested(talk);
  const what = ({ id, parent, step, fingerprint, accuracy, clock, points, trained }: RunNode) => ({
    id,
    parent,
    step,
    fingerprint,
    accuracy,
    clock,
    points,
    trained,
  });
  return { nodes: talk.nodes.map(what), weights: await talk.weights(), timeline: talk.timeline };
};

const setups: fc.Arbitrary<Setup> = fc
  .record({
    optimizer: fc.constantFrom("sgd", "momentum", "adam"),
    batchSize: fc.constantFrom(10, 25),
    seed: fc.nat(1000),
    hidden: fc.constantFrom("8", "8bn", "6-6"),
    l2: fc.constantFrom(0, 0.01),
  })
  .map(({ hidden, ...rest }) => ({ ...tiny, ...rest, learningRate: 0.01, hidden: readLayers(hidden)! }) as Setup);

const cut: Ask = { type: "prune", sparsity: 0.5 };
const numRuns = process.env.LONG === "1" ? 60 : 4;

describe("a run that was broken off", () => {
  it("goes on to the same bits, points and step where another worker takes over, once or twice", async () => {
    await fc.assert(
      fc.asyncProperty(setups, fc.boolean(), fc.nat(500), fc.nat(500), async (setup, isCut, first, second) => {
        const whole = await begun(setup);
        if (isCut) await whole.act({ type: "train", kind: "train" }, cut);
        await whole.act({ type: "train", kind: isCut ? "finetune" : "train" });
        const expected = await outcome(whole);
        const again = await begun(setup, [], keptAt(whole, first));
        expect(await outcome(again)).toEqual(expected);
        const twice = await begun(setup, [], keptAt(again, second));
        if (twice.last("unfinished")!.unfinished) twice.send({ type: "goOn" });
        expect(await outcome(twice)).toEqual(expected);
      }),
      { numRuns, endOnFailure: true },
    );
  }, 120_000);

  it("goes on with the rest of the recipe that it repeats", async () => {
    const steps: Step[] = [
      { ...asked("train", { ...tiny, learningRate: 0.02 }), steps: 30 },
      { kind: "prune", sparsity: 40, settings: cutSettingsOf(tiny) },
      asked("finetune", tiny),
    ];
    const whole = await begun(tiny, steps);
    const expected = await outcome(whole);
    for (const [times, until] of [
      [0, 30],
      [23, 30],
      [0, 130],
      [80, 130],
    ]) {
      const again = await begun(tiny, [], keptAt(whole, times, until));
      expect(await outcome(again), `recorded ${times} times`).toEqual(expected);
      expect(again.last("replay"), "what it was to lead to").toMatchObject({ replay: null, left: 0, end });
    }
  }, 60_000);

  it("goes on between two steps of it, by itself; where a page began anew, when somebody asks for it", async () => {
    const train = { ...asked("train", tiny), steps: 30 };
    const steps: Step[] = [train, { kind: "prune", sparsity: 40, settings: cutSettingsOf(tiny) }, train];
    const whole = await begun(tiny, steps);
    const expected = await outcome(whole);
    const between = whole.all("recorded").filter(({ recorded }) => recorded.step === null && recorded.plan);
    expect(between.map(({ recorded }) => recorded.plan!.left.length)).toEqual([3, 2, 1, 0]);
    for (const [i, event] of between.entries()) {
      const kept = keptWith(whole, event);
      const again = await begun(tiny, [], kept);
      expect(await outcome(again), `after ${i} steps`).toEqual(expected);
      expect(again.all("replay").at(-1)).toMatchObject({ replay: null, left: 0, end });
      expect(again.last("recorded")!.recorded).toMatchObject({ plan: undefined, goesOn: false });
      const waits = await begun(tiny, [], { ...kept, recorded: { ...kept.recorded!, goesOn: false } });
      await rested(waits);
      expect(waits.last("unfinished")!.unfinished).toEqual({ run: null, left: 3 - i, total: 3 });
      expect(waits.nodes).toHaveLength(1 + i);
      waits.send({ type: "goOn" });
      expect(await outcome(waits), `after ${i} steps`).toEqual(expected);
      expect(waits.last("unfinished")!.unfinished).toBeNull();
    }
  }, 60_000);

  it("is left where somebody stops it between two of its steps, and offered after a state that one went back from", async () => {
    const step = { ...asked("train", tiny), steps: 30 };
    const whole = await begun(tiny, [step, step]);
    await rested(whole);
    const event = whole.all("recorded").find(({ recorded }) => recorded.plan?.left.length === 1 && !recorded.step)!;
    const kept = keptWith(whole, event);
    const waits = await begun(tiny, [], { ...kept, recorded: { ...kept.recorded!, goesOn: false } });
    await waits.act({ type: "undo" });
    expect(waits.last("unfinished")!.unfinished).toBeNull();
    await waits.act({ type: "redo" });
    expect(waits.last("unfinished")!.unfinished).toEqual({ run: null, left: 1, total: 2 });
    waits.send({ type: "goOn" }, { type: "pause" });
    await rested(waits);
    expect(waits.nodes).toHaveLength(2);
    expect(waits.last("recorded")!.recorded).toMatchObject({ plan: undefined, goesOn: false });
  }, 60_000);

  it("waits in its network where another one is chosen while a recipe is repeated, to lead to the same bits then", async () => {
    const train = { ...asked("train", tiny), steps: 30 };
    const steps: Step[] = [train, { kind: "prune", sparsity: 40, settings: cutSettingsOf(tiny) }, train];
    const expected = await outcome(await begun(tiny, steps));
    const waiting: number[] = [];
    for (const moment of [0, 3, 22, 23, 24, 25, 26, 27, 28, 29, 60]) {
      const talk = new Talk(choose);
      let count = 0;
      talk.onEvent = ({ type }) => {
        if ((type !== "replay" && type !== "recorded") || count++ !== moment) return;
        talk.send({ type: "open", setup: { ...tiny, seed: 8 } }, { type: "train", kind: "train" });
      };
      talk.send({ type: "open", setup: tiny, steps, end });
      await talk.until(() => talk.last("backend")?.key.run === 2);
      await talk.resume(1);
      await rested(talk);
      waiting.push(talk.last("unfinished")!.unfinished!.left);
      talk.send({ type: "goOn" });
      await rested(talk);
      expect(await talk.weights(), `left at event ${moment}`).toEqual(expected.weights);
      expect(talk.last("replay")).toMatchObject({ replay: null, left: 0, end });
      expect(talk.last("unfinished")!.unfinished).toBeNull();
    }
    expect([...new Set(waiting)], waiting.join()).toEqual([3, 2, 1, 0]);
  }, 60_000);

  it("goes on with the engines that the recipe names", async () => {
    const engines = readEngines("wasm*20,cpu*30,wasm");
    const whole = await begun(tiny, [{ ...asked("train", tiny), engines }]);
    const expected = await outcome(whole);
    expect(expected.nodes.at(-1)!.step).toEqual({
      ...asked("train", tiny),
      ran: [
        { engine: "wasm", steps: 20 },
        { engine: "cpu", steps: 30 },
        { engine: "wasm", steps: 50 },
      ],
    });
    for (const times of [5, 19, 20, 35, 70])
      expect(await outcome(await begun(tiny, [], keptAt(whole, times))), `recorded ${times} times`).toEqual(expected);
  }, 60_000);

  it("runs away where it would have, to the weights that it would have fallen back to", async () => {
    const wild = {
      ...tiny,
      hidden: readLayers("8-8")!,
      learningRate: 0.3,
      optimizer: "momentum",
      trainEpochs: 10,
    } as const;
    const whole = await begun(wild);
    await whole.act({ type: "train", kind: "train" });
    const expected = await outcome(whole);
    expect(expected.nodes.at(-1)!.step).toMatchObject({ diverged: true });
    for (const times of [1, 25, 1e6 + 7]) {
      const again = await begun(wild, [], keptAt(whole, times));
      expect(await outcome(again), `recorded ${times} times`).toEqual(expected);
    }
  }, 60_000);

  it("stays, to be gone on with there, where another network is asked for before a worker that takes over has begun", async () => {
    const whole = await begun(tiny);
    await whole.act({ type: "train", kind: "train" });
    const expected = await outcome(whole);
    const kept = keptAt(whole, 40);
    const another: Setup = { ...tiny, seed: 9 };
    const { recorded: aside } = kept;
    const ways: readonly (readonly [run: number, setup: Setup, kept?: KeptTree])[][] = [
      // It was to go on, or the page was on its way elsewhere already.
      [
        [1, tiny, kept],
        [2, another],
      ],
      [[2, another, { ...kept, recorded: null, aside }]],
      [
        [1, another, { ...kept, recorded: null, aside }],
        [2, another],
      ],
    ];
    for (const way of ways) {
      const talk = new Talk(choose);
      for (const [run, setup, kept] of way) talk.receive({ type: "open", setup, kept, key: { run, version: 0 } });
      await talk.until(() => talk.last("backend")?.key.run === 2);
      expect(talk.nodes.map(({ id, parent, run, trained }) => [id, parent, run, trained])).toEqual([
        [1, null, 0, 0],
        [2, 1, 0, 46],
        [3, null, 2, 0],
      ]);
      expect(talk.last("unfinished")!.unfinished).toBeNull();
      talk.receive({ type: "resume", to: "latest", key: { run: 0, version: 0 } });
      await talk.until(() => talk.last("backend")!.key.run === 0);
      expect(talk.last("unfinished")!.unfinished).toEqual({ run: { step: 46, until: 100 }, left: 0, total: 0 });
      talk.send({ type: "goOn" });
      const { nodes, ...others } = await outcome(talk);
      expect({ nodes: nodes.filter(({ id }) => id < 3), ...others }).toEqual(expected);
    }
    // The page may have heard that it had ended, and no more.
    const ended = { ...kept.tree, nodes: whole.nodes };
    const talk = new Talk(choose);
    const late = { ...kept, tree: ended, recorded: null, aside };
    talk.receive({ type: "open", setup: another, kept: late, key: { run: 2, version: 0 } });
    await talk.until(() => talk.last("backend") !== undefined);
    expect(talk.nodes.map(({ id, parent, trained }) => [id, parent, trained])).toEqual([
      [1, null, 0],
      [2, 1, 100],
      [3, null, 0],
    ]);
  }, 60_000);

  it("is just a state where something else is done, and waits for that while one only looks", async () => {
    const whole = await begun(tiny);
    await whole.act({ type: "train", kind: "train" });
    const expected = await outcome(whole);
    const stopped = await begun(tiny, [], keptAt(whole, 40));
    const paused = (times: number) => begun(tiny, [], keptAt(stopped, times));
    const looking = await paused(0);
    expect(looking.last("unfinished")!.unfinished).toEqual({ run: { step: 46, until: 100 }, left: 0, total: 0 });
    expect(looking.last("progress")!.running).toBeNull();
    await looking.act({ type: "annotate", node: looking.current.id, change: { name: "half" } }, { type: "undo" });
    expect(looking.last("unfinished")!.unfinished).toBeNull();
    await looking.act({ type: "redo" }, { type: "goOn" });
    expect((await outcome(looking)).nodes).toEqual(expected.nodes);
    expect([looking.current.name, looking.last("unfinished")!.unfinished]).toEqual(["half", null]);
    const anew = await paused(0);
    await anew.act({ type: "train", kind: "train" });
    expect(anew.last("unfinished")!.unfinished).toBeNull();
    await anew.act({ type: "undo" }, { type: "goOn" });
    expect(anew.nodes.map(({ trained }) => trained)).toEqual([0, 46, 146]);
  }, 60_000);

  it("goes on as a step of its own where other settings were chosen meanwhile", async () => {
    const whole = await begun(tiny);
    await whole.act({ type: "train", kind: "train" });
    const stopped = await begun(tiny, [], keptAt(whole, 40));
    const paused = await begun(tiny, [], keptAt(stopped, 0));
    await paused.act({ type: "configure", change: { learningRate: 0.003 } }, { type: "goOn" });
    const steps = paused.nodes.flatMap(({ step }) => (step?.kind === "train" ? [step] : []));
    expect(steps.map(({ hyper, steps }) => [hyper.learningRate, steps])).toEqual([
      [tiny.learningRate, 46],
      [0.003, 54],
    ]);
  }, 60_000);
});
