import { describe, expect, it } from "vitest";
import type { GivenData } from "../data/dataset.ts";
import { EngineLostError } from "../engine/lost.ts";
import { createWasmEngine } from "../engine/wasm/wasmEngine.ts";
import { initialise } from "../network/initialise.ts";
import { denseLayers, type Layer } from "../network/network.ts";
import { lockedAt } from "../pruning/cut.ts";
import type { Method } from "../pruning/types.ts";
import type { Level } from "../recipe/node.ts";
import { readSteps } from "../recipe/notation.ts";
import { stepsOf, type TrainStep } from "../recipe/steps/train.ts";
import { pretrainedSetup } from "../setup/pretrained.ts";
import { defaults, percentOf, type Setup } from "../setup/setup.ts";
import type { Engine, Job } from "../training/engine.ts";
import { type Choice, chooseEngine } from "./choose.ts";
import { packed, unpacked } from "./pretrained/weights.ts";
import type { Opened } from "./protocol/data.ts";
import { nameOf } from "./source.ts";
import type { Handle, StateKey } from "./stateKey.ts";
import { States } from "./states.ts";
import { opened, small, Talk } from "./talk.test.support.ts";

/** WebAssembly that passes for a graphics card; `before` is called ahead of every burst. */
async function card(job: Job, before: (engine: Engine, steps: number) => Promise<void>): Promise<Engine> {
  const engine = await createWasmEngine();
  engine.setHyperparameters(job.hyper);
  await engine.load(job.spec, job.data, job.checkpoint);
  const train = engine.train.bind(engine);
  return Object.assign(engine, {
    backend: "webgl",
    train: async (batches: readonly Uint32Array[]) => {
      await before(engine, batches.length);
      return train(batches);
    },
  });
}

const chosen = (engine: Engine, processorRate?: number): Choice => ({
  engine,
  report: { name: "webgl", device: "a card", reason: "", fallback: false },
  ...(processorRate === undefined ? {} : { processorRate }),
});

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
    expect(talk.last("progress")).toMatchObject({ step: 200, running: null });
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
    expect(slow.last("backend")!.backend.reason).toMatch(
      /^WebGL slowed down to [\d,.]+ steps per second, WebAssembly does [\d,.]+: it trains on from step [\d,]+\.$/,
    );
    expect(trained).toBeGreaterThan(10);
    expect(trained).toBeLessThan(400);
    expect(slow.all("problem")).toEqual([]);
    expect(slow.timeline).toEqual(plain.timeline);
    expect(await slow.weights()).toEqual(await plain.weights());
    expect(slow.last("history")!.history.entries.map(({ label }) => label)).toEqual(["Initial weights", "Train"]);
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
    expect(talk.last("problem")!.problem).toMatchObject({ kind: "failed", detail: "It fails." });
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
        if (isLost) throw new EngineLostError("The context is gone.");
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
        if (steps > 3) throw new EngineLostError("The context is gone.");
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

it.each(["train", "finetune"] as const)(
  "a run that diverges is recorded as what it was, to go on as it: %s",
  async (kind) => {
    const talk = await opened({
      ...small,
      optimizer: "sgd",
      learningRate: 10,
      l2: 1,
      trainEpochs: 40,
      fineTuneEpochs: 40,
    });
    await talk.train(kind);
    const name = { train: "Train", finetune: "Fine-tune" }[kind];
    expect(talk.last("history")!.history.entries.at(-1)).toMatchObject({ kind, label: `${name}, diverged` });
    await talk.until(() => talk.last("problem") !== undefined);
    expect(talk.last("problem")!.problem).toMatchObject({ kind: "diverged", run: kind });
  },
  20_000,
);

it("a run under a mask that ran away has reached nothing", async () => {
  const talk = await opened({ ...small, hidden: denseLayers([8, 8]), optimizer: "momentum", fineTuneEpochs: 60 });
  await talk.act({ type: "prune", sparsity: 0.25 });
  await talk.act({ type: "configure", change: { learningRate: 0.3 } }, { type: "train", kind: "finetune" });
  expect(talk.current).toMatchObject({ label: "Fine-tune, diverged", reached: null });
  expect(talk.current.reference.sparsity).toBeCloseTo(0.25, 1);
  expect(stepsOf(talk.current.step as TrainStep)).toBeGreaterThan(0);
}, 20_000);

