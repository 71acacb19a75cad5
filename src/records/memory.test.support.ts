import { AsyncLocalStorage } from "node:async_hooks";

/** Whoever asks for a connection: a worker that can be ended at any moment. */
export type Owner = object;
export const owner = new AsyncLocalStorage<Owner>();

type Part = number | string;
type StoredKey = Part | readonly Part[];

/** In place of `IDBKeyRange`. */
export class MemoryKeyRange {
  readonly lower: StoredKey;
  readonly upper: StoredKey;

  constructor(lower: StoredKey, upper: StoredKey) {
    this.lower = lower;
    this.upper = upper;
  }

  static bound = (lower: StoredKey, upper: StoredKey) => new MemoryKeyRange(lower, upper);
}

interface Entry {
  readonly key: StoredKey;
  readonly value: unknown;
}

const rankOf = (key: unknown) => (typeof key === "number" ? 0 : typeof key === "string" ? 1 : 2);

/** The order of keys in IndexedDB: numbers, texts, lists part by part. */
function compared(one: unknown, other: unknown): number {
  if (!Array.isArray(one) || !Array.isArray(other))
    return rankOf(one) - rankOf(other) || (one === other ? 0 : (one as Part) < (other as Part) ? -1 : 1);
  for (let i = 0; i < Math.min(one.length, other.length); i++) {
    const order = compared(one[i], other[i]);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

class MemoryStore {
  #entries: readonly Entry[] = [];

  found(query: unknown): readonly Entry[] {
    if (query === undefined) return this.#entries;
    const { lower, upper } = query instanceof MemoryKeyRange ? query : { lower: query, upper: query };
    return this.#entries.filter(({ key }) => compared(key, lower) >= 0 && compared(key, upper) <= 0);
  }

  delete(query: unknown): void {
    const gone = this.found(query);
    this.#entries = this.#entries.filter((entry) => !gone.includes(entry));
  }

  put(value: unknown, key: StoredKey): void {
    this.delete(key);
    this.#entries = [...this.#entries, { key: structuredClone(key), value: structuredClone(value) }].sort((a, b) =>
      compared(a.key, b.key),
    );
  }

  get entries() {
    return this.#entries;
  }

  set entries(entries: readonly Entry[]) {
    this.#entries = entries;
  }
}

/** As much of IndexedDB as records need, in memory. One transaction goes on at a time; of an owner that was ended none does, and what it
 *  had not completed is as if it had never been asked for. */
export class MemoryDatabases {
  readonly #stores = new Map<string, MemoryStore>();
  readonly #ended = new WeakSet<Owner>();
  readonly #going = new Set<{ readonly by: Owner | undefined; readonly end: (isKept: boolean) => void }>();
  #last: Promise<void> = Promise.resolve();

  /** Everything that is kept is gone. */
  clear(): void {
    this.#stores.clear();
    this.#last = Promise.resolve();
  }

  /** The owner is gone, whatever it was at. */
  end(by: Owner): void {
    this.#ended.add(by);
    for (const one of this.#going) if (one.by === by) one.end(false);
  }

  open(): unknown {
    const by = owner.getStore();
    const isNew = this.#stores.size === 0;
    const connection = {
      createObjectStore: (name: string) => this.#stores.set(name, new MemoryStore()),
      transaction: () => this.#transaction(by),
      close: () => undefined,
    };
    const request = { result: connection, onupgradeneeded: () => undefined, onsuccess: () => undefined };
    setImmediate(() => {
      if (by && this.#ended.has(by)) return;
      if (isNew && this.#stores.size === 0) request.onupgradeneeded();
      request.onsuccess();
    });
    return request;
  }

  #transaction(by: Owner | undefined) {
    const isEnded = () => by !== undefined && this.#ended.has(by);
    const before = this.#last;
    let release: () => void = () => undefined;
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    const held = new Map<MemoryStore, readonly Entry[]>();
    let pending = 0;
    let isOver = false;
    const transaction = {
      oncomplete: () => undefined,
      onabort: () => undefined,
      error: null,
      abort: () => end(false),
      objectStore: (name: string) => {
        const store = this.#stores.get(name)!;
        const asked = (act: () => unknown) => {
          const request = { result: undefined as unknown, onsuccess: () => undefined };
          pending++;
          void before.then(() => {
            if (isOver) return;
            if (isEnded()) return end(false);
            if (!held.has(store)) held.set(store, store.entries);
            request.result = act();
            request.onsuccess();
            setImmediate(() => {
              if (--pending === 0) end(true);
            });
          });
          return request;
        };
        return {
          get: (key: unknown) => asked(() => structuredClone(store.found(key)[0]?.value)),
          getAll: (query?: unknown) => asked(() => structuredClone(store.found(query).map(({ value }) => value))),
          getAllKeys: (query?: unknown) => asked(() => structuredClone(store.found(query).map(({ key }) => key))),
          put: (value: unknown, key: StoredKey) => asked(() => store.put(value, key)),
          delete: (query: unknown) => asked(() => store.delete(query)),
        };
      },
    };
    const end = (isKept: boolean) => {
      if (isOver) return;
      isOver = true;
      this.#going.delete(going);
      if (!isKept) for (const [store, entries] of held) store.entries = entries;
      release();
      if (isEnded()) return;
      if (isKept) transaction.oncomplete();
      else transaction.onabort();
    };
    const going = { by, end };
    this.#going.add(going);
    void before.then(() =>
      setImmediate(() => {
        if (isEnded()) end(false);
        else if (pending === 0) end(true);
      }),
    );
    return transaction;
  }
}
