// What the page loads first, what draws its charts, fetched beside the engine, and what its engine weighs, gzipped, against their
// limits. tfjs comes only when it is asked for.
import { readdirSync, readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

/** Bytes after gzip, at most. */
export const limits = { page: 150_000, charts: 46_000, wasm: 20_000 };
const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Scripts that one needs to run, itself first. */
function withImports(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  const text = readFileSync(`dist/${file}`, "utf8");
  for (const [, name] of text.matchAll(/(?:from|import)\s*["'`]\.\/([\w-]+\.js)["'`]/g))
    withImports(`assets/${name}`, found);
  return found;
}

/** Bytes after gzip of the page's scripts, of those that draw its charts, and of the WebAssembly inside the worker's, of the build in
 *  dist/. */
export function sizes() {
  const page = readFileSync("dist/index.html", "utf8");
  const weigh = (files) => files.reduce((sum, file) => sum + gzipped(readFileSync(`dist/${file}`)), 0);
  const scripts = [...page.matchAll(/(?:<script[^>]*src|rel="modulepreload"[^>]*href)="\.\/([^"]+)"/g)].map(
    ([, file]) => file,
  );
  const files = readdirSync("dist/assets").filter((file) => file.endsWith(".js"));
  const drawings = files.find((file) => file.startsWith("drawings-"));
  const texts = files.map((file) => readFileSync(`dist/assets/${file}`, "utf8"));
  const [base64] = texts.flatMap((text) => /atob\(["`]([A-Za-z0-9+/=]+)["`]\)/.exec(text)?.[1] ?? []);
  if (scripts.length === 0 || !drawings || !base64)
    throw new Error("dist/ has no page script, no charts or no WebAssembly; run the build first");
  return {
    page: weigh(scripts),
    charts: weigh([...withImports(`assets/${drawings}`)].filter((file) => !scripts.includes(file))),
    wasm: gzipped(Buffer.from(base64, "base64")),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = sizes();
  for (const [name, limit] of Object.entries(limits))
    console.log(`${name}: ${(found[name] / 1000).toFixed(1)} KB gz of at most ${limit / 1000}`);
  process.exit(Object.entries(limits).every(([name, limit]) => found[name] <= limit) ? 0 : 1);
}