describe("the curve of the state before fine-tuning", () => {
  const curveOf = (talk: Talk, node: number) => talk.result(`curve of ${node}`)?.points;
  const rested = async (talk: Talk) => {
    await talk.until(() => talk.result("curve")?.key.version === talk.last("snapshot")!.key.version);
    return talk.result("curve")!.points;
  };
  /** Trains, cuts and fine-tunes: the node of the cut, and the curve that stood on the page there. */
  async function tuned(talk: Talk): Promise<{ node: number; points: readonly Level[] }> {
    await talk.act({ type: "prune", sparsity: 0.75 });
    const [{ id: node }, points] = [talk.current, await rested(talk)];
    await talk.act({ type: "train", kind: "finetune" });
    await rested(talk);
    return { node, points };
  }

  it("is told as it was measured there, and on another branch that of the other one", async () => {
    const talk = await opened(small);
    await talk.train();
    const { node, points } = await tuned(talk);
    expect(curveOf(talk, node)).toEqual(points);
    const trained = talk.current.parent! - 1;
    await talk.act({ type: "goTo", node: trained }, { type: "train", kind: "train" });
    const other = await tuned(talk);
    expect(other.points).not.toEqual(points);
    expect(curveOf(talk, other.node)).toEqual(other.points);
    // A second round looks back to where the first began.
    const told = talk.all("result").length;
    await tuned(talk);
    expect(
      talk
        .all("result")
        .slice(told)
        .filter(({ id }) => id.startsWith("curve of")),
    ).toEqual([]);
  }, 30_000);

  it("is worked out from its weights where nobody has measured it, and not at all where that takes training", async () => {
    const setup: Setup = { ...small, backend: "wasm" };
    const talk = await opened(setup);
    await talk.train();
    const { node, points } = await tuned(talk);
    const place = talk.last("history")!.place;
    const { recorded } = talk.last("recorded")!;
    const kept = { tree: { nodes: talk.nodes, ...place }, recorded, removed: [] };
    const states = new States();
    const next = new Talk(undefined, undefined, states);
    next.send({ type: "open", setup: { ...setup, sparsity: 75 }, kept });
    await next.until(() => next.last("backend") !== undefined);
    await rested(next);
    await next.act();
    expect(curveOf(next, node)).toBeUndefined();
    // Gone to, it is worked out; but it has not been looked at for long enough to be measured there.
    await next.act({ type: "goTo", node }, { type: "undo" });
    await next.until(() => curveOf(next, node) !== undefined);
    expect(curveOf(next, node)).toEqual(points);
  }, 30_000);
});

