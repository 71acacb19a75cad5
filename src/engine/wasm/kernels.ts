import bytes from "./assembly/index.ts?wasm";

/** The compiled functions; assembly/ tells what they do. Addresses, strides and sizes are in bytes, counts in things. */
export type Kernels = Readonly<
  Record<
    | "reorder"
    | "setUpdate"
    | "convolve"
    | "convolveActive"
    | "convolveBack"
    | "convolveKept"
    | "updateConvolution"
    | "updateDense"
    | "updateKept"
    | "updateKeptConvolution"
    | "add"
    | "applySlope"
    | "copy"
    | "squash"
    | "pool"
    | "poolBack"
    | "gatherBytes"
    | "gatherFloats"
    | "gatherLabels"
    | "listActive"
    | "listChanges"
    | "listKept"
    | "updateSums",
    (...values: (number | boolean)[]) => void
  > &
    Record<"crossEntropy" | "penalty" | "score", (...values: number[]) => number>
>;

/** Whether this browser runs WebAssembly with SIMD. */
export const isWasmOffered = (): boolean => typeof WebAssembly === "object" && WebAssembly.validate(bytes);

let compiled: WebAssembly.Module | undefined;

/** The kernels on a memory; throws an error that says why where they cannot run. */
export function startKernels(memory: WebAssembly.Memory): Kernels {
  if (!isWasmOffered()) throw new Error("the browser has no WebAssembly with SIMD");
  compiled ??= new WebAssembly.Module(bytes);
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory, abort } });
  return exports as unknown as Kernels;
}

function abort(): never {
  throw new Error("A WebAssembly kernel failed.");
}
