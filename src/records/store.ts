import type { GivenData } from "../data/dataset.ts";
import type { RunNode } from "../recipe/node.ts";
import type { NetworkState } from "../recipe/state.ts";
import { type Claim, claimedSessions } from "./claim.ts";
import { readState } from "./codec.ts";
import { answer, type Database, type Kind, type RecordSize, rangeOf, reasonOf, type TellProblem } from "./database.ts";
import { readOr } from "./envelope.ts";
import { readGiven } from "./given.ts";
import { type KeptSession, keptSession, recordsOf } from "./keptSession.ts";
import { allSizes, bytesOf } from "./room.ts";
import type { RecordOf, RecordSaid } from "./said.ts";
import { type ListedSession, listed, readSession, writeSession } from "./sessions.ts";
import { SessionWriter, type WriterOptions } from "./writer.ts";

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
      return listed(
        ids.map((id, i) => ({ id, record: records[i] })),
        all,
        await claimedSessions(),
      );
    });
  }

  /** A session with all its states, but not their weights; null where nothing of it is left. */
  read(id: string): Promise<KeptSession | null> {
    return this.#try(null, async () => {
      const found = await this.#database.transact("readonly", (stores) => recordsOf(stores, id));
      if (!found) return null;
      const read = keptSession(id, found);
      if ("torn" in read) {
        this.#tell({ kind: "torn", said: read.torn });
        return null;
      }
      await this.#keepWeights(id, read.tree.nodes);
      return read;
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
    return this.#read(session, "weights", node, readState, { record: "weights", id: node });
  }

  /** Data of a person's own; null where they are not kept, or broken, which is told. */
  data(session: string, source: string): Promise<GivenData | null> {
    return this.#read(session, "data", source, readGiven, { record: "data", name: null });
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

  #read<T>(session: string, kind: Kind, id: number | string, read: (record: unknown) => T, of: RecordOf) {
    return this.#try<T | null>(null, async () => {
      const key = [session, kind, id];
      const record = await this.#database.transact("readonly", ({ records }) => answer<unknown>(records.get(key)));
      if (record === undefined) return null;
      const said: RecordSaid[] = [];
      const value = readOr(read, record, of, said);
      if (value === null) this.#tell({ kind: "torn", said });
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
      this.#tell({ kind: "failed", said: [{ id: "storage-unreachable", why: reasonOf(error) }] });
      return otherwise;
    }
  }
}

/** Something else is known of a record than before. */
async function noted(sizes: IDBObjectStore, key: IDBValidKey, change: Partial<RecordSize>): Promise<void> {
  const size = await answer<RecordSize | undefined>(sizes.get(key));
  if (size) sizes.put({ ...size, ...change }, key);
}
