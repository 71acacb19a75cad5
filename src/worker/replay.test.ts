import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { denseLayers } from "../network/network.ts";
import { writeEngines } from "../recipe/engines.ts";
import { readSteps } from "../recipe/notation.ts";
import { cutSettingsOf } from "../recipe/state.ts";
import { asked } from "../recipe/steps/train.ts";
import { RunTree } from "../recipe/tree.ts";
import { writeNode } from "../records/nodes.ts";
import { readRun, writeRun } from "../records/run.ts";
import { readTree } from "../records/tree.ts";
import { sentenceOf } from "../text/faults/catalogue.ts";
import type { Ask } from "./protocol.ts";
import {
  around,
  changesEngine,
  type Deed,
  deed,
  normalised,
  perform,
  repeats,
  repeatsAll,
  tiny,
} from "./replay.test.support.ts";
import { opened, Talk } from "./talk.test.support.ts";

const run = asked("train", tiny);
const end = { fingerprint: "0123abcd", engine: "wasm", accuracy: 93.2 };

/** All that a session told of its tree and its runs is read back from the records of it. */
function canBeKept(talk: Talk): void {
  const { place } = talk.last("history")!;
  const records = new Map(talk.nodes.map((node) => [node.id, writeNode(node)]));
  const { tree, faults } = readTree(records, place);
  expect(faults).toEqual([]);
  expect(tree!.nodes.map(writeNode)).toEqual([...records.values()]);
  expect(RunTree.from(tree!).place()).toEqual(place);
  for (const { recorded } of talk.all("recorded")) {
    const record = writeRun(recorded);
    expect(readRun(record).state).toEqual(recorded.state);
    expect(writeRun(readRun(record))).toEqual(record);
  }
}

