import fc from "fast-check";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import { sentenceOf, sentencesOf } from "../text/faults/catalogue.ts";
import { anyNode, anyRun, anyState, ownTable } from "./anyRecord.test.support.ts";
import type { Whole } from "./change.ts";
import { type Claim, claimedSessions, claimSession } from "./claim.ts";
import { answer, Database, openDatabase, rangeOf, type StorageProblem } from "./database.ts";
import { seal } from "./envelope.ts";
import { recordVersion } from "./migrations.ts";
import { openStore } from "./openStore.ts";
import { newSessionId } from "./sessions.ts";
import { Store } from "./store.ts";

// In a browser: what is tried is its own storage.

const name = "pruning-playground-test";
const plenty = 2 ** 30;
let problems: StorageProblem[] = [];
let open: Store[] = [];
const kinds = () => problems.map(({ kind }) => kind);

/** A store of its own, as another tab would have it. */
async function opened(budget = plenty): Promise<Store> {
  const store = new Store(new Database(name, await openDatabase(name)), (problem) => problems.push(problem), budget);
  open.push(store);
  return store;
}

const clear = () => answer(indexedDB.deleteDatabase(name));

beforeEach(() => {
  problems = [];
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  for (const store of open) store.close();
  open = [];
  await clear();
});

const sample = <T>(any: fc.Arbitrary<T>): T => fc.sample(any, { numRuns: 1, seed: 7 })[0];
const rewind = { kind: "rewind", keepsMask: true } as const;
const nodeOf = (id: number): RunNode => ({
  ...sample(anyNode),
  id,
  run: 1,
  parent: id > 1 ? id - 1 : null,
  step: id > 1 ? rewind : null,
});
const placeAt = (id: number) => ({ current: id, trail: [], undone: [], next: [], latest: [[1, id] as const], ids: id });
const summary = { data: "Spiral", network: "16-16", states: 1 };

/** A chain of so many states. */
const chain = (length: number): Whole => ({
  name: "Monday",
  changed: Array.from({ length }, (_, i) => nodeOf(i + 1)),
  place: placeAt(length),
  opened: { "spiral,0.1,7": 2 },
  summary: { ...summary, states: length },
});
/** One more state. */
const next = (id: number) => ({ changed: [nodeOf(id)], place: placeAt(id), summary: { ...summary, states: id } });

/** Weights that take so many bytes, whatever they are packed by, and some for what they are. */
function weighing(bytes: number): NetworkState {
  const layer = {
    name: "output",
    shape: [bytes / 4, 1],
    weights: Float32Array.from({ length: bytes / 4 }, Math.random),
    bias: Float32Array.of(0),
  };
  return {
    checkpoint: {
      layers: [layer],
      moments: [],
      betaPowers: [1, 1],
      step: 0,
      mask: new Map([["output", new Uint8Array(bytes / 4).fill(1)]]),
    },
    edits: new Map([["output", new Uint8Array(bytes / 4)]]),
    cut: 0,
    settings: sample(anyState).settings,
    lost: [null],
  };
}

/** Lets something happen whenever a record is on its way into the browser's storage. */
function beforePut(act: (store: IDBObjectStore, value: unknown) => void) {
  type Put = (this: IDBObjectStore, value: unknown, key?: IDBValidKey) => IDBRequest<IDBValidKey>;
  const put: Put = Reflect.get(IDBObjectStore.prototype, "put");
  return vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, value, key) {
    act(this, value);
    return put.call(this, value, key);
  });
}

const unsure = (session: string): Claim => ({ session, isSure: false, release: () => undefined });
const newWriter = (store: Store, session: string, whole: () => Whole) =>
  store.writer(unsure(session), { revision: null, whole });

const idsIn = async (store: Store, session: string) => (await store.read(session))?.tree.nodes.map(({ id }) => id);

