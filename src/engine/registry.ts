import type { BackendName } from "../setup/backends.ts";
import type { Engine } from "../training/engine.ts";
import type { EngineSaid } from "../training/said.ts";
import { isSoftwareRenderer, probeRenderer } from "./renderer.ts";
import { whyNoWasm } from "./wasm/kernels.ts";
import { createWasmEngine } from "./wasm/wasmEngine.ts";

interface Starting {
  /** Starts the engine; what only few use is fetched now. Throws an error that says why it cannot run here. */
  readonly start: () => Promise<Engine>;
  /** Why the page does not take it by itself, as a clause; null where it may. */
  readonly whyNot: () => EngineSaid | null;
}

const tfjs = async (on: "webgl" | "cpu") => (await import("./tfjs/tfjsEngine.ts")).createTfjsEngine(on);

/** A renderer in software counts as no graphics card. */
function whyNoWebgl(): EngineSaid | null {
  const renderer = probeRenderer();
  if (renderer === null) return { id: "no-webgl" };
  return isSoftwareRenderer(renderer) ? { id: "software-webgl" } : null;
}

/** How the engines of `setup/backends.ts` start. */
export const engines: Readonly<Record<BackendName, Starting>> = {
  wasm: { start: createWasmEngine, whyNot: whyNoWasm },
  webgl: {
    start: async () => (await import("./webgl/webglEngine.ts")).createWebglEngine(),
    whyNot: whyNoWebgl,
  },
  tfjs: { start: () => tfjs("webgl"), whyNot: whyNoWebgl },
  cpu: { start: () => tfjs("cpu"), whyNot: () => null },
};
