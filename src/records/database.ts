import { type RecordSaid, StorageFault } from "./said.ts";

/** What goes wrong with the storage of the browser; none of it costs more than that things are not kept. */
export interface StorageProblem {
  /** `full`: no room is left. `failed`: the browser gives another error. `elsewhere`: another tab goes on with the session. `torn`:
   *  something that was kept is broken. `gone`: what stood cannot be had any more, another network does. `well`: what is done is kept again. */
  readonly kind: "full" | "failed" | "elsewhere" | "torn" | "gone" | "well";
  readonly said: readonly RecordSaid[];
}

export type TellProblem = (problem: StorageProblem) => void;

/** What is kept of a session: states of its tree, their weights, the run that goes on, data of a person's own. */
export type Kind = "node" | "weights" | "run" | "data";
/** Where a record lies. */
export type RecordKey = readonly [session: string, kind: Kind, id: number | string];

/** Beside every record, so that none has to be read to know how much room it takes. */
export interface RecordSize {
  readonly bytes: number;
  /** When it was written or read last, in milliseconds since 1970. */
  readonly used: number;
  /** Whether it must not go for room: it cannot be worked out again. */
  readonly stays: boolean;
  /** Of a state: what it was made from, to be known where its own record is broken. */
  readonly parent?: number | null;
}

const stores = ["sessions", "records", "sizes"] as const;
type StoreName = (typeof stores)[number];

/** The stores within one transaction. */
export type Stores = Readonly<Record<StoreName, IDBObjectStore>>;

/** Of the layout of the database, not of what its records hold. */
const databaseVersion = 1;
/** A browser that has not answered by then is not going to, in milliseconds. */
const patience = 8000;

export const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** What the browser says of an error, to stand within a sentence. */
export function reasonOf(error: unknown): RecordSaid {
  if (error instanceof StorageFault) return error.said;
  const message = error instanceof Error && error.message ? error.message : String(error);
  return { id: "storage-reason", message: message.replace(/\.$/, "") };
}

/** All records of a session, or those of one kind. */
export const rangeOf = (...prefix: readonly [session: string] | readonly [session: string, kind: Kind]): IDBKeyRange =>
  IDBKeyRange.bound([...prefix], [...prefix, []]);

/** Opens the database; rejects with the browser's error, or what is the matter where it gives none. */
export function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, databaseVersion);
    const giveUp = (id: "storage-silent" | "storage-blocked") => {
      request.onsuccess = () => request.result.close();
      reject(new StorageFault({ id }));
    };
    const timer = setTimeout(() => giveUp("storage-silent"), patience);
    request.onupgradeneeded = () => {
      for (const store of stores) request.result.createObjectStore(store);
    };
    request.onblocked = () => giveUp("storage-blocked");
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      clearTimeout(timer);
      resolve(request.result);
    };
  });
}

/** The connection: opened anew where the browser has closed it. */
export class Database {
  readonly #name: string;
  #connection: IDBDatabase | null;

  constructor(name: string, connection: IDBDatabase) {
    this.#name = name;
    this.#connection = null;
    this.#take(connection);
  }

  /** Does something as one transaction: all of it is kept, or nothing. A strict one is on the disk when it is over, whatever becomes of
   *  the machine; others survive all but that. */
  async transact<T>(
    mode: "readonly" | "readwrite",
    act: (stores: Stores) => Promise<T>,
    durability: IDBTransactionDurability = "default",
  ): Promise<T> {
    const transaction = await this.#begin(mode, durability);
    const over = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new DOMException("It was broken off.", "AbortError"));
    });
    over.catch(() => undefined);
    const [sessions, records, sizes] = stores.map((store) => transaction.objectStore(store));
    try {
      const result = await act({ sessions, records, sizes });
      await over;
      return result;
    } catch (error) {
      try {
        transaction.abort();
      } catch {
        // It is over already; why, it knows best.
        throw transaction.error ?? error;
      }
      throw error;
    }
  }

  close(): void {
    this.#connection?.close();
    this.#connection = null;
  }

  async #begin(mode: "readonly" | "readwrite", durability: IDBTransactionDurability): Promise<IDBTransaction> {
    try {
      if (this.#connection) return this.#connection.transaction(stores, mode, { durability });
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
    }
    this.#take(await openDatabase(this.#name));
    return this.#connection!.transaction(stores, mode, { durability });
  }

  #take(connection: IDBDatabase): void {
    this.#connection = connection;
    const letGo = () => {
      connection.close();
      if (this.#connection === connection) this.#connection = null;
    };
    connection.onclose = letGo;
    // A newer version of the page, or the person, wants to change or clear it.
    connection.onversionchange = letGo;
  }
}