describe("a session in the browser's storage", () => {
  it("is there for another tab as it was written, is listed, renamed and removed", async () => {
    const [store, other] = [await opened(), await opened()];
    const session = newSessionId();
    const [state, run] = [sample(anyState), sample(anyRun)];
    const writer = newWriter(store, session, () => chain(1));
    const { source } = { source: "file,people.csv,3,1" };
    expect(await writer.write({ weights: [{ id: 1, state, stays: true }] })).toBe("all");
    expect(await writer.write({ ...next(2), run, data: [{ source, given: ownTable }] })).toBe("all");
    const read = (await other.read(session))!;
    expect(read.tree.nodes).toEqual([nodeOf(1), nodeOf(2)]);
    expect(read.tree).toMatchObject(placeAt(2));
    expect(read).toMatchObject({ name: "Monday", opened: { "spiral,0.1,7": 2 }, sources: [source], faults: [] });
    expect(read.run).toEqual(run);
    expect(await other.weights(session, 1)).toEqual(state);
    expect(await other.weights(session, 2)).toBe(null);
    expect(await other.data(session, source)).toEqual(ownTable);
    expect(await other.rename(session, "Tuesday")).toBe(true);
    expect(await writer.write({ removed: [2], place: placeAt(1), run: null, data: [{ source, given: null }] })).toBe(
      "all",
    );
    expect(await other.list()).toMatchObject([{ id: session, name: "Tuesday", summary: { ...summary, states: 2 } }]);
    expect((await other.list())[0].bytes).toBe((await other.bytes()).all);
    expect(await other.read(session)).toMatchObject({ run: null, sources: [], tree: { nodes: [{ id: 1 }] } });
    const last = writer.write(next(2));
    await writer.end();
    expect(await last).toBe("none");
    expect(await other.remove(unsure(session))).toBe(true);
    expect(await writer.write(next(2))).toBe("none");
    expect(await store.list()).toEqual([]);
    expect(await store.bytes()).toEqual({ all: 0, weights: 0 });
    expect(problems).toEqual([]);
  });

  it("is as it was before where a transaction is broken off, and made up for by the next", async () => {
    const store = await opened();
    let length = 3;
    const state = sample(anyState);
    const writer = newWriter(store, "one", () => chain(length));
    const weights = [2, 3].map((id) => ({ id, state, stays: false }));
    expect(await writer.write({ weights, run: sample(anyRun) })).toBe("all");
    const calls = beforePut(({ name: store, transaction }) => {
      if (store === "sessions") transaction.abort();
    });
    length = 2;
    expect(await writer.write({ removed: [3], place: placeAt(2), run: null })).toBe("none");
    calls.mockRestore();
    expect(await idsIn(store, "one")).toEqual([1, 2, 3]);
    expect(await writer.write({ opened: { moons: 1 } })).toBe("all");
    expect(await store.read("one")).toMatchObject({ opened: { moons: 1 }, run: null, tree: placeAt(2) });
    expect(await idsIn(store, "one")).toEqual([1, 2]);
    expect([await store.weights("one", 2), await store.weights("one", 3)]).toEqual([state, null]);
    expect(await writer.write(next(3))).toBe("all");
    expect(await idsIn(store, "one")).toEqual([1, 2, 3]);
    expect(kinds()).toEqual(["failed", "well"]);
  });

  it("is written anew, all of it, where somebody has cleared the storage", async () => {
    const store = await opened();
    let length = 2;
    const state = sample(anyState);
    const irreplaceable = [{ id: 1, state, stays: true }];
    const writer = newWriter(store, "one", () => ({ ...chain(length), weights: irreplaceable }));
    await writer.write({});
    await clear();
    expect(await store.list()).toEqual([]);
    length = 3;
    expect(await writer.write(next(3))).toBe("all");
    expect(await idsIn(store, "one")).toEqual([1, 2, 3]);
    expect(await store.weights("one", 1)).toEqual(state);
    expect(problems).toEqual([]);
  });

  it("gets changes that come faster than the disk in few transactions, the latest last", async () => {
    const store = await opened();
    const transactions = vi.spyOn(IDBDatabase.prototype, "transaction");
    const writer = newWriter(store, "one", () => chain(1));
    const states = [1, 2, 3].map((step) => ({ ...sample(anyRun), clock: step }));
    const all = [writer.write({}), ...Array.from({ length: 50 }, (_, i) => writer.write(next(i + 2)))];
    all.push(...states.map((run) => writer.write({ run })), writer.write({ removed: [51], place: placeAt(50) }));
    expect(new Set(await Promise.all(all))).toEqual(new Set(["all"]));
    expect(transactions.mock.calls.length).toBeLessThan(4);
    expect((await idsIn(store, "one"))!.length).toBe(50);
    expect((await store.read("one"))!.run!.clock).toBe(3);
  });

  it("takes steps to the disk at once, and how far a run has come when it suits", async () => {
    const store = await opened();
    const transactions = vi.spyOn(IDBDatabase.prototype, "transaction");
    const writer = newWriter(store, "one", () => chain(1));
    await writer.write({});
    await writer.write({ run: sample(anyRun) });
    await writer.write({ ...next(2), run: null });
    const durabilities = transactions.mock.calls.map(([, , options]) => options?.durability);
    expect(durabilities).toEqual(["strict", "relaxed", "strict"]);
  });

  it("of which something is torn says what, and the rest is there", async () => {
    const store = await opened();
    const writer = newWriter(store, "one", () => chain(3));
    await writer.write({ run: sample(anyRun), weights: [{ id: 1, state: sample(anyState), stays: false }] });
    const database = new Database(name, await openDatabase(name));
    await database.transact("readwrite", async ({ records, sessions }) => {
      for (const key of [
        ["one", "node", 3],
        ["one", "weights", 1],
        ["one", "run", 0],
      ]) {
        const record: ArrayBuffer = await answer(records.get(key));
        new Uint8Array(record)[40] ^= 4;
        records.put(record, key);
      }
      sessions.put("nonsense", "two");
    });
    database.close();
    const read = (await store.read("one"))!;
    expect(read.tree.nodes.map(({ id }) => id)).toEqual([1, 2]);
    expect(read.tree).toMatchObject({ current: 2, ids: 3 });
    expect(read.run).toBe(null);
    expect(read.faults.map(sentenceOf)).toEqual(["State 3 cannot be read and is left out: the checksum is wrong."]);
    expect(await store.weights("one", 1)).toBe(null);
    expect(await store.read("two")).toBe(null);
    expect(problems.map(({ said }) => sentencesOf(said))).toEqual([
      "The weights of state 1 cannot be read: the checksum is wrong.",
      "“A session found again” cannot be read. Its name, where one was, and how often test sets were opened are lost: it is not there, or no bytes at all.",
    ]);
    expect(await store.list()).toMatchObject([
      { id: "one", fault: null },
      { id: "two", fault: { id: expect.any(String) } },
    ]);
    // Its own record is made anew with the next step.
    const third = new Database(name, await openDatabase(name));
    await third.transact("readwrite", async ({ sessions }) => sessions.put(new ArrayBuffer(3), "one"));
    third.close();
    const { revision, tree, faults } = (await store.read("one"))!;
    expect(tree.nodes.map(({ id }) => id)).toEqual([1, 2]);
    expect(sentenceOf(faults[0])).toBe(
      "Its name, where one was, and how often test sets were opened are lost: it is cut short.",
    );
    expect(await store.writer(unsure("one"), { revision, whole: () => chain(2) }).write(next(4))).toBe("all");
    expect((await store.read("one"))!.name).toBe("Monday");
  });

  it("that a newer version of the page has kept is told as that, and left alone whatever is asked", async () => {
    const store = await opened();
    await newWriter(store, "one", () => chain(2)).write({});
    const later = seal("session", v.unknown(), { json: { later: true }, arrays: [] }, recordVersion + 1);
    const database = new Database(name, await openDatabase(name));
    await database.transact("readwrite", async ({ sessions }) => sessions.put(later, "one"));
    expect(await store.list()).toMatchObject([{ id: "one", isNewer: true, name: "" }]);
    expect(await store.read("one")).toBe(null);
    expect(problems.map(({ said }) => sentencesOf(said))).toEqual([
      expect.stringMatching(/^The session that was here cannot be read: a newer version of this page has kept it/),
    ]);
    expect(await store.rename("one", "mine")).toBe(false);
    expect(await store.writer(unsure("one"), { revision: 1, whole: () => chain(2) }).write(next(3))).toBe("none");
    expect(new Uint8Array(await database.transact("readonly", ({ sessions }) => answer(sessions.get("one"))))).toEqual(
      new Uint8Array(later),
    );
    expect(
      await database.transact("readonly", ({ records }) => answer(records.getAllKeys(rangeOf("one", "node")))),
    ).toHaveLength(2);
    database.close();
  });
});

