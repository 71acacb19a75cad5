import { EngineFault, type EngineSaid } from "../../training/said.ts";
import bytes from "./assembly/index.ts?wasm";

/** The compiled functions; assembly/ tells what they do. Addresses, strides and sizes are in bytes, counts in things. */
export type Kernels = Readonly<
  Record<
    | "reorder"
    | "setUpdate"
    | "batchNorm"
    | "batchNormBack"
    | "setBatchNorm"
    | "convolve"
    | "convolveActive"
    | "convolveBack"
    | "convolveKept"
    | "updateConvolution"
    | "updateDense"
    | "updateKept"
    | "updateKeptConvolution"
    | "add"
    | "applyActivationGradient"
    | "copy"
    | "tanhInPlace"
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

let compiled: WebAssembly.Module | undefined;
let refused: EngineSaid | null | undefined;

/** Why WebAssembly cannot run here, null where it can. A host's policy may forbid what the browser could do: only trying tells. */
export function whyNoWasm(): EngineSaid | null {
  if (refused === undefined) refused = compile();
  return refused;
}

/** Whether the kernels can run here. */
export const isWasmOffered = (): boolean => whyNoWasm() === null;

function compile(): EngineSaid | null {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(bytes)) return { id: "no-simd" };
  try {
    compiled = new WebAssembly.Module(bytes);
    return null;
  } catch {
    return { id: "policy-forbids-wasm" };
  }
}

/** The kernels on a memory; throws an error that says why where they cannot run. */
export function startKernels(memory: WebAssembly.Memory): Kernels {
  const reason = whyNoWasm();
  if (reason) throw new EngineFault(reason);
  const { exports } = new WebAssembly.Instance(compiled!, { env: { memory, abort } });
  return exports as unknown as Kernels;
}

function abort(): never {
  throw new Error("A WebAssembly kernel failed.");
}
