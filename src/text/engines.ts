import type { BackendName } from "../setup/backends.ts";

/** Engines in menus and lists. */
export const engineNames: Readonly<Record<BackendName, string>> = {
  wasm: "WASM",
  webgl: "WebGL",
  tfjs: "TensorFlow.js",
  cpu: "CPU",
};

/** Engines in sentences. */
export const engineTitles: Readonly<Record<BackendName, string>> = {
  wasm: "WebAssembly",
  webgl: "WebGL",
  tfjs: "TensorFlow.js on WebGL",
  cpu: "plain JavaScript",
};
