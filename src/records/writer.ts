import { type Batch, batchOf, type Change, isRunAlone, recipesOf, type Whole } from "./change.ts";
import type { Claim } from "./claim.ts";
import { answer, type Database, rangeOf, reasonOf, type Stores, type TellProblem } from "./database.ts";
import { allSizes, bytesOf, drop, goingFirst } from "./room.ts";
import type { RecordSaid } from "./said.ts";
import { readSession, type SessionRecord, writeSession } from "./sessions.ts";

/** What became of a change: all of it is kept; its recipes, but not all weights or data; or nothing. */
export type KeptShare = "all" | "some" | "none";

/** The session is not there any more, or broken. */
class SessionGone extends Error {}
/** Somebody else has written it. */
class Elsewhere extends Error {}

export interface WriterOptions {
  /** Of the session as it was read; null for a new one. */
  readonly revision: number | null;
  /** All of the session as it stands, for where nothing of it is kept, or not any more. */
  readonly whole: () => Whole;
  readonly tell: TellProblem;
  /** Bytes of weights kept at most, of all sessions. */
  readonly budget: number;
}

/** Writes one session for whoever has claimed it. */
export class SessionWriter {
  readonly #database: Database;
  readonly #id: string;
  readonly #options: WriterOptions;
  #revision: number;
  #queue: Change[] = [];
  #waiting: Promise<KeptShare> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  /** Whether what is kept is not what the next change goes on from. */
  #isBehind: boolean;
  /** Whether nothing is written any more. */
  #isOver = false;
  /** The trouble that was told, as long as it lasts. */
  #trouble: string | null = null;

  constructor(database: Database, { session }: Claim, options: WriterOptions) {
    this.#database = database;
    this.#id = session;
    this.#options = options;
    this.#revision = options.revision ?? 0;
    this.#isBehind = options.revision === null;
  }

  /** Writes a change as one transaction, so that it is kept as a whole or not at all; it is kept when this resolves. Changes that come
   *  faster than the disk are written together. Never rejects: what could not be kept is told, and made up for with the next change. */
  write(change: Change): Promise<KeptShare> {
    this.#queue.push(change);
    if (!this.#waiting) {
      this.#waiting = this.#last.then(() => this.#flush());
      this.#last = this.#waiting;
    }
    return this.#waiting;
  }

