import { expect, it } from "vitest";
import { States } from "./states.ts";
import { small, Talk } from "./talk.test.support.ts";

it("weights for which there is no room are worked out again, bit for bit, with how far that is; what was deleted too", async () => {
  const [roomy, narrow] = [new Talk(), new Talk(undefined, undefined, new States(1))];
  for (const talk of [roomy, narrow]) {
    talk.send({ type: "open", setup: { ...small, backend: "wasm" } });
    await talk.act({ type: "train", kind: "train" });
    await talk.act({ type: "prune", sparsity: 0.5 });
    await talk.act({ type: "edit", edit: { action: "restore", weights: new Map([["dense1", [0, 3]]]) } });
    await talk.act({ type: "train", kind: "finetune" });
    await talk.act({ type: "prune", sparsity: 0.8 });
  }
  const ids = roomy.nodes.map(({ id }) => id);
  const weights = new Map<number, number[]>();
  for (const id of ids) {
    await roomy.act({ type: "goTo", node: id });
    weights.set(id, await roomy.weights());
  }
  const check = async (id: number) => {
    await narrow.act({ type: "goTo", node: id });
    expect(narrow.current.id).toBe(id);
    expect(await narrow.weights()).toEqual(weights.get(id));
  };
  for (const id of [...ids].reverse()) await check(id);
  await narrow.act({ type: "remove", node: ids[2] });
  await narrow.act({ type: "putBack" });
  await check(ids.at(-1)!);
  const told = narrow.all("rework");
  expect(told.some(({ done, total }) => done === total && total > 200)).toBe(true);
  expect(told.at(-1)!.done).toBe(null);
  expect(narrow.all("problem")).toEqual([]);
  expect(roomy.all("rework")).toEqual([]);
}, 30_000);
