import { type NamedData, type NamedFile, sizeOf } from "./named.ts";
import { DownloadError, MirrorFault, type MirrorSaid } from "./said.ts";

/** What a download needs of its surroundings. */
export interface DownloadAccess {
  readonly fetch: typeof fetch;
  /** The browser's store of downloads; absent where the page is not served securely. */
  readonly caches: CacheStorage | undefined;
  /** Absent where the page is not served securely. */
  readonly subtle: SubtleCrypto | undefined;
}

export interface DownloadProgress {
  /** Bytes of all files. */
  readonly done: number;
  readonly total: number;
  /** Where from, e.g. "storage.googleapis.com". */
  readonly host: string;
}

const cacheName = "pruning-playground-data-1";
/** A mirror that sends nothing for so long is left, in milliseconds. */
const longestSilence = 20_000;

// One address a file whatever its mirror: it names what the bytes are.
const keyOf = ({ sha256 }: NamedFile) => `https://data.invalid/${sha256}`;

/** The files of a data set that were downloaded before and are whole; null unless all are there. */
export async function stored(data: NamedData, { caches, subtle }: DownloadAccess): Promise<Blob[] | null> {
  if (!caches || !subtle) return null;
  try {
    const cache = await caches.open(cacheName);
    const blobs: Blob[] = [];
    for (const file of data.files) {
      const found = await cache.match(keyOf(file));
      const blob = await found?.blob();
      if (!blob || !(await isWhole(await blob.arrayBuffer(), file, subtle))) return null;
      blobs.push(blob);
    }
    return blobs;
  } catch {
    // Private windows and full disks have no store: then it is downloaded.
    return null;
  }
}

/** Downloads what is not stored yet, mirror by mirror, checks every file against its SHA-256 and stores it, so that a broken-off download
 *  goes on with the next file and everything works offline afterwards. Rejects with a DownloadError, or with an AbortError when `signal` aborts. */
export async function download(
  data: NamedData,
  around: DownloadAccess,
  signal: AbortSignal,
  onProgress: (progress: DownloadProgress) => void,
): Promise<{ blobs: Blob[]; isStored: boolean }> {
  const { subtle } = around;
  if (!subtle) throw new DownloadError({ id: "download-insecure" });
  const cache = await around.caches?.open(cacheName).catch(() => undefined);
  const total = sizeOf(data);
  const blobs: Blob[] = [];
  let done = 0;
  let isStored = cache !== undefined;
  for (const file of data.files) {
    const known = await (await cache?.match(keyOf(file)).catch(() => undefined))?.blob();
    if (known && (await isWhole(await known.arrayBuffer(), file, subtle))) blobs.push(known);
    else {
      const before = done;
      const bytes = await fromMirrors(data, file, { ...around, subtle }, signal, (got, host) =>
        onProgress({ done: before + got, total, host }),
      );
      const blob = new Blob([bytes]);
      blobs.push(blob);
      await cache?.put(keyOf(file), new Response(blob)).catch(() => {
        isStored = false;
      });
    }
    done += file.bytes;
  }
  return { blobs, isStored };
}

async function fromMirrors(
  { id, mirrors }: NamedData,
  file: NamedFile,
  around: DownloadAccess & { readonly subtle: SubtleCrypto },
  signal: AbortSignal,
  onBytes: (got: number, host: string) => void,
): Promise<ArrayBuffer> {
  const failed: { host: string; why: MirrorSaid }[] = [];
  for (const mirror of mirrors) {
    const { host } = new URL(mirror);
    try {
      onBytes(0, host);
      const bytes = await fetchWhole(`${mirror}${file.name}`, file, around.fetch, signal, (got) => onBytes(got, host));
      if (await isWhole(bytes, file, around.subtle)) return bytes;
      failed.push({ host, why: { id: "mirror-other", data: id } });
    } catch (error) {
      signal.throwIfAborted();
      failed.push({ host, why: error instanceof MirrorFault ? error.said : { id: "mirror-gone" } });
    }
  }
  throw new DownloadError({ id: "download-failed", file: file.name, mirrors: failed });
}

async function fetchWhole(
  address: string,
  file: NamedFile,
  get: typeof fetch,
  signal: AbortSignal,
  onBytes: (got: number) => void,
): Promise<ArrayBuffer> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), longestSilence);
  try {
    const response = await get(address, {
      signal: AbortSignal.any([signal, silence.signal]),
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
    });
    if (!response.ok || !response.body) throw new MirrorFault({ id: "mirror-answers", status: response.status });
    const whole = new Uint8Array(file.bytes);
    let got = 0;
    const reader = response.body.getReader();
    while (true) {
      const { value, done } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), longestSilence);
      if (got + value.length > whole.length) {
        await reader.cancel();
        throw new MirrorFault({ id: "mirror-more" });
      }
      whole.set(value, got);
      got += value.length;
      onBytes(got);
    }
    if (got < whole.length) throw new MirrorFault({ id: "mirror-less" });
    return whole.buffer;
  } catch (error) {
    if (silence.signal.aborted) throw new MirrorFault({ id: "mirror-silent" });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function isWhole(
  bytes: ArrayBuffer,
  { sha256, bytes: length }: NamedFile,
  subtle: SubtleCrypto,
): Promise<boolean> {
  if (bytes.byteLength !== length) return false;
  const digest = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
}
