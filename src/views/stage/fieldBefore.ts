import type { Before } from "../../store/before.ts";
import { useStore } from "../../store/store.ts";

/** Of points: the decision field of what the cut is compared with; null while it is not known. */
export function useFieldBefore(before: Before | null): Float32Array | null {
  return useStore(({ results }) => {
    if (!before) return null;
    if (before.node !== null) return results[`field:${before.node}`]?.field ?? null;
    // Where nothing is cut it is that of the weights that stand.
    return results.preview?.beforeCut.field ?? results.preview?.field ?? null;
  });
}
