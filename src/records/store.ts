import type { GivenData } from "../data/dataset.ts";
import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import type { TreeRecord } from "../recipe/tree.ts";
import { type Claim, claimedSessions } from "./claim.ts";
import { readState } from "./codec.ts";
import {
  answer,
  type Database,
  type Kind,
  type RecordKey,
  type RecordSize,
  rangeOf,
  reasonOf,
  type TellProblem,
} from "./database.ts";
import { RecordFault } from "./envelope.ts";
import { readGiven } from "./given.ts";
import { allSizes, bytesOf } from "./room.ts";
import { type RunRecord, readRun } from "./run.ts";
import { readSession, type SessionRecord, writeSession } from "./sessions.ts";
import { readTree } from "./tree.ts";
import { SessionWriter, type WriterOptions } from "./writer.ts";

/** A session in a list. */
export interface ListedSession extends Pick<SessionRecord, "name" | "created" | "updated" | "summary"> {
  readonly id: string;
  /** Of all that is kept of it. */
  readonly bytes: number;
  /** Of a person's own data among that. */
  readonly dataBytes: number;
  /** Whether some tab has it open, this one included. */
  readonly isClaimed: boolean;
  /** Why its own record cannot be read: its states may be whole. */
  readonly fault: string | null;
  /** Whether a newer version of the page has kept it: this one cannot go on with it. */
  readonly isNewer: boolean;
}

/** A session as it was kept. */
export interface KeptSession extends Pick<SessionRecord, "name" | "revision" | "opened"> {
  readonly id: string;
  readonly tree: TreeRecord<RunNode>;
  /** The run that went on from the state that stands. */
  readonly run: RunRecord | null;
  /** Data of a person's own that is kept. */
  readonly sources: readonly string[];
  /** What was broken and is left out, a sentence each. */
  readonly faults: readonly string[];
}

/** All sessions that the browser keeps. Reading never rejects either: what goes wrong is told. */
export class Store {
  readonly #database: Database;
  readonly #tell: TellProblem;
  /** Bytes of weights kept at most, of all sessions. */
  readonly budget: number;

  constructor(database: Database, tell: TellProblem, budget: number) {
    this.#database = database;
    this.#tell = tell;
    this.budget = budget;
  }