describe("room", () => {
  it("is made by dropping the weights that were used longest ago, never recipes, nor weights that must stay", async () => {
    vi.spyOn(Date, "now").mockImplementation(() => performance.now());
    const store = await opened(10_000);
    const writers = ["one", "two"].map((id) => newWriter(store, id, () => chain(5)));
    for (const writer of writers) await writer.write({});
    const add = (w: number, id: number, stays = false) =>
      writers[w].write({ weights: [{ id, state: weighing(2000), stays }] });
    await add(0, 1, true);
    for (const [w, id] of [
      [0, 2],
      [1, 1],
      [0, 3],
    ])
      await add(w, id);
    expect((await store.bytes()).weights).toBeLessThan(10_000);
    // Looked at again, so others are older.
    expect(await store.weights("one", 2)).not.toBe(null);
    await add(0, 4);
    await add(0, 5);
    const kept = async (session: string) => {
      const all = await Promise.all([1, 2, 3, 4, 5].map((id) => store.weights(session, id)));
      return all.flatMap((state, i) => (state ? [i + 1] : []));
    };
    expect([await kept("one"), await kept("two")]).toEqual([[1, 2, 4, 5], []]);
    expect([await idsIn(store, "one"), await idsIn(store, "two")]).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
    for (const id of [2, 3, 4, 5]) await add(0, id, true);
    await add(1, 2);
    // More must stay than the budget: the newest stay too.
    expect([await kept("one"), await kept("two")]).toEqual([[1, 2, 3, 4, 5], [2]]);
    expect(problems).toEqual([]);
  });

  it("that the browser gives no more of is told, and costs weights before recipes", async () => {
    // Chromium looks at a changed quota every half a minute only.
    let most = plenty;
    beforePut((_, value) => {
      if (value instanceof ArrayBuffer && value.byteLength > most) throw new DOMException("", "QuotaExceededError");
    });
    const store = await opened();
    let length = 1;
    const big = { id: 1, state: weighing(400_000), stays: true };
    const writer = newWriter(store, "one", () => ({ ...chain(length), weights: [big] }));
    await writer.write({ weights: [{ id: 1, state: weighing(4000), stays: false }] });
    most = 200_000;
    length = 2;
    expect(await writer.write({ ...next(2), weights: [big] })).toBe("some");
    expect(await idsIn(store, "one")).toEqual([1, 2]);
    expect(await store.weights("one", 1)).toBe(null);
    length = 3;
    expect(await writer.write(next(3))).toBe("some");
    expect(kinds()).toEqual(["full"]);
    most = 0;
    length = 4;
    expect(await writer.write(next(4))).toBe("none");
    expect(await idsIn(store, "one")).toEqual([1, 2, 3]);
    most = plenty;
    length = 5;
    expect(await writer.write(next(5))).toBe("all");
    expect(await idsIn(store, "one")).toEqual([1, 2, 3, 4, 5]);
    expect((await store.weights("one", 1))?.checkpoint.layers[0].weights.length).toBe(100_000);
    expect(kinds()).toEqual(["full", "full", "well"]);
  });

  it("is made where older weights can go instead", async () => {
    const store = await opened();
    const writer = newWriter(store, "one", () => chain(3));
    await writer.write({ weights: [1, 2].map((id) => ({ id, state: weighing(4000), stays: false })) });
    let refusals = 1;
    beforePut(({ name: store }) => {
      if (store === "records" && refusals-- > 0) throw new DOMException("", "QuotaExceededError");
    });
    expect(await writer.write({ weights: [{ id: 3, state: weighing(4000), stays: false }] })).toBe("all");
    expect(await Promise.all([1, 2, 3].map(async (id) => (await store.weights("one", id)) !== null))).toEqual([
      false,
      false,
      true,
    ]);
    expect(problems).toEqual([]);
  });

  it("is never taken by weights that are not finite", async () => {
    const store = await opened();
    const writer = newWriter(store, "one", () => chain(1));
    const state = weighing(8);
    state.checkpoint.layers[0].weights[1] = Number.NaN;
    expect(await writer.write({ weights: [{ id: 1, state, stays: true }] })).toBe("some");
    expect(await store.weights("one", 1)).toBe(null);
    expect(problems.map(({ kind, said }) => [kind, sentencesOf(said)])).toEqual([
      ["failed", "The checkpoint of state 1 cannot be kept: weights or moments are not all finite."],
    ]);
  });
});

