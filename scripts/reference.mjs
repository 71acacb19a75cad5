// npm run reference [-- DIR]: trains with the page's own engine and compares accuracies with the reference's, over several seeds.
// DIR holds folders of IDX files (mnist-10k). Vite reads the TypeScript, here and in the workers that this file is started in.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";
import { runnerImport } from "vite";

// What tfjs calls when it finds itself in Node.
globalThis.require = createRequire(import.meta.url);

const read = async (script, plugins) => {
  const { module } = await runnerImport(fileURLToPath(new URL(script, import.meta.url)), {
    configFile: false,
    logLevel: "error",
    plugins,
    // tfjs' modules are written for bundlers: Node alone does not find their parts.
    environments: { inline: { resolve: { noExternal: [/@tensorflow/], mainFields: ["module", "main"] } } },
  });
  return module;
};

const { assemblyScript } = await read("./assemblyscript.ts", []);
const { status } = await read(isMainThread ? "./reference/run.ts" : "./reference/worker.ts", [assemblyScript()]);
process.exit(status);
