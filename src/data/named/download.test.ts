import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { toldOf } from "../../text/faults/told.test.support.ts";
import { type DownloadAccess, download, stored } from "./download.ts";
import { type NamedData, namedData } from "./named.ts";

const contents: Record<string, Uint8Array<ArrayBuffer>> = {
  "images.gz": Uint8Array.from({ length: 5000 }, (_, i) => i),
  "labels.gz": Uint8Array.from({ length: 50 }, (_, i) => i % 3),
};
const data: NamedData = {
  id: "mnist",
  files: Object.entries(contents).map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  })),
  mirrors: ["https://one.example/", "https://two.example/a/"],
};

type Served = (name: string, signal: AbortSignal) => Promise<Response> | Response;
const good: Served = (name) => new Response(contents[name]);
const gone: Served = () => new Response("", { status: 404 });

/** Mirrors that answer as told, a store in memory, and all that was asked. */
function surroundings(one: Served, two: Served) {
  const asked: string[] = [];
  const kept = new Map<string, Blob>();
  const cache = {
    match: async (key: string) => (kept.has(key) ? new Response(kept.get(key)) : undefined),
    put: async (key: string, response: Response) => void kept.set(key, await response.blob()),
  };
  const around: DownloadAccess = {
    fetch: (async (address: string, { signal }: { signal: AbortSignal }) => {
      asked.push(address);
      const { host, pathname } = new URL(address);
      return (host === "one.example" ? one : two)(pathname.split("/").at(-1)!, signal);
    }) as typeof fetch,
    caches: { open: async () => cache } as unknown as CacheStorage,
    subtle: crypto.subtle,
  };
  return { around, asked, kept };
}
const never = new AbortController().signal;

describe("a download", () => {
  it("comes whole, tells how far it is, and needs no internet afterwards", async () => {
    const { around, asked } = surroundings(good, gone);
    const seen: number[] = [];
    const { blobs, isStored } = await download(data, around, never, ({ done, total, host }) => {
      expect([total, host]).toEqual([5050, "one.example"]);
      seen.push(done);
    });
    expect(isStored).toBe(true);
    expect(seen.at(-1)).toBe(5050);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(new Uint8Array(await blobs[0].arrayBuffer())).toEqual(contents["images.gz"]);
    const again = surroundings(gone, gone);
    const offline = { ...again.around, caches: around.caches };
    expect((await stored(data, offline))!.map(({ size }) => size)).toEqual([5000, 50]);
    expect((await download(data, offline, never, () => undefined)).blobs).toHaveLength(2);
    expect([asked.length, again.asked.length]).toEqual([2, 0]);
  });

  const wrong: Served = (name) => new Response(contents[name].map((byte) => byte ^ 1));
  it.each([
    ["is not there", gone, "answers 404"],
    ["sends another file", wrong, "sent another file (its SHA-256 is not that of MNIST)"],
    ["breaks off", ((name) => new Response(contents[name].subarray(1))) as Served, "broke off"],
    [
      "sends too much",
      ((name) => new Response(new Uint8Array(contents[name].length + 1))) as Served,
      "sent more than the file has",
    ],
    ["cannot be reached", (() => Promise.reject(new TypeError("Failed to fetch"))) as Served, "could not be reached"],
  ])("goes on at the next mirror where one %s, and tells all reasons where none serves", async (_, bad, reason) => {
    const { around, asked } = surroundings(bad, good);
    expect((await download(data, around, never, () => undefined)).blobs).toHaveLength(2);
    expect(asked).toContain("https://two.example/a/images.gz");
    const hopeless = surroundings(bad, gone);
    expect(await toldOf(download(data, hopeless.around, never, () => undefined))).toContain(
      `images.gz: one.example ${reason}; two.example answers 404.`,
    );
    expect(hopeless.kept.size).toBe(0);
  });

  it("that is stopped asks no other mirror, keeps the files that were whole, and goes on with the next", async () => {
    const controller = new AbortController();
    const first = surroundings((name, signal) => {
      if (name === "images.gz") return good(name, signal);
      controller.abort();
      return Promise.reject(signal.reason as Error);
    }, good);
    await expect(download(data, first.around, controller.signal, () => undefined)).rejects.toThrow("aborted");
    expect(first.asked).toHaveLength(2);
    expect(await stored(data, first.around)).toBe(null);
    const second = surroundings(good, gone);
    await download(data, { ...second.around, caches: first.around.caches }, never, () => undefined);
    expect(second.asked).toEqual(["https://one.example/labels.gz"]);
  });

  it("trusts no store: what was changed there is fetched again", async () => {
    const { around, kept, asked } = surroundings(good, gone);
    await download(data, around, never, () => undefined);
    kept.set([...kept.keys()][0], new Blob([new Uint8Array(5000)]));
    expect(await stored(data, around)).toBe(null);
    await download(data, around, never, () => undefined);
    expect(asked).toHaveLength(3);
  });

  it("is refused where the page cannot check it, and works where it cannot be kept", async () => {
    const { around } = surroundings(good, gone);
    expect(await toldOf(download(data, { ...around, subtle: undefined }, never, () => undefined))).toContain(
      "over https",
    );
    expect((await download(data, { ...around, caches: undefined }, never, () => undefined)).isStored).toBe(false);
  });
});

it("checksums and sizes of MNIST are those of the real files", () => {
  const path = resolve("../shared/data/manifest.json");
  if (!existsSync(path)) {
    console.warn(`SKIPPED: no ${path}.`);
    return;
  }
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { file: string; bytes: number; sha256: string }[];
  for (const { name, bytes, sha256 } of namedData[0].files)
    expect(manifest.find(({ file }) => file === `mnist/${name}`)).toMatchObject({ bytes, sha256 });
});