describe("one tab writes", () => {
  it("and another is told that it cannot, until that one goes", async () => {
    const session = newSessionId();
    const first = (await claimSession(session))!;
    expect(first).toMatchObject({ session, isSure: true });
    expect(await claimSession(session)).toBe(null);
    expect(await claimSession(session, 20)).toBe(null);
    const store = await opened();
    for (const id of [session, "other"]) await newWriter(store, id, () => chain(1)).write({});
    const claimed = (await store.list()).filter(({ isClaimed }) => isClaimed);
    expect(claimed.map(({ id }) => id)).toEqual([session]);
    const later = claimSession(session, 5000);
    first.release();
    (await later)!.release();
    expect((await claimSession(newSessionId()))!.isSure).toBe(true);
  });

  it("and a worker that was ended leaves its claim", async () => {
    const session = newSessionId();
    const source = `navigator.locks.request("pruning-playground session ${session}", () => { postMessage(0); return new Promise(() => {}); })`;
    const worker = new Worker(URL.createObjectURL(new Blob([source])));
    await new Promise((resolve) => {
      worker.onmessage = resolve;
    });
    expect(await claimSession(session)).toBe(null);
    worker.terminate();
    const claim = await claimSession(session, 5000);
    expect(claim).not.toBe(null);
    claim!.release();
  });

  it("where the browser knows no locks the second one is found out when both write, and the first is told", async () => {
    vi.stubGlobal("navigator", {});
    expect(await claimSession("one")).toMatchObject({ isSure: false });
    expect(await claimedSessions()).toEqual(new Set());
    const [store, other] = [await opened(), await opened()];
    const writer = newWriter(store, "one", () => chain(1));
    await writer.write({});
    const { revision } = (await other.read("one"))!;
    const second = other.writer(unsure("one"), { revision, whole: () => chain(1) });
    expect(await second.write(next(2))).toBe("all");
    expect(await writer.write({ ...next(2), removed: [1] })).toBe("none");
    expect(await writer.write(next(3))).toBe("none");
    expect(kinds()).toEqual(["elsewhere"]);
    expect(await second.write(next(3))).toBe("all");
    expect(await idsIn(store, "one")).toEqual([1, 2, 3]);
  });
});

