import { useMemo, useRef } from "react";
import { useShallow } from "zustand/react/shallow";
import { type Cut, isMeasured, useCut } from "../../store/cut.ts";
import { useReferences } from "../../store/references.ts";
import { type State, useStore } from "../../store/store.ts";
import { type Headline, sayFor } from "./headline.ts";

/** Whether the figures are of the weights and the cut on screen. New weights may be drawn a frame after their figures are known, a
 *  cut before its own are. */
export const areOfCut = (
  { snapshot: { key } }: Cut,
  state: Pick<State, "results" | "sparsity" | "setup" | "snapshot">,
) => state.results.preview?.key.version === key.version && isMeasured(state);

/** Nothing else is looked at: whatever changes on the page, the sentence is drawn for its own figures alone. */
const seen = (state: State) => ({
  preparing: state.preparing,
  problem: state.problem,
  running: state.running,
  progress: state.progress,
  snapshot: state.snapshot,
  history: state.history,
  data: state.data,
  spec: state.spec,
  sparsity: state.sparsity,
  setup: state.setup,
  nodes: state.nodes,
  rankedBy: state.rankedBy,
  preview: state.results.preview,
  curve: state.results.curve,
});

export function useSaid(): Headline {
  const cut = useCut();
  const { preview, curve, ...state } = useStore(useShallow(seen));
  const references = useReferences();
  const results = useMemo(() => ({ ...(preview && { preview }), ...(curve && { curve }) }), [preview, curve]);
  const last = useRef<Headline>({ finding: [], soWhat: [], saves: false });
  // Until the figures are those of the cut, what was said stands.
  const isKnown = !cut || !preview || areOfCut(cut, { ...state, results });
  if (isKnown) last.current = sayFor(cut, { ...state, results, references }) ?? last.current;
  return last.current;
}
