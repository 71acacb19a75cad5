import { describe, expect, it } from "vitest";
import { denseLayers } from "../network/network.ts";
import { lockedAt } from "../pruning/cut.ts";
import { percentOf, type Setup } from "../setup/setup.ts";
import { opened, small } from "./talk.test.support.ts";

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
    expect(history.entries.at(-1)).toMatchObject({ kind: "uncut", granularity: "unit" });
    expect(talk.labels.at(-1)).toBe("Cut taken back");
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
    expect(talk.last("history")!.history.entries.at(-1)).toMatchObject({ kind: "edit" });
    expect(talk.labels.at(-1)).toBe("Prune 2 weights by hand");
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
