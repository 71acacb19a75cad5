import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Setup } from "../setup/setup.ts";
import { toldProblem } from "../text/faults/told.test.support.ts";
import type { Ask } from "./protocol.ts";
import { opened, small, type Talk } from "./talk.test.support.ts";

const tiny: Setup = { ...small, backend: "wasm", trainEpochs: 1, fineTuneEpochs: 1 };
const train: Ask = { type: "train", kind: "train" };
const tune: Ask = { type: "train", kind: "finetune" };
const prune = (sparsity: number): Ask => ({ type: "prune", sparsity });

const ids = (talk: Talk) => talk.nodes.map(({ id }) => id).sort((a, b) => a - b);
const removable = (talk: Talk) => talk.last("removed")?.removed ?? [];
const refusals = (talk: Talk) => talk.all("problem").map(({ problem }) => toldProblem(problem));

/** Initial weights, trained, cut at 50 % and fine-tuned, cut at 80 % and fine-tuned: one is at the end of the second branch. */
async function branched(): Promise<Talk> {
  const talk = await opened(tiny);
  await talk.act(train);
  await talk.act(prune(0.5));
  await talk.act(tune);
  await talk.act({ type: "undo" }, { type: "undo" });
  await talk.act(prune(0.8));
  await talk.act(tune);
  return talk;
}

describe("deleting states", () => {
  it("a network that is asked for though it was deleted is told as that, and comes back by putting it back", async () => {
    const talk = await opened(tiny);
    await talk.act(train);
    const weights = await talk.weights();
    talk.send({ type: "open", setup: { ...tiny, seed: 9 } });
    await talk.until(() => talk.last("backend")?.key.run === 2);
    await talk.act({ type: "remove", node: 1 });
    talk.receive({ type: "resume", to: "latest", key: { run: 1, version: 0 } });
    await talk.act();
    expect(refusals(talk)).toEqual(["This network was deleted: “Put back” under All runs brings it back."]);
    expect(talk.last("problem")!.stands).toBe(2);
    await talk.act({ type: "putBack" });
    await talk.resume(1);
    expect(await talk.weights()).toEqual(weights);
  });

  it("takes what was made from them along and puts all back, bit for bit", async () => {
    const talk = await branched();
    const [, trained, firstCut, first, secondCut, second] = talk.nodes;
    const all = talk.nodes;
    await talk.act({ type: "goTo", node: first.id });
    const weights = await talk.weights();
    await talk.act({ type: "goTo", node: second.id });
    // Of the other branch: one stays where one is.
    await talk.act({ type: "remove", node: firstCut.id });
    expect(ids(talk)).toEqual([1, 2, secondCut.id, second.id]);
    expect(talk.current.id).toBe(second.id);
    // Of what stands: to where it was made from.
    await talk.act({ type: "remove", node: secondCut.id });
    expect(ids(talk)).toEqual([1, 2]);
    expect(talk.current.id).toBe(trained.id);
    expect(removable(talk).map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
      [firstCut.id, first.id],
      [secondCut.id, second.id],
    ]);
    // What came last comes back first.
    await talk.act({ type: "putBack" });
    expect(ids(talk)).toEqual([1, 2, secondCut.id, second.id]);
    await talk.act({ type: "putBack" }, { type: "putBack" });
    expect(new Set(talk.nodes)).toEqual(new Set(all));
    expect(removable(talk)).toEqual([]);
    expect(talk.current.id).toBe(trained.id);
    await talk.act({ type: "goTo", node: first.id });
    expect(await talk.weights()).toEqual(weights);
    expect(refusals(talk)).toEqual([]);
  });

  it("refuses the network that stands as a whole; another one goes, and comes back as it was left", async () => {
    const talk = await branched();
    const left = await talk.weights();
    await talk.act({ type: "remove", node: 1 });
    expect(refusals(talk)).toEqual(["The only network cannot be deleted as a whole."]);
    const { run } = talk;
    talk.send({ type: "open", setup: { ...tiny, seed: 9 } });
    await talk.act();
    const root = talk.current.id;
    await talk.act({ type: "remove", node: root });
    expect(refusals(talk).at(-1)).toMatch(/go to another one first/);
    await talk.act({ type: "remove", node: 1 });
    expect(ids(talk)).toEqual([root]);
    expect(talk.last("history")!.history).toMatchObject({ canUndo: false, elsewhere: null });
    await talk.act({ type: "putBack" });
    await talk.resume(run);
    expect(await talk.weights()).toEqual(left);
  });

  it("of another network leaves it where what was deleted had been made from", async () => {
    const talk = await branched();
    const { run } = talk;
    talk.send({ type: "open", setup: { ...tiny, seed: 9 } });
    await talk.act();
    await talk.act({ type: "remove", node: 5 });
    await talk.resume(run);
    expect(talk.current.id).toBe(2);
  });

  it("ends training that goes on from there, and the run goes along", async () => {
    const talk = await branched();
    talk.surround({ reducedMotion: false });
    talk.send({ type: "configure", change: { trainEpochs: 200 } }, train);
    await talk.until(() => talk.last("progress")!.running === "train");
    await talk.act({ type: "remove", node: 5 });
    expect(ids(talk)).toEqual([1, 2, 3, 4]);
    expect(talk.last("progress")!.running).toBe(null);
    expect(removable(talk)[0].nodes).toHaveLength(3);
  });

  it("never leaves an orphan nor a place that is not there, whatever is deleted and put back in any order", async () => {
    const act = fc.oneof(
      { weight: 3, arbitrary: fc.record({ type: fc.constant("remove" as const), which: fc.nat(20) }) },
      { weight: 2, arbitrary: fc.record({ type: fc.constant("goTo" as const), which: fc.nat(20) }) },
      { weight: 2, arbitrary: fc.constant({ type: "putBack" as const }) },
      { weight: 2, arbitrary: fc.constantFrom<Ask>({ type: "undo" }, { type: "redo" }, prune(0.6), prune(0.7), train) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
        const talk = await branched();
        for (const one of acts) {
          const there = ids(talk);
          const before = new Map(talk.nodes.map((node) => [node.id, node]));
          const count = there.length + removable(talk).flatMap(({ nodes }) => nodes).length;
          if ("which" in one) await talk.act({ type: one.type, node: there[one.which % there.length] });
          else await talk.act(one);
          const nodes = new Map(talk.nodes.map((node) => [node.id, node]));
          for (const { parent } of nodes.values()) if (parent !== null) expect(nodes.has(parent)).toBe(true);
          const { current, trail, undone, next, latest } = talk.last("history")!.place;
          for (const id of [current, ...trail, ...undone, ...next.flat(), ...latest.flat()])
            expect(nodes.has(id)).toBe(true);
          const lost = nodes.size + removable(talk).flatMap((one) => one.nodes).length;
          if (["remove", "putBack", "goTo", "undo", "redo"].includes(one.type)) expect(lost).toBe(count);
          if (one.type === "putBack") for (const id of before.keys()) expect(nodes.has(id)).toBe(true);
          const { fingerprint } = talk.current;
          expect(nodes.get(current)!.fingerprint).toBe(fingerprint);
        }
        expect(refusals(talk).filter((sentence) => !/only network/.test(sentence))).toEqual([]);
      }),
      { numRuns: process.env.LONG === "1" ? 100 : 6 },
    );
  }, 300_000);
});
