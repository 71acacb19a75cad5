import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, realpathSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

const suffix = "?wasm";
const flags = ["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--enable", "simd"];

const compiler = createRequire(import.meta.url).resolve("assemblyscript/package.json");
/** Beside the packages, for copies of the project too: what has been compiled, by all that it was made of. */
const cache = join(dirname(dirname(realpathSync(compiler))), ".cache/assemblyscript");
const underWay = new Map<string, Promise<string>>();

/** Vite plugin: `import bytes from "./index.ts?wasm"` compiles AssemblyScript and gives the module's bytes. They travel inside the
 *  script, so the engine needs no further request and runs from any host. */
export function assemblyScript(): Plugin {
  return {
    name: "assemblyscript",
    enforce: "pre",
    resolveId(source, importer) {
      if (!source.endsWith(suffix) || !importer) return null;
      return join(dirname(importer.split("?")[0]), source);
    },
    async load(id) {
      if (!id.endsWith(suffix)) return null;
      const file = id.slice(0, -suffix.length);
      const sources = readdirSync(dirname(file)).map((name) => join(dirname(file), name));
      for (const source of sources) this.addWatchFile(source);
      const text = await compiledOnce(file, sources);
      return `export default Uint8Array.from(atob("${text}"), (byte) => byte.charCodeAt(0));`;
    },
  };
}

/** The module in base64. A compiler's start takes seconds, and tests, faults, build and worked cases are several processes. */
function compiledOnce(file: string, sources: readonly string[]): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(flags)).update(readFileSync(compiler));
  for (const source of sources) hash.update(`\n${source.slice(dirname(file).length)}\n`).update(readFileSync(source));
  const key = hash.digest("hex");
  const made = underWay.get(key) ?? fromDisk(file, join(cache, `${key}.wasm`));
  underWay.set(key, made);
  made.catch(() => underWay.delete(key));
  return made;
}

async function fromDisk(file: string, kept: string): Promise<string> {
  try {
    return readFileSync(kept).toString("base64");
  } catch {
    // It has not been compiled yet.
  }
  const bytes = await compile(file);
  try {
    mkdirSync(cache, { recursive: true });
    // Whoever reads it meanwhile finds all of it or nothing.
    writeFileSync(`${kept}.${process.pid}`, bytes);
    renameSync(`${kept}.${process.pid}`, kept);
  } catch {
    // Packages that cannot be written to: it is compiled anew each time.
  }
  return Buffer.from(bytes).toString("base64");
}

/** Bytes of the module; throws with the compiler's own words. */
async function compile(file: string): Promise<Uint8Array> {
  const { default: asc } = await import("assemblyscript/asc");
  const written: Uint8Array[] = [];
  // Warning 112: vectors pass between our own functions only.
  let complaints = "";
  const { error } = await asc.main([file, ...flags, "--disableWarning", "112", "--outFile", "kernels.wasm"], {
    writeFile: (_, contents) => {
      if (contents instanceof Uint8Array) written.push(contents);
    },
    stderr: {
      write: (text) => {
        complaints += String(text);
      },
    },
  });
  if (error || written.length === 0) throw new Error(`AssemblyScript: ${error?.message}\n${complaints}`);
  return written[0];
}
