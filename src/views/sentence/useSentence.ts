import { useMemo, useRef } from "react";
import { type Cut, isMeasured, useCut } from "../../store/cut.ts";
import { useReferences } from "../../store/references.ts";
import { type State, useStore } from "../../store/store.ts";
import { sentenceFor } from "./headline.ts";
import type { SentencePart } from "./parts.ts";

/** Whether the figures are of the weights and the cut on screen. New weights may be drawn a frame after their figures are known, a
 *  cut before its own are. */
export const areOfCut = (
  { snapshot: { key } }: Cut,
  state: Pick<State, "results" | "sparsity" | "setup" | "snapshot">,
) => state.results.preview?.key.version === key.version && isMeasured(state);

export function useSentence(): readonly SentencePart[] {
  const cut = useCut();
  const state = useStore((all) => all);
  const references = useReferences();
  const last = useRef<readonly SentencePart[]>([]);
  const sentence = useMemo(() => {
    // Until they are, what was said stands.
    return cut && state.results.preview && !areOfCut(cut, state) ? null : sentenceFor(cut, { ...state, references });
  }, [cut, state, references]);
  if (sentence) last.current = sentence;
  return last.current;
}
