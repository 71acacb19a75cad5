// Runs TypeScript of the page in Node: Vite reads it, WebAssembly is compiled on the way.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

// What tfjs calls when it finds itself in Node.
globalThis.require = createRequire(import.meta.url);

const load = async (script, plugins) => {
  const { module } = await runnerImport(fileURLToPath(script), {
    configFile: false,
    logLevel: "error",
    plugins,
    // tfjs' modules are written for bundlers: Node alone does not find their parts.
    environments: { inline: { resolve: { noExternal: [/@tensorflow/], mainFields: ["module", "main"] } } },
  });
  return module;
};

/** The exports of a module, by its URL. */
export async function read(script) {
  const { assemblyScript } = await load(new URL("./assemblyscript.ts", import.meta.url), []);
  return load(script, [assemblyScript()]);
}
