// npm run oracles -- DIR: every worked case in DIR against this code. Vite reads the TypeScript.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { runnerImport } from "vite";

// What tfjs calls when it finds itself in Node.
globalThis.require = createRequire(import.meta.url);

const { module } = await runnerImport(fileURLToPath(new URL("./oracles/run.ts", import.meta.url)), {
  configFile: false,
  logLevel: "error",
  // tfjs' modules are written for bundlers: Node alone does not find their parts.
  environments: { inline: { resolve: { noExternal: [/@tensorflow/], mainFields: ["module", "main"] } } },
});
process.exit(module.status);
