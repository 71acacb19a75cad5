/** WebAssembly; fused WebGL 2; tfjs on WebGL; tfjs on the processor. */
export const backendNames = ["wasm", "webgl", "tfjs", "cpu"] as const;
export type BackendName = (typeof backendNames)[number];

/** Whether a backend computes on a graphics card, which can go away. */
export const isOnCard = (name: BackendName) => name === "webgl" || name === "tfjs";