describe("no storage", () => {
  const outlives = "All of the page works, but what is done is lost with this tab.";

  it.each<[string, () => void, RegExp]>([
    ["is not there", () => vi.stubGlobal("indexedDB", undefined), /^The browser does not let this page keep anything/],
    [
      "is blocked",
      () =>
        vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
          throw new DOMException("", "SecurityError");
        }),
      /^The browser does not let this page keep anything, as in some private windows/,
    ],
    [
      "is refused",
      () =>
        vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
          throw new DOMException("The user denied permission to access the database.", "UnknownError");
        }),
      /^The browser does not let this page keep anything/,
    ],
    [
      "fails",
      () =>
        vi.spyOn(IDBFactory.prototype, "open").mockImplementation(() => {
          throw new DOMException("Internal error", "UnknownError");
        }),
      /^The browser's storage cannot be opened: Internal error\. /,
    ],
  ])("that %s is told", async (_, spoil, sentence) => {
    spoil();
    const store = await openStore(() => undefined, name);
    vi.unstubAllGlobals();
    const why = "why" in store ? sentenceOf(store.why) : "";
    expect(why).toMatch(sentence);
    expect(why).toContain(outlives);
  });

  it("of this version is told, and a newer tab is not kept waiting by an older one", async () => {
    const store = await openStore((problem) => problems.push(problem), name);
    if (!(store instanceof Store)) throw new Error(store.why.id);
    const newer = await answer(indexedDB.open(name, 99));
    const late = await openStore(() => undefined, name);
    expect("why" in late && sentenceOf(late.why)).toBe(
      `A newer version of this page has kept sessions here; reload to get it. ${outlives}`,
    );
    expect(await store.list()).toEqual([]);
    expect(await newWriter(store, "one", () => chain(1)).write({})).toBe("none");
    expect(kinds()).toEqual(["failed", "failed"]);
    newer.close();
  });
});