describe("what a cut is compared with", () => {
  const at = (talk: Talk) => {
    const { dense, before, afterCut } = talk.references;
    return { dense: dense?.accuracy, before: before?.accuracy, beforeSparsity: before?.sparsity, afterCut };
  };
  const accuracies = (talk: Talk) => talk.last("history")!.history.entries.map(({ accuracy }) => accuracy);

  it("is the state before the latest cut that was trained under, and the dense network, through undo and rewinding", async () => {
    const talk = await opened(small);
    expect(talk.references).toMatchObject({
      dense: { isTrained: false },
      before: null,
      afterCut: null,
    });
    await talk.train();
    talk.send({ type: "prune", sparsity: 0.75 });
    await talk.until(() => accuracies(talk).length === 3);
    const [, dense, cut] = accuracies(talk);
    expect(cut).toBeLessThan(dense);
    // The cut is a preview: it is compared with the weights that stand.
    expect(at(talk)).toEqual({ dense, before: undefined, beforeSparsity: undefined, afterCut: null });
    await talk.train("finetune");
    const first = { dense, before: dense, beforeSparsity: 0, afterCut: cut };
    expect(at(talk)).toEqual(first);
    expect(talk.references.dense!.isTrained).toBe(true);
    const { predictions, accuracy } = talk.references.before!;
    const { labels } = talk.last("opened")!.data;
    expect(labels.filter((label, i) => predictions[i] === label).length / labels.length).toBe(accuracy);

    talk.send({ type: "rewind", keepMask: true });
    await talk.until(() => accuracies(talk).length === 5);
    expect(at(talk)).toEqual(first);
    talk.send({ type: "undo" });
    await talk.until(() => talk.last("history")!.history.current === 3);

    talk.send({ type: "prune", sparsity: 0.875 });
    await talk.until(() => talk.last("history")!.history.current === 4);
    const [, , , tuned, again] = accuracies(talk);
    expect(at(talk)).toEqual(first);
    await talk.train("finetune");
    expect(at(talk)).toEqual({ dense, before: tuned, beforeSparsity: 0.75, afterCut: again });

    talk.send({ type: "goTo", node: talk.node(1) });
    await talk.until(() => talk.last("history")!.history.current === 1);
    expect(at(talk)).toEqual({ dense, before: undefined, beforeSparsity: undefined, afterCut: null });
    talk.send({ type: "rewind", keepMask: false });
    await talk.until(() => talk.last("history")!.history.current === 2);
    expect(talk.references.dense!.isTrained).toBe(false);
  }, 20_000);

  it("counts what was pruned by hand as part of the cut", async () => {
    const talk = await opened(small);
    await talk.train();
    const { accuracy } = talk.last("history")!.history.entries.at(-1)!;
    talk.send({
      type: "edit",
      edit: { action: "prune", weights: new Map([["output", Array.from({ length: 16 }, (_, i) => i)]]) },
    });
    await talk.until(() => talk.result("preview")!.accuracy < accuracy);
    expect(talk.result("preview")!.beforeCut.accuracy).toBe(accuracy);
  }, 20_000);
});

