import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { contentOf } from "../data/content.ts";
import type { GivenData } from "../data/dataset.ts";
import { answer, Database, openDatabase, type RecordKey } from "../records/database.ts";
import { MemoryDatabases, MemoryKeyRange } from "../records/memory.test.support.ts";
import { readNode, writeNode } from "../records/nodes.ts";
import { toldProblem } from "../text/faults/told.test.support.ts";
import { nameOf } from "./source.ts";
import { small, Talk } from "./talk.test.support.ts";

const setup = { ...small, backend: "wasm", data: "file" } as const;

beforeEach(() => {
  const databases = new MemoryDatabases();
  vi.stubGlobal("indexedDB", { open: () => databases.open() });
  vi.stubGlobal("IDBKeyRange", MemoryKeyRange);
});
afterEach(() => vi.unstubAllGlobals());

/** A table called trees.csv; those of other phases have the same labels, and other values. */
const trees = (phase: number): GivenData => ({
  dataset: {
    id: "file",
    label: "trees.csv",
    kind: "table",
    inputs: Float32Array.from({ length: 120 }, (_, i) => Math.sin(i * 7 + phase)),
    labels: Uint8Array.from({ length: 60 }, (_, i) => i % 2),
    count: 60,
    inputShape: [2],
    classes: ["no", "yes"],
  },
});

async function opens(talk: Talk, change: { seed?: number; given?: GivenData } = {}) {
  const { given, seed = 7 } = change;
  talk.send({ type: "open", setup: { ...setup, seed }, given, keeps: given !== undefined });
  await talk.until(() => talk.last("backend")?.key.run === talk.run);
  await talk.act({ type: "train", kind: "train" });
}

/** The session that is kept, and the records of its data. */
async function onDisk(talk: Talk) {
  talk.send({ type: "listSessions" });
  await talk.until(() => talk.last("sessions") !== undefined);
  return talk.last("sessions")!.sessions[0].id;
}

async function withRecords<T>(act: (records: IDBObjectStore) => Promise<T>): Promise<T> {
  const database = new Database("", await openDatabase(""));
  return database.transact("readwrite", ({ records }) => act(records));
}

const keysOf = (session: string, kind: string) =>
  withRecords(async (records) =>
    ((await answer(records.getAllKeys())) as unknown as RecordKey[]).filter(
      ([id, of]) => id === session && of === kind,
    ),
  );

async function continued(id: string): Promise<Talk> {
  const talk = new Talk();
  talk.send({ type: "open", setup, session: { id, at: "left", waits: false } });
  await talk.until(() => talk.last("backend") !== undefined);
  return talk;
}

const failures = (talk: Talk) => talk.all("problem").map(({ problem }) => toldProblem(problem));

it("two files of one name are kept as two, each once for all networks on it, and their states come back bit for bit", async () => {
  const before = new Talk();
  await opens(before, { given: trees(0) });
  const weights = [await before.weights()];
  await opens(before, { seed: 8 });
  await opens(before, { given: trees(1) });
  weights.push(await before.weights());
  // The same file once more.
  await opens(before, { given: trees(0), seed: 9 });
  weights.push(await before.weights());
  const session = await onDisk(before);
  const contents = [0, 1].map((phase) => contentOf(trees(phase))!);
  expect(new Set((await keysOf(session, "data")).map(([, , source]) => source))).toEqual(new Set(contents));
  const talk = await continued(session);
  expect(talk.last("history")!.lost).toEqual([]);
  expect(await talk.weights()).toEqual(weights[2]);
  const roots = talk.nodes.filter(({ parent }) => parent === null);
  expect(roots.map(({ content }) => content)).toEqual([contents[0], contents[0], contents[1], contents[0]]);
  for (const [root, expected] of [
    [roots[2], weights[1]],
    [roots[0], weights[0]],
  ] as const) {
    await talk.resume(root.run);
    expect(await talk.weights()).toEqual(expected);
    expect(talk.last("opened")!.data.content).toBe(root.content);
  }
  expect(failures(talk)).toEqual([]);
}, 30_000);

it("of two files of one name the one that is not kept is told to be lost, and its states are not gone to", async () => {
  const before = new Talk();
  await opens(before, { given: trees(0) });
  before.send({ type: "open", setup, given: trees(1), keeps: false });
  await before.until(() => before.last("backend")!.key.run === 2);
  await opens(before, { given: trees(0) });
  const talk = await continued(await onDisk(before));
  const [, second] = talk.nodes.filter(({ parent }) => parent === null);
  expect(talk.last("history")!.lost).toEqual([second.run]);
  talk.receive({ type: "resume", to: "latest", key: { run: second.run, version: 0 } });
  await talk.until(() => failures(talk).length > 0);
  expect(failures(talk)).toEqual([expect.stringContaining("“trees.csv”, is not here any more")]);
}, 30_000);

it("data that an older page has kept go by their name, for its states and for those that are made since", async () => {
  const before = new Talk();
  await opens(before, { given: trees(0) });
  const weights = await before.weights();
  const session = await onDisk(before);
  const nodes = await keysOf(session, "node");
  await withRecords(async (records) => {
    for (const key of nodes) {
      const node = readNode(await answer<unknown>(records.get([...key])));
      records.put(writeNode({ ...node, content: undefined }), [...key]);
    }
    const data = await answer<unknown>(records.get([session, "data", contentOf(trees(0))!]));
    records.put(data, [session, "data", nameOf(trees(0))]);
    records.delete([session, "data", contentOf(trees(0))!]);
  });
  const talk = await continued(session);
  expect(await talk.weights()).toEqual(weights);
  await opens(talk, { seed: 8 });
  expect(talk.current.content).toBe(contentOf(trees(0)));
  const since = await talk.weights();
  const again = await continued(session);
  expect(again.last("history")!.lost).toEqual([]);
  expect(await again.weights()).toEqual(since);
  expect(failures(again)).toEqual([]);
}, 30_000);