  /** The latest first. */
  list(): Promise<readonly ListedSession[]> {
    return this.#try([], async () => {
      const { ids, records, all } = await this.#database.transact("readonly", async (stores) => {
        const ids = (await answer(stores.sessions.getAllKeys())) as string[];
        return { ids, records: await answer<unknown[]>(stores.sessions.getAll()), all: await allSizes(stores) };
      });
      const claimed = await claimedSessions();
      const sessions = ids.map((id, i) => {
        const { session, fault, isNewer } = readSession(records[i]);
        const { name, created, updated, summary } = session;
        const own = all.filter(({ key: [one] }) => one === id);
        return {
          id,
          name,
          created,
          updated,
          summary,
          fault,
          isNewer,
          isClaimed: claimed.has(id),
          bytes: bytesOf(own),
          dataBytes: bytesOf(own.filter(({ key: [, kind] }) => kind === "data")),
        };
      });
      return sessions.toSorted((one, other) => other.updated - one.updated);
    });
  }

  /** A session with all its states, but not their weights; null where nothing of it is left. */
  read(id: string): Promise<KeptSession | null> {
    return this.#try(null, async () => {
      const found = await this.#database.transact("readonly", async ({ sessions, records, sizes }) => {
        const session: unknown = await answer(sessions.get(id));
        const keys = await answer(records.getAllKeys(rangeOf(id, "node")));
        const nodes = await answer<unknown[]>(records.getAll(rangeOf(id, "node")));
        const run: unknown = await answer(records.get([id, "run", 0]));
        const sources = await answer(records.getAllKeys(rangeOf(id, "data")));
        const known = await answer(sizes.getAllKeys(rangeOf(id, "node")));
        const beside = await answer<RecordSize[]>(sizes.getAll(rangeOf(id, "node")));
        const parents = known.flatMap((key, i) => {
          const { parent } = beside[i];
          return parent === undefined ? [] : [[idOf(key), parent] as const];
        });
        const byId = new Map(keys.map((key, i) => [idOf(key), nodes[i]]));
        return { session, nodes: byId, parents: new Map(parents), run, sources };
      });
      if (found.session === undefined) return null;
      const { session, fault, isNewer } = readSession(found.session);
      if (isNewer) {
        this.#tell({ kind: "torn", sentence: `The session that was here cannot be read: ${fault}.` });
        return null;
      }
      const { tree, faults } = readTree(found.nodes, session.place, found.parents);
      const said =
        fault === null
          ? [...faults]
          : [`Its name, where one was, and how often test sets were opened are lost: ${fault}.`, ...faults];
      if (!tree) {
        this.#tell({ kind: "torn", sentence: [`“${session.name}” cannot be read.`, ...said].join(" ") });
        return null;
      }
      await this.#keepWeights(id, tree.nodes);
      const { name, revision, opened, place } = session;
      const run = tree.current === place?.current ? readOr(readRun, found.run, "The run that went on", said) : null;
      return {
        id,
        name,
        revision,
        opened,
        tree,
        run,
        sources: found.sources.map((key) => String(idOf(key))),
        faults: said,
      };
    });
  }

  /** Weights of states that the way to is lost are not dropped for room any more. */
  async #keepWeights(session: string, nodes: readonly RunNode[]): Promise<void> {
    const ids = new Set<number>();
    for (const { id, parent, step } of nodes) if (step?.kind === "lost" || ids.has(parent ?? 0)) ids.add(id);
    if (ids.size === 0) return;
    await this.#database.transact("readwrite", async ({ sizes }) => {
      for (const id of ids) await noted(sizes, [session, "weights", id], { stays: true });
    });
  }

  /** The weights of a state; null where they are not kept, or broken, which is told. */
  weights(session: string, node: number): Promise<NetworkState | null> {
    return this.#read(session, "weights", node, readState, `The weights of state ${node}`);
  }

  /** Data of a person's own; null where they are not kept, or broken, which is told. */
  data(session: string, source: string): Promise<GivenData | null> {
    return this.#read(session, "data", source, readGiven, "The data that was opened from a file");
  }

  /** For whoever has claimed a session. */
  writer(claim: Claim, options: Omit<WriterOptions, "tell" | "budget">): SessionWriter {
    return new SessionWriter(this.#database, claim, { ...options, tell: this.#tell, budget: this.budget });
  }

  /** Whether it could be done. */
  rename(id: string, name: string): Promise<boolean> {
    return this.#try(false, () =>
      this.#database.transact("readwrite", async ({ sessions }) => {
        const record: unknown = await answer(sessions.get(id));
        if (record === undefined) return false;
        const { session, isNewer } = readSession(record);
        if (isNewer) return false;
        sessions.put(writeSession({ ...session, name }), id);
        return true;
      }),
    );
  }

  /** Removes a session with all that is kept of it; whether it could be done. Its writer is to be ended before. */
  remove({ session }: Claim): Promise<boolean> {
    return this.#try(false, () =>
      this.#database.transact(
        "readwrite",
        async ({ sessions, records, sizes }) => {
          sessions.delete(session);
          records.delete(rangeOf(session));
          sizes.delete(rangeOf(session));
          return true;
        },
        "strict",
      ),
    );
  }

  /** Of all that is kept, and how much of that is weights. */
  bytes(): Promise<{ readonly all: number; readonly weights: number }> {
    return this.#try({ all: 0, weights: 0 }, async () => {
      const all = await this.#database.transact("readonly", allSizes);
      return { all: bytesOf(all), weights: bytesOf(all.filter(({ key: [, kind] }) => kind === "weights")) };
    });
  }

  close(): void {
    this.#database.close();
  }

  #read<T>(session: string, kind: Kind, id: number | string, read: (record: unknown) => T, what: string) {
    return this.#try<T | null>(null, async () => {
      const key = [session, kind, id];
      const record = await this.#database.transact("readonly", ({ records }) => answer<unknown>(records.get(key)));
      if (record === undefined) return null;
      const faults: string[] = [];
      const value = readOr(read, record, what, faults);
      if (value === null) this.#tell({ kind: "torn", sentence: faults.join(" ") });
      // Nobody waits for that, or misses it.
      else
        this.#database
          .transact("readwrite", ({ sizes }) => noted(sizes, key, { used: Date.now() }), "relaxed")
          .catch(() => undefined);
      return value;
    });
  }

  async #try<T>(otherwise: T, act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      this.#tell({ kind: "failed", sentence: `What the browser has kept cannot be reached: ${reasonOf(error)}.` });
      return otherwise;
    }
  }
}

/** The id of a record among those of its kind. */
const idOf = (key: IDBValidKey) => (key as unknown as RecordKey)[2];

/** What a record says; null where it is not there or broken, which is told. */
function readOr<T>(read: (record: unknown) => T, record: unknown, what: string, faults: string[]): T | null {
  if (record === undefined) return null;
  try {
    return read(record);
  } catch (error) {
    if (!(error instanceof RecordFault)) throw error;
    faults.push(`${what} cannot be read: ${error.message}.`);
    return null;
  }
}

/** Something else is known of a record than before. */
async function noted(sizes: IDBObjectStore, key: IDBValidKey, change: Partial<RecordSize>): Promise<void> {
  const size = await answer<RecordSize | undefined>(sizes.get(key));
  if (size) sizes.put({ ...size, ...change }, key);
}