describe("networks asked for in quick succession", () => {
  const digits: Setup = { ...small, ...defaults.images, data: "digits" };

  it("open the last of them alone, and what was to be done with the others is not done", async () => {
    const talk = await opened(small);
    await talk.train();
    talk.send({ type: "open", setup: digits }, { type: "train", kind: "train" });
    // The first images are being drawn by now.
    await talk.until(() => talk.events.some(({ type, key }) => type === "preparing" && key.run === 2));
    for (const seed of [8, 9, 10])
      talk.send({ type: "open", setup: { ...small, seed } }, { type: "train", kind: "train" });
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

/** Points as a file may bring them. */
const generate = (count: number): GivenData["dataset"] => ({
  id: "file",
  label: "own.csv",
  kind: "table",
  inputs: Float32Array.from({ length: 2 * count }, (_, i) => Math.sin(i)),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 2),
  count,
  inputShape: [2],
  classes: ["no", "yes"],
});

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
    const dataset = generate(60);
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

it("how often the test set was opened belongs to the data: other networks and settings go on counting, other data begin anew", async () => {
  const setup: Setup = { ...small, backend: "wasm" };
  const talk = await opened(setup);
  const score = async () => {
    const count = talk.all("test").length;
    talk.send({ type: "scoreTest", handle: { sparsity: 0 } });
    await talk.until(() => talk.all("test").length > count);
    return talk.last("test")!.opened;
  };
  const open = async (asked: Setup, rest: { given?: GivenData; opened?: Opened } = {}) => {
    const count = talk.all("opened").length;
    talk.send({ type: "open", setup: asked, ...rest });
    await talk.until(() => talk.all("opened").length > count);
    return talk.last("opened")!.data.source;
  };
  expect([await score(), await score()]).toEqual([1, 2]);
  const { source } = talk.last("opened")!.data;
  expect(await open({ ...setup, hidden: [{ kind: "dense", units: 3 }], batchSize: 10 })).toBe(source);
  expect(await score()).toBe(3);
  for (const other of [{ seed: 8 }, { noise: 0.3 }, { data: "xor" }]) {
    expect(await open({ ...setup, ...other })).not.toBe(source);
    expect(await score()).toBe(1);
  }
  // A table is the same however it is split.
  const own = { ...setup, data: "file" };
  const table = await open(own, { given: { dataset: generate(40) } });
  expect(await score()).toBe(1);
  expect(await open({ ...own, seed: 9 })).toBe(table);
  expect(await score()).toBe(2);
  // It goes by what is in it: another file of that name has a count of its own, the same file under another name has not.
  const changed = { ...generate(40), inputs: generate(40).inputs.map((one) => -one) };
  expect(await open(own, { given: { dataset: changed } })).not.toBe(table);
  expect(await score()).toBe(1);
  expect(await open(own, { given: { dataset: { ...generate(40), label: "renamed.csv" } } })).toBe(table);
  expect(await score()).toBe(3);
  // An older page counted by the name, which the first network of it goes on with.
  const older = { ...generate(60), label: "older.csv" };
  await open(own, { given: { dataset: older }, opened: { [nameOf({ dataset: older })]: 5 } });
  expect(talk.last("opened")!.timesTested).toBe(5);
  expect(await score()).toBe(6);
  await open(setup);
  expect(await score()).toBe(4);
  // A worker that takes the place of another is told.
  await open({ ...setup, seed: 10 }, { opened: { [source]: 7 } });
  await open(setup);
  expect(await score()).toBe(8);
}, 30_000);

it("the test set is scored at the cut that was asked about, shares by hand and all", async () => {
  const talk = await opened({ ...small, scope: "hand", layerSparsity: [10, 10] });
  const score = async (handle: Handle) => {
    const count = talk.all("test").length;
    talk.send({ type: "scoreTest", handle });
    await talk.until(() => talk.all("test").length > count);
    return talk.last("test")!;
  };
  await talk.train();
  const shares = [0.75, 0.5];
  const asked = { sparsity: 0.667, shares };
  // The handle moves on before the answer comes.
  talk.send({ type: "preview", handle: asked });
  const pending = score(asked);
  talk.send({ type: "preview", handle: { sparsity: 0.1, shares: [0.1, 0.1] } });
  const test = await pending;
  expect(test).toMatchObject({ handle: asked, opened: 1 });
  talk.send({ type: "prune", sparsity: 0.667, layerSparsity: [75, 50] });
  const committed = await score({ sparsity: 0.667, shares });
  expect(committed.accuracy).toBe(test.accuracy);
  expect((await score({ sparsity: 0.1, shares: [0.1, 0.1] })).accuracy).not.toBe(test.accuracy);
}, 20_000);

describe("another granularity or scope after a locked round", () => {
  it("cuts nothing: the handle goes to what is locked, in what it counts now, until a person moves it", async () => {
    const setup: Setup = { ...small, backend: "wasm", hidden: denseLayers([8, 8]), trainEpochs: 2 };
    const talk = await opened(setup);
    await talk.train();
    talk.send({ type: "prune", sparsity: 0.8 });
    await talk.train("finetune");
    const before = await talk.weights();
    const { entries } = talk.last("history")!.history;
    for (const change of [
      { granularity: "unit" },
      { granularity: "channel", scope: "layerwise" },
      { granularity: "group", scope: "global" },
      { granularity: "weight", scope: "layerwise" },
      { scope: "erk" },
      { criterion: "lamp", scope: "global" },
    ] as const) {
      talk.send({ type: "configure", change });
      expect(await talk.weights()).toEqual(before);
      const { history, restored } = talk.last("history")!;
      expect(history.entries).toHaveLength(entries.length);
      const rests = history.entries[history.current].sparsity;
      expect(rests).toBe(lockedAt(talk.last("snapshot")!.snapshot.ranking, talk.last("snapshot")!.snapshot.locked));
      // Where the handle rests is no cut for a link to tell.
      expect(restored).toMatchObject({ ...change, sparsity: 0 });
    }
    // The same by another criterion takes no more either, and more once it is asked for.
    talk.send({ type: "configure", change: { criterion: "magnitude" } });
    expect(await talk.weights()).toEqual(before);
    talk.send({ type: "prune", sparsity: 0.9 });
    expect((await talk.weights()).filter((weight) => weight !== 0).length).toBeLessThan(before.length);
    // A cut that is not locked is made anew by another criterion, and dropped for another granularity.
    const steps = talk.last("history")!.history.entries.length;
    talk.send({ type: "configure", change: { criterion: "random" } });
    await talk.until(() => talk.last("history")!.history.entries.length === steps + 1);
    const open = await talk.weights();
    talk.send({ type: "configure", change: { granularity: "unit", criterion: "magnitude" } });
    expect(await talk.weights()).toEqual(before);
    // That can be undone, and every state keeps its own accuracy.
    const { history } = talk.last("history")!;
    expect(history.entries).toHaveLength(steps + 2);
    expect(history.entries.at(-1)).toMatchObject({ kind: "uncut", label: "Cut taken back", granularity: "unit" });
    await talk.until(() => talk.result("preview")!.key.version === talk.last("snapshot")!.snapshot.key.version);
    expect(history.entries[history.current].accuracy).toBe(talk.result("preview")!.accuracy);
    talk.send({ type: "undo" });
    expect(await talk.weights()).toEqual(open);
    expect(talk.last("history")!.restored).toMatchObject({ granularity: "weight", criterion: "random", sparsity: 90 });
  }, 20_000);

  it("leaves the state that somebody cut to, and what its step says, where that cut took nothing", async () => {
    const talk = await opened({ ...small, backend: "wasm", trainEpochs: 2 });
    await talk.train();
    talk.send({ type: "prune", sparsity: 2 / 3 });
    await talk.train("finetune");
    talk.send({ type: "prune", sparsity: 0 }, { type: "configure", change: { granularity: "unit" } });
    await talk.weights();
    const { entries } = talk.last("history")!.history;
    expect(entries.map(({ kind, granularity, sparsity }) => [kind, granularity, sparsity]).slice(2, 5)).toEqual([
      ["prune", "weight", 0.6666667],
      ["finetune", "weight", 0.6666667],
      ["prune", "weight", 0],
    ]);
    expect(entries.at(-1)).toMatchObject({ kind: "uncut", granularity: "unit" });
    // Back at weights the handle stands at the very share that is gone.
    talk.send({ type: "configure", change: { granularity: "weight" } });
    await talk.weights();
    const { mask } = talk.last("weights")!;
    expect(talk.last("history")!.history.entries.at(-1)!.sparsity).toBe(21 / 32);
    expect([...mask.values()].flatMap((bits) => [...bits]).filter((bit) => bit === 0)).toHaveLength(21);
  }, 20_000);

  it("moves that were made before that was known lead on from there, and the page is told where to", async () => {
    const talk = await opened({ ...small, backend: "wasm", trainEpochs: 2 });
    await talk.train();
    talk.send({ type: "prune", sparsity: 0.8 });
    await talk.train("finetune");
    talk.send(
      { type: "configure", change: { granularity: "unit" } },
      { type: "prune", sparsity: 0.9, moves: [{ by: 0.1 }, { by: 0.1 }] },
    );
    await talk.weights();
    const [rest, cut] = talk.all("history").slice(-2);
    const place = ({ history }: typeof rest) => history.entries[history.current].sparsity;
    expect(place(cut)).toBeCloseTo(place(rest) + 0.2, 3);
    expect(cut.restored).toMatchObject({ granularity: "unit", sparsity: percentOf(place(cut)) });
    // What leads nowhere is answered too.
    talk.send({ type: "prune", sparsity: 0, moves: [{ to: place(cut) }] });
    await talk.weights();
    expect(talk.all("history").slice(-2).map(place)).toEqual([place(cut), place(cut)]);
  }, 20_000);

  it("chosen while fine-tuning goes on leaves the state that it began with as it was", async () => {
    const setup: Setup = { ...small, backend: "wasm", trainEpochs: 2, fineTuneEpochs: 40 };
    const talk = await opened(setup);
    await talk.train();
    talk.send({ type: "prune", sparsity: 0.8 });
    const cut = await talk.weights();
    const [{ entries }, { step }] = [talk.last("history")!.history, talk.last("progress")!];
    talk.send({ type: "train", kind: "finetune" }, { type: "configure", change: { granularity: "unit" } });
    await talk.until(() => talk.last("progress")!.running === null && talk.last("progress")!.step > step);
    expect(talk.last("progress")!.step - step).toBe(40 * (step / 2));
    const past = talk.last("history")!.history;
    expect(past.entries.slice(0, entries.length)).toEqual(entries);
    talk.send({ type: "goTo", node: talk.node(entries.length - 1) });
    expect(await talk.weights()).toEqual(cut);
  }, 20_000);
});

it("a method that no longer suits when its command comes changes nothing, and that is told", async () => {
  const talk = await opened({ ...small, scope: "erk" });
  const before = await talk.weights();
  talk.send({ type: "configure", change: { granularity: "group", learningRate: 0.5 } });
  expect(await talk.weights()).toEqual(before);
  expect(talk.all("problem")).toEqual([]);
  const wanted = { granularity: "weight", scope: "erk", learningRate: 0.5 };
  expect(talk.last("history")!.restored).toMatchObject(wanted);
}, 20_000);

describe("decisions by hand", () => {
  it("act at once, can be undone bit for bit, and become exact zeros when training goes on", async () => {
    const talk = await opened(small);
    await talk.train();
    const before = await talk.weights();
    talk.send({ type: "edit", edit: { action: "prune", weights: new Map([["dense1", [0, 3]]]) } });
    const pruned = await talk.weights();
    expect(pruned.filter((weight, i) => weight !== before[i])).toHaveLength(2);
    expect([pruned[0], pruned[3]]).toEqual([0, 0]);
    expect(talk.last("history")!.history.entries.at(-1)).toMatchObject({
      kind: "edit",
      label: "Prune 2 weights by hand",
    });
    talk.send({ type: "undo" });
    expect(await talk.weights()).toEqual(before);
    talk.send({ type: "redo" });
    await talk.train("finetune");
    const tuned = await talk.weights();
    expect([tuned[0], tuned[3]]).toEqual([0, 0]);
    const steps = talk.last("history")!.history.entries.length;
    talk.send({ type: "edit", edit: { action: "prune", weights: new Map([["dense1", [0]]]) } });
    talk.send({ type: "edit", edit: { action: "restore", weights: new Map([["dense1", [0]]]) } });
    // What it was worth before training held it at 0; a decision that changes nothing is no step.
    expect((await talk.weights())[0]).toBe(before[0]);
    expect(talk.last("history")!.history.entries).toHaveLength(steps + 1);
    await talk.train("finetune");
    const again = await talk.weights();
    expect([again[0] === 0, again[3] === 0]).toEqual([false, true]);
  }, 20_000);
});

describe("a network that opens trained", () => {
  const setup: Setup = { ...pretrainedSetup, start: "trained", trainEpochs: 1 };
  const layers = initialise(
    { ...setup, input: [28, 28, 1], outputs: 10 },
    setup.seed + 1, // other weights than the initial ones: they stand for trained ones
  );

  it("stands at the steps it was trained for, and goes back to its initial weights", { timeout: 60_000 }, async () => {
    const talk = new Talk(chooseEngine, async () => packed(layers));
    talk.send({ type: "open", setup });
    await talk.until(() => talk.last("backend") !== undefined);
    const { history } = talk.last("history")!;
    expect(history.entries.map(({ kind, label }) => [kind, label])).toEqual([
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
    expect(talk.last("problem")!.problem).toMatchObject({
      kind: "failed",
      detail: expect.stringContaining("could not be fetched"),
    });
    expect(talk.last("opened")!.setup.start).toBe("untrained");
    expect(talk.last("history")!.history.entries).toHaveLength(1);
  });
});

it("a run that is ended before its first step leaves the page with the weights that figures are of", async () => {
  const talk = await opened({ ...small, backend: "wasm" });
  await talk.act({ type: "train", kind: "train" }, { type: "pause" });
  talk.send({ type: "preview", handle: { sparsity: 0.5 } });
  await talk.until(() => talk.result("preview")?.handle.sparsity === 0.5);
  expect(talk.result("preview")!.key).toEqual(talk.last("snapshot")!.snapshot.key);
});