  /** Writes nothing more; resolves when what is under way is over. What was to be kept is waited for before. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#last;
  }

  async #flush(): Promise<KeptShare> {
    this.#waiting = null;
    const changes = this.#queue;
    this.#queue = [];
    if (this.#isOver) return "none";
    let batch: Batch | undefined;
    try {
      batch = batchOf(this.#id, changes, this.#isBehind ? this.#options.whole() : null);
      const isWhole = await this.#keep(batch);
      this.#isBehind = false;
      if (!isWhole) return this.#settle("some", "full", [{ id: "storage-full", keepsRecipes: true }], batch);
      if (batch.faults.length > 0) return this.#settle("some", "failed", batch.faults);
      if (this.#trouble !== null) this.#options.tell({ kind: "well", said: [{ id: "storage-well" }] });
      this.#trouble = null;
      return "all";
    } catch (error) {
      if (error instanceof SessionGone) {
        // Somebody has cleared the storage: all of it is written anew.
        this.#isBehind = true;
        this.#queue = [...changes, ...this.#queue];
        return this.#flush();
      }
      if (error instanceof Elsewhere) {
        this.#isOver = true;
        return this.#settle("none", "elsewhere", [{ id: "storage-elsewhere" }]);
      }
      this.#isBehind = true;
      if (isFull(error)) return this.#settle("none", "full", [{ id: "storage-full", keepsRecipes: false }], batch);
      return this.#settle("none", "failed", [{ id: "storage-failed", why: reasonOf(error) }], batch);
    }
  }

  /** Tells of a trouble once, as long as it lasts; what nobody can work out again is tried once more with the next change. */
  #settle(
    kept: KeptShare,
    kind: "full" | "failed" | "elsewhere",
    said: readonly RecordSaid[],
    again?: Batch,
  ): KeptShare {
    const trouble = JSON.stringify(said);
    if (again) this.#queue.unshift(again.irreplaceable);
    if (this.#trouble !== trouble) this.#options.tell({ kind, said });
    this.#trouble = trouble;
    return kept;
  }

  /** Where no room is left weights used long ago go, then all that can, and at last the recipes are kept alone: false. */
  async #keep(batch: Batch): Promise<boolean> {
    const needed = 2 * batch.puts.reduce((sum, { record }) => sum + record.byteLength, 0);
    for (const wanted of [0, needed, Number.POSITIVE_INFINITY]) {
      if (wanted > 0 && (await this.#makeRoom(wanted)) === 0) continue;
      try {
        await this.#put(batch);
        return true;
      } catch (error) {
        if (!isFull(error)) throw error;
      }
    }
    await this.#put(recipesOf(batch));
    return false;
  }

  #makeRoom(bytes: number): Promise<number> {
    return this.#database.transact("readwrite", async (stores) =>
      drop(stores, bytes, goingFirst(await allSizes(stores))),
    );
  }

  async #put(batch: Batch): Promise<void> {
    const revision = this.#revision + 1;
    await this.#database.transact(
      "readwrite",
      async (stores) => {
        const { records, sizes, sessions } = stores;
        const session = await this.#sessionAfter(stores, batch, revision);
        if (batch.whole) await this.#forgetWeights(stores, batch.whole);
        for (const key of batch.deletes) {
          const query = key instanceof IDBKeyRange ? key : [...key];
          records.delete(query);
          sizes.delete(query);
        }
        const used = Date.now();
        for (const { key, record, ...more } of batch.puts) {
          records.put(record, [...key]);
          sizes.put({ bytes: record.byteLength, used, ...more }, [...key]);
        }
        sessions.put(writeSession(session), this.#id);
        if (batch.puts.some(({ key: [, kind] }) => kind === "weights")) await this.#keepToBudget(stores, batch);
      },
      // A run that goes on is written every few seconds: after a power failure it would begin some seconds earlier.
      isRunAlone(batch) ? "relaxed" : "strict",
    );
    this.#revision = revision;
  }

  async #sessionAfter({ sessions }: Stores, { whole, session }: Batch, revision: number): Promise<SessionRecord> {
    const record: unknown = await answer(sessions.get(this.#id));
    const read = record === undefined ? null : readSession(record);
    const known = read && read.fault === null ? read.session : null;
    if (read?.isNewer || (known && known.revision !== this.#revision)) throw new Elsewhere();
    const base = known ?? (whole && { ...whole, created: Date.now() });
    if (!base) throw new SessionGone();
    const { name, created, place, opened, summary } = { ...base, ...session };
    return { name, created, updated: Date.now(), revision, place, opened, summary };
  }

  /** Weights of nodes that there are no more. */
  async #forgetWeights({ records, sizes }: Stores, { changed }: Whole): Promise<void> {
    const ids = new Set(changed.map(({ id }) => id));
    for (const key of await answer(records.getAllKeys(rangeOf(this.#id, "weights")))) {
      const [, , id] = key as [string, string, number];
      if (ids.has(id)) continue;
      records.delete(key);
      sizes.delete(key);
    }
  }

  async #keepToBudget(stores: Stores, { puts }: Batch): Promise<void> {
    const all = (await allSizes(stores)).filter(({ key: [, kind] }) => kind === "weights");
    const fresh = new Set(puts.map(({ key }) => String(key)));
    const going = goingFirst(all).filter(({ key }) => !fresh.has(String(key)));
    drop(stores, bytesOf(all) - this.#options.budget, going);
  }
}

const isFull = (error: unknown) => error instanceof DOMException && error.name === "QuotaExceededError";