describe("what a person did, as a recipe", () => {
  it("leads to the same bits in a fresh session, from any state, by way of a link's text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(deed, { minLength: 4, maxLength: 14 }),
        fc.nat(100),
        fc.boolean(),
        async (deeds, pick, isPlain) => {
          const talk = await opened(isPlain ? tiny : normalised);
          for (const deed of deeds) await perform(talk, deed);
          expect(talk.all("problem").filter(({ problem }) => problem.kind === "failed")).toEqual([]);
          canBeKept(talk);
          for (const node of [talk.nodes.at(-1)!, talk.nodes[pick % talk.nodes.length]]) await repeats(talk, node);
        },
      ),
      { numRuns: process.env.LONG === "1" ? 200 : 8, endOnFailure: process.env.LONG !== "1" },
    );
  }, 600_000);

  it("leads to the same bits from every state of a tree", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 6, maxLength: 14 }), async (deeds) => {
        expect(await repeatsAll(tiny, deeds)).toBeGreaterThan(1);
      }),
      { numRuns: process.env.LONG === "1" ? 10 : 1, endOnFailure: process.env.LONG !== "1" },
    );
  }, 600_000);

  it("goes on with a fresh optimizer after a run that ran away, as it did", async () => {
    const hidden = denseLayers([8, 8]);
    const talk = await opened({ ...tiny, hidden, learningRate: 0.3, optimizer: "momentum", trainEpochs: 60 });
    await talk.act({ type: "train", kind: "train" });
    await talk.until(() => talk.last("problem") !== undefined);
    await talk.act({ type: "configure", change: { learningRate: 0.01 } });
    await talk.act({ type: "train", kind: "finetune" });
    expect(await repeats(talk, talk.current)).toMatch(/^train:[1-9]\d*s!\(.*\),tune:1$/);
  });

  it("stands where a run that ran away at once had begun, the biases of emptied units gone", async () => {
    const talk = await opened(tiny);
    await talk.act({ type: "edit", edit: { action: "prune", weights: new Map([["output", [0, 1, 15]]]) } });
    await talk.act({ type: "train", kind: "train" });
    await talk.act({ type: "prune", sparsity: 0.8 });
    await talk.act({ type: "edit", edit: { action: "restore", weights: new Map([["output", [0]]]) } });
    await talk.act({ type: "train", kind: "train" });
    expect(await repeats(talk, talk.current)).toMatch(/,train:0s!$/);
  });

  it("says that a cut was taken back where a weight restored by hand had opened it again", async () => {
    const talk = await opened(tiny);
    const restore = { action: "restore", weights: new Map([["dense1", [13]]]) } as const;
    await talk.act({ type: "prune", sparsity: 0.05 });
    await talk.act({ type: "train", kind: "finetune" });
    expect(talk.last("weights")!.mask.get("dense1")![13]).toBe(0);
    await talk.act({ type: "edit", edit: restore });
    await talk.act({ type: "configure", change: { protect: "output" } });
    await talk.act({ type: "train", kind: "finetune" });
    expect(await repeats(talk, talk.current)).toBe(
      "prune:5(protect=none),tune:1,edit:restore/dense1/13,uncut:0.0625,tune:1",
    );
  });

  it("says where the handle came to rest when something else was counted, and a weight was restored then", async () => {
    const talk = await opened(tiny);
    const by = (action: "prune" | "restore") =>
      ({ type: "edit", edit: { action, weights: new Map([["dense1", [0]]]) } }) as const;
    await talk.act(by("prune"));
    await talk.act({ type: "prune", sparsity: 0.15 });
    await talk.act({ type: "train", kind: "finetune" });
    await talk.act({ type: "configure", change: { criterion: "taylor", granularity: "unit" } });
    await talk.act(by("restore"));
    await talk.act({ type: "train", kind: "finetune" });
    expect(await repeats(talk, talk.current)).toMatch(/,tune:1,uncut:0,edit:restore\/dense1\/0,tune:1$/);
  });

  it("says so too where the network was trained before that weight was restored", async () => {
    const talk = await opened(tiny);
    const by = (action: "prune" | "restore") =>
      ({ type: "edit", edit: { action, weights: new Map([["output", [0]]]) } }) as const;
    await talk.act({ type: "configure", change: { protect: "none" } }, { type: "prune", sparsity: 0.05 }, by("prune"));
    await talk.act({ type: "train", kind: "train" });
    await talk.act({ type: "configure", change: { protect: "output" } }, { type: "train", kind: "train" });
    await talk.act(by("restore"));
    expect(await repeats(talk, talk.current)).toMatch(/,train:2,uncut:[\d.]+,train:2,edit:restore\/output\/0$/);
  });

  it("is done with the settings of each of its steps, whatever is wished for next", async () => {
    const talk = await opened(tiny);
    await talk.act({ type: "train", kind: "train" });
    await talk.act({ type: "configure", change: { learningRate: 0.003, batchSize: 25 } });
    await talk.act({ type: "prune", sparsity: 0.3 });
    await talk.act({ type: "train", kind: "finetune" });
    await talk.act({ type: "configure", change: { learningRate: 0.05, optimizer: "sgd" } });
    await talk.act({ type: "train", kind: "train" });
    expect(await repeats(talk, talk.current)).toMatch(/^train:2\(.*\),prune:30,tune:1\(.*\),train:2$/);
  });

  it("has a step for each setting that a run was done with, where one changed meanwhile", async () => {
    const talk = await opened(tiny);
    talk.surround({ reducedMotion: false });
    talk.send({ type: "train", kind: "train" });
    await talk.until(() => talk.last("progress")!.running !== null && talk.last("progress")!.step > 0);
    talk.send({ type: "configure", change: { learningRate: 0.003 } });
    await talk.act();
    const [first, second] = talk.nodes.flatMap(({ step }) => (step?.kind === "train" ? [step] : []));
    expect([first, second].map(({ hyper }) => hyper.learningRate)).toEqual([tiny.learningRate, 0.003]);
    expect(first.steps! + second.steps!).toBe(2 * around(tiny, talk).perEpoch(tiny.batchSize));
    await repeats(talk, talk.current);
  });

  it("is done by the engines that did it, one after the other, within a step and from step to step", async () => {
    const talk = await opened(tiny);
    await changesEngine(talk, "cpu");
    await talk.act({ type: "prune", sparsity: 0.5 }, { type: "train", kind: "finetune" });
    expect(await repeats(talk, talk.current)).toMatch(/^train:2\(engine=wasm\*\d+,cpu\),prune:50,tune:1$/);
    await talk.act({ type: "configure", change: { backend: "wasm" } }, { type: "train", kind: "finetune" });
    expect(await repeats(talk, talk.current)).toMatch(
      /^train:2\(engine=wasm\*\d+,cpu\),prune:50,tune:1\(engine=cpu\),tune:1$/,
    );
  });

  it("leads to the same bits whenever engines were changed", async () => {
    const change = fc.constantFrom("wasm", "cpu").map<Ask>((backend) => ({ type: "configure", change: { backend } }));
    const changing = fc.oneof(
      deed,
      change.map<Deed>((one) => ({ type: "ask", asked: [one] })),
      fc.record({ by: change, after: fc.nat(12) }).map<Deed>((how) => ({ type: "interrupt", ...how })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(changing, { minLength: 5, maxLength: 10 }), async (deeds) => {
        const talk = await opened(tiny);
        for (const deed of deeds) await perform(talk, deed);
        await repeats(talk, talk.nodes.at(-1)!);
      }),
      { numRuns: process.env.LONG === "1" ? 60 : 4, endOnFailure: process.env.LONG !== "1" },
    );
  }, 600_000);

  it("goes on with what there is where an engine is not to be had, and keeps in mind which one was wanted", async () => {
    const around = { setup: tiny, perEpoch: () => 1, engine: "wasm" } as const;
    const talk = new Talk();
    // No graphics card here.
    talk.send({ type: "open", setup: tiny, steps: readSteps("train:2(engine=wasm*20,webgl*30,wasm),tune:1", around) });
    await talk.until(() => talk.last("backend") !== undefined);
    do await talk.act();
    while (talk.all("replay").at(-1)?.replay);
    expect(talk.all("backend").map(({ backend }) => [backend.name, backend.fallback])).toEqual([
      ["wasm", false],
      ["wasm", true],
    ]);
    const [train, tune] = talk.nodes.flatMap(({ step }) => (step && "ran" in step ? [step] : []));
    expect(train.ran).toEqual([{ engine: "wasm", steps: 100 }]);
    expect(writeEngines(train.engines!)).toBe("wasm*20,webgl*30,wasm");
    expect(tune.engines).toBeUndefined();
  });

  it("lends its engine: who trains on then does so by that of the settings", async () => {
    const talk = new Talk();
    const steps = readSteps("train:2(engine=cpu)", { setup: tiny, perEpoch: () => 1 });
    talk.send({ type: "open", setup: tiny, steps });
    await talk.until(() => talk.last("backend") !== undefined);
    do await talk.act();
    while (talk.all("replay").at(-1)?.replay);
    const told = () => {
      const { name, reason } = talk.last("backend")!.backend;
      return [name, sentenceOf(reason)];
    };
    expect(told()).toEqual(["cpu", "The recipe that is repeated was trained on plain JavaScript here."]);
    await talk.act({ type: "train", kind: "finetune" });
    expect(told()).toEqual(["wasm", "You chose WebAssembly."]);
    await repeats(talk, talk.current);
  });

  it.each([
    [[], end],
    [[{ type: "pause" } as const], null],
  ])("tells at its end what it was to lead to, unless it was stopped: %s", async (asked, told) => {
    const talk = new Talk();
    talk.surround({ reducedMotion: false });
    talk.send({ type: "open", setup: tiny, steps: [asked.length > 0 ? { ...run, epochs: 60 } : run], end });
    await talk.until(() => (talk.last("progress")?.running ?? null) !== null);
    talk.send(...asked);
    do await talk.act();
    while (talk.all("replay").at(-1)?.replay);
    expect(talk.last("replay")).toEqual({ type: "replay", replay: null, left: 0, end: told, key: expect.anything() });
  });

  it("ends where somebody does something else", async () => {
    const run = { ...asked("train", tiny), epochs: 1 };
    const cut = { kind: "prune", sparsity: 50, settings: cutSettingsOf(tiny) } as const;
    const talk = new Talk();
    talk.surround({ reducedMotion: false });
    talk.send({ type: "open", setup: tiny, steps: [run, cut, run] });
    await talk.until(() => (talk.last("progress")?.running ?? null) !== null);
    await talk.act({ type: "pause" });
    expect(talk.last("replay")).toMatchObject({ replay: null, left: 2 });
    expect(talk.nodes.filter(({ step }) => step?.kind === "prune")).toEqual([]);
  });

  it.each(["train:0s", "train:1,prune:25,train:0s,tune:1"])(
    "comes to its end where a run did no step: %s",
    async (text) => {
      const talk = new Talk();
      const steps = readSteps(text, { setup: tiny, perEpoch: (batchSize) => Math.ceil(500 / batchSize) });
      talk.send({ type: "open", setup: tiny, steps });
      await talk.until(() => talk.last("backend") !== undefined);
      do await talk.act();
      while (talk.all("replay").at(-1)?.replay);
      expect(talk.last("replay")).toMatchObject({ replay: null, left: 0 });
    },
  );
});
