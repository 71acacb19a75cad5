import { expect, it } from "vitest";
import type { GivenData } from "../data/dataset.ts";
import type { Setup } from "../setup/setup.ts";
import type { Opened } from "./protocol/data.ts";
import { nameOf } from "./source.ts";
import type { Handle } from "./stateKey.ts";
import { opened, ownPoints, small } from "./talk.test.support.ts";

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
  const table = await open(own, { given: { dataset: ownPoints(40) } });
  expect(await score()).toBe(1);
  expect(await open({ ...own, seed: 9 })).toBe(table);
  expect(await score()).toBe(2);
  // It goes by what is in it: another file of that name has a count of its own, the same file under another name has not.
  const changed = { ...ownPoints(40), inputs: ownPoints(40).inputs.map((one) => -one) };
  expect(await open(own, { given: { dataset: changed } })).not.toBe(table);
  expect(await score()).toBe(1);
  expect(await open(own, { given: { dataset: { ...ownPoints(40), label: "renamed.csv" } } })).toBe(table);
  expect(await score()).toBe(3);
  // An older page counted by the name, which the first network of it goes on with.
  const older = { ...ownPoints(60), label: "older.csv" };
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
