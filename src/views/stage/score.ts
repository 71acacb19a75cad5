import { handleOf } from "../../store/cut.ts";
import { type State, useStore } from "../../store/store.ts";
import { isSameHandle } from "../../worker/stateKey.ts";

/** Whether the score is of these very weights, at this very cut. */
const isOfCut = (state: State) =>
  state.test !== null &&
  state.test.key.version === state.snapshot?.key.version &&
  isSameHandle(state.test.handle, handleOf(state));

/** The score on the test set of what is on the page, and how often that set was opened. */
export function useScore() {
  const test = useStore((state) => state.test);
  const isValid = useStore(isOfCut);
  const times = useStore(({ data, opened }) => (data ? (opened[data.source] ?? 0) : 0));
  return { score: isValid ? test : null, times };
}
