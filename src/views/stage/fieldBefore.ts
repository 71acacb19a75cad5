import { useEffect, useRef } from "react";
import type { Before } from "../../store/before.ts";
import { isOpen } from "../../store/before.ts";
import { useCut } from "../../store/cut.ts";
import { pathIn } from "../../store/references.ts";
import { useResult } from "../../store/results.ts";
import { useStore } from "../../store/store.ts";

/** Fields of states that were seen, the latest last; 16 KB each. */
const mostKnown = 60;

/** The decision field before the cut; null where it was never seen, after a reload say: then there is no more than what was answered. */
export function useFieldBefore(before: Before | null): Float32Array | null {
  const preview = useResult("preview");
  const cut = useCut();
  const path = useStore(pathIn);
  const isResting = useStore((state) => state.running === null);
  const known = useRef(new Map<string, Float32Array>()).current;
  const at = path.at(-1);
  const open = cut !== null && isOpen(cut);
  const field = open ? preview?.beforeCut.field : preview?.field;
  useEffect(() => {
    // The weights that a run leads to come before the state that it makes.
    if (!isResting || !at || !field || known.has(at.fingerprint)) return;
    known.set(at.fingerprint, field);
    if (known.size > mostKnown) known.delete(known.keys().next().value!);
  }, [isResting, at, field, known]);
  if (open || !before) return field ?? null;
  const state = path.find(({ reference }) => reference.predictions === before.predictions);
  return (state && known.get(state.fingerprint)) ?? null;
}
