import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { answer, Database, openDatabase } from "../records/database.ts";
import { MemoryDatabases, MemoryKeyRange } from "../records/memory.test.support.ts";
import type { Setup } from "../setup/setup.ts";
import { sentencesOf } from "../text/faults/catalogue.ts";
import { toldProblem } from "../text/faults/told.test.support.ts";
import { opened, small, Talk } from "./talk.test.support.ts";

const setup = { ...small, backend: "wasm" } as const;

beforeEach(() => {
  const databases = new MemoryDatabases();
  vi.stubGlobal("indexedDB", { open: () => databases.open() });
  vi.stubGlobal("IDBKeyRange", MemoryKeyRange);
});
afterEach(() => vi.unstubAllGlobals());

/** What is kept of a session: the initial weights and four runs, one after the other. */
async function keptSession() {
  const talk = await opened(setup);
  const weights = [await talk.weights()];
  for (let run = 0; run < 4; run++) {
    await talk.act({ type: "train", kind: "train" });
    weights.push(await talk.weights());
  }
  talk.send({ type: "listSessions" });
  await talk.until(() => talk.last("sessions") !== undefined);
  return { id: talk.last("sessions")!.sessions[0].id, nodes: talk.nodes, weights };
}

async function spoil(act: (records: IDBObjectStore) => unknown): Promise<void> {
  const database = new Database("", await openDatabase(""));
  await database.transact("readwrite", async ({ records }) => act(records));
}

const tear = (session: string, node: number) =>
  spoil(async (records) => {
    const record: ArrayBuffer = await answer(records.get([session, "node", node]));
    new Uint8Array(record)[40] ^= 4;
    records.put(record, [session, "node", node]);
  });

async function continued(id: string, at: number | "left" = "left", asked: Setup = setup): Promise<Talk> {
  const talk = new Talk();
  talk.send({ type: "open", setup: asked, session: { id, at, waits: false } });
  await talk.until(() => talk.last("backend") !== undefined);
  return talk;
}

it("a state whose record is torn is left out and told; those made from it stand with the weights that are kept", async () => {
  const { id, nodes, weights } = await keptSession();
  await tear(id, 3);
  const talk = await continued(id);
  expect(talk.nodes.map((node) => [node.id, node.parent, node.step?.kind])).toEqual([
    [1, null, undefined],
    [2, 1, "train"],
    [4, 2, "lost"],
    [5, 4, "train"],
  ]);
  const problem = talk.all("keeping").at(-1)!.problem!;
  expect(problem.kind).toBe("torn");
  expect(sentencesOf(problem.said)).toMatch(
    /^State 3 cannot be read and is left out: .*State 4, “Train”, was made from what/,
  );
  expect(await talk.weights()).toEqual(weights[4]);
  for (const node of [4, 2, 5]) {
    await talk.act({ type: "goTo", node });
    expect(await talk.weights()).toEqual(weights[node - 1]);
  }
  expect(talk.current.fingerprint).toBe(nodes[4].fingerprint);
  // One goes on from it as from any other.
  await talk.act({ type: "prune", sparsity: 0.5 });
  await talk.act({ type: "undo" });
  expect(await talk.weights()).toEqual(weights[4]);
  expect(talk.all("problem")).toEqual([]);
});

it("where their weights are not kept either, one stands at the nearest state before, and they say why they are not to be had", async () => {
  const { id, weights } = await keptSession();
  await tear(id, 3);
  await spoil((records) => [4, 5].map((node) => records.delete([id, "weights", node])));
  const talk = await continued(id);
  expect(talk.current.id).toBe(2);
  expect(await talk.weights()).toEqual(weights[1]);
  await talk.act({ type: "goTo", node: 5 });
  expect(toldProblem(talk.last("problem")!.problem)).toContain("cannot be read any more");
  expect(talk.current.id).toBe(2);
  expect(talk.nodes.map((node) => node.id)).toEqual([1, 2, 4, 5]);
});

it("a worker that takes the place of another keeps what the page knew, though the other had kept more: ids are given anew", async () => {
  const first = await opened(setup);
  await first.act({ type: "train", kind: "train" });
  const heard = { nodes: first.nodes, ...first.last("history")!.place };
  const { recorded } = first.last("recorded")!;
  // The page never heard of these.
  await first.act({ type: "train", kind: "train" }, { type: "step" });
  first.send({ type: "listSessions" });
  await first.until(() => first.last("sessions") !== undefined);
  const { id } = first.last("sessions")!.sessions[0];
  const next = new Talk();
  const session = { id, at: null, waits: true };
  next.send({ type: "open", setup, kept: { tree: heard, recorded, removed: [] }, session });
  await next.until(() => next.last("backend") !== undefined);
  await next.act({ type: "prune", sparsity: 0.5 });
  const weights = await next.weights();
  next.send({ type: "listSessions" });
  await next.until(() => next.last("sessions") !== undefined);
  const talk = await continued(id);
  expect(talk.nodes.map(({ id: one, step }) => [one, step?.kind])).toEqual([
    [1, undefined],
    [2, "train"],
    [3, "prune"],
  ]);
  expect(await talk.weights()).toEqual(weights);
  expect(talk.all("problem")).toEqual([]);
});

it("a session is gone on with at the network that the page was at; one that never came into it is opened beside", async () => {
  const { id, weights } = await keptSession();
  const first = await continued(id);
  const other = { ...setup, seed: 7 };
  await first.act({ type: "open", setup: other }, { type: "train", kind: "train" });
  first.send({ type: "listSessions" });
  await first.until(() => first.last("sessions") !== undefined);
  const root = first.current.parent!;
  const left = await continued(id, root, other);
  expect(left.current).toMatchObject({ parent: root, setup: { seed: 7 } });
  // That it was gone back to the first network never came to the disk.
  const back = await continued(id, 1);
  expect(back.current).toMatchObject({ id: 5, setup: { seed: setup.seed } });
  expect(await back.weights()).toEqual(weights[4]);
  const beside = await continued(id, 99, { ...setup, seed: 8 });
  expect(beside.current).toMatchObject({ parent: null, setup: { seed: 8 } });
  expect(beside.nodes.map((node) => node.setup.seed)).toEqual([...Array(5).fill(setup.seed), 7, 7, 8]);
});
