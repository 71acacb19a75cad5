import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import asc from "assemblyscript/asc";
import type { Plugin } from "vite";

const suffix = "?wasm";

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
      for (const name of readdirSync(dirname(file))) this.addWatchFile(join(dirname(file), name));
      const text = Buffer.from(await compile(file)).toString("base64");
      return `export default Uint8Array.from(atob("${text}"), (byte) => byte.charCodeAt(0));`;
    },
  };
}

/** Bytes of the module; throws with the compiler's own words. */
async function compile(file: string): Promise<Uint8Array> {
  const written: Uint8Array[] = [];
  const flags = ["-O3", "--noAssert", "--runtime", "stub", "--importMemory", "--enable", "simd"];
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
