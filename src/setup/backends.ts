/** WebAssembly; fused WebGL 2; tfjs on WebGL; tfjs on the processor. */
export type BackendName = "wasm" | "webgl" | "tfjs" | "cpu";

/** Whether a backend computes on a graphics card, which can go away. */
export const isOnCard = (name: BackendName) => name === "webgl" || name === "tfjs";
