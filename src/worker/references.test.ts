import { describe, expect, it } from "vitest";
import type { Level } from "../recipe/node.ts";
import type { Setup } from "../setup/setup.ts";
import { States } from "./states.ts";
import { opened, small, Talk } from "./talk.test.support.ts";

describe("the curve of the state before fine-tuning", () => {
  const curveOf = (talk: Talk, node: number) => talk.result(`curve:${node}`)?.points;
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
        .filter(({ id }) => id.startsWith("curve:")),
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

describe("curves that the page draws", () => {
  it("are told of cuts that were left behind, ranked as these were, once each; those of other networks and none at all are not", async () => {
    const talk = await opened(small);
    await talk.train();
    const trained = talk.current.id;
    await talk.act({ type: "prune", sparsity: 0.5 });
    const cut = talk.current.id;
    await talk.act(
      { type: "goTo", node: trained },
      { type: "configure", change: { criterion: "random" } },
      { type: "prune", sparsity: 0.25 },
    );
    const other = talk.current.id;
    await talk.act({ type: "train", kind: "train" });
    const told = () =>
      talk
        .all("result")
        .flatMap(({ id, result }) => (id.startsWith("curve:") && "by" in result ? [{ id, ...result }] : []));
    const before = told().length;
    talk.send({ type: "drawCurves", of: [cut, other, 999] });
    await talk.until(() => told().length >= before + 2);
    await talk.act();
    const [first, second] = told().slice(before);
    expect([first.id, second.id]).toEqual([`curve:${cut}`, `curve:${other}`]);
    // They lead through what was measured there.
    for (const [{ points }, node] of [
      [first, cut],
      [second, other],
    ] as const) {
      const { cut: at, accuracy } = talk.nodes.find(({ id }) => id === node)!;
      expect(points.find(({ sparsity }) => sparsity === at)?.accuracy).toBe(accuracy);
    }
    talk.send({ type: "drawCurves", of: [] }, { type: "drawCurves", of: [cut] });
    await talk.act();
    expect(told()).toHaveLength(before + 2);
  }, 30_000);
});

describe("the decision field before the cut that training has locked", () => {
  it("is told while training goes on and after, of the very weights; after a reload where these are at hand, else never", async () => {
    const setup: Setup = { ...small, backend: "wasm" };
    const talk = await opened(setup);
    await talk.train();
    talk.send({ type: "preview", handle: { sparsity: 0.75 } });
    await talk.act({ type: "prune", sparsity: 0.75 });
    const { id: cut, parent } = talk.current;
    await talk.until(() => talk.result("preview")!.beforeCut.field !== undefined);
    const { field } = talk.result("preview")!.beforeCut;
    const fieldOf = (one: Talk) => one.result(`field:${cut}`)?.field;
    expect(fieldOf(talk)).toBeUndefined();
    await talk.act({ type: "train", kind: "finetune" });
    await talk.until(() => fieldOf(talk) !== undefined);
    expect(fieldOf(talk)).toEqual(field);
    expect(talk.result("preview")!.field).not.toEqual(field);

    const place = talk.last("history")!.place;
    const { recorded } = talk.last("recorded")!;
    const next = new Talk(undefined, undefined, new States());
    next.send({
      type: "open",
      setup: { ...setup, sparsity: 75 },
      kept: { tree: { nodes: talk.nodes, ...place }, recorded, removed: [] },
    });
    await next.until(() => next.last("backend") !== undefined);
    await next.until(() => next.result("curve") !== undefined);
    await next.act();
    expect(fieldOf(next)).toBeUndefined();
    // Gone to, its weights are worked out.
    await next.act({ type: "goTo", node: parent! }, { type: "undo" });
    await next.until(() => fieldOf(next) !== undefined);
    expect(fieldOf(next)).toEqual(field);
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
