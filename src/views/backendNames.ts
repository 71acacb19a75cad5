import type { BackendName } from "../setup/backends.ts";

/** What engines are called. */
export const backendNames: Readonly<Record<BackendName, string>> = {
  wasm: "WASM",
  webgl: "WebGL",
  tfjs: "TensorFlow.js",
  cpu: "CPU",
};
