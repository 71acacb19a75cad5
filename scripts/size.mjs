// The script that the built page loads first, gzipped, against its limit. The engine comes later, in the worker.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const limit = 150_000;
const page = readFileSync("dist/index.html", "utf8");
const scripts = [...page.matchAll(/(?:<script[^>]*src|rel="modulepreload"[^>]*href)="\.\/([^"]+)"/g)].map(
  ([, file]) => file,
);
const sizes = scripts.map((file) => gzipSync(readFileSync(`dist/${file}`)).length);
const total = sizes.reduce((sum, size) => sum + size, 0);
console.log(`${scripts.join(", ")}: ${(total / 1000).toFixed(1)} KB gz of at most ${limit / 1000}`);
process.exit(scripts.length > 0 && total <= limit ? 0 : 1);
