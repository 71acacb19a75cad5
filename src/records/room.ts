import { answer, type RecordKey, type RecordSize, type Stores } from "./database.ts";

/** Bytes of weights kept at most, of all sessions: less where the browser gives the page less than four times that. */
const mostBytes = 256 * 2 ** 20;
const shareOfQuota = 1 / 4;

/** The budget of weights, by what the browser says that it gives. */
export async function budgetOfBrowser(): Promise<number> {
  try {
    const { quota } = await navigator.storage.estimate();
    return quota === undefined ? mostBytes : Math.min(mostBytes, Math.floor(quota * shareOfQuota));
  } catch {
    return mostBytes;
  }
}

/** Whether the browser has promised to clear nothing by itself; null where it does not say. */
export async function isPersistent(): Promise<boolean | null> {
  try {
    return await navigator.storage.persisted();
  } catch {
    return null;
  }
}

export interface Sized {
  readonly key: RecordKey;
  readonly size: RecordSize;
}

export async function allSizes({ sizes }: Stores): Promise<readonly Sized[]> {
  const [keys, found] = await Promise.all([answer(sizes.getAllKeys()), answer<RecordSize[]>(sizes.getAll())]);
  return keys.map((key, i) => ({ key: key as unknown as RecordKey, size: found[i] }));
}

export const bytesOf = (all: readonly Sized[]): number => all.reduce((sum, { size }) => sum + size.bytes, 0);

/** Which weights go first, and which then: those that can be worked out again, by when they were used last. */
export function goingFirst(all: readonly Sized[]): readonly Sized[] {
  return all
    .filter(({ key: [, kind], size }) => kind === "weights" && !size.stays)
    .toSorted((one, other) => one.size.used - other.size.used);
}

/** Drops weights until so many bytes are free that were not; recipes are never dropped. How many became free. */
export function drop({ records, sizes }: Stores, wanted: number, going: readonly Sized[]): number {
  let freed = 0;
  for (const { key, size } of going) {
    if (freed >= wanted) break;
    records.delete([...key]);
    sizes.delete([...key]);
    freed += size.bytes;
  }
  return freed;
}
