import { useEffect, useRef } from "react";

/** Keys pressed within this time of each other make one cut. */
const settleMilliseconds = 350;

/** Commits what a series of key presses led to, once: a while after the last key came up, or as soon as the focus leaves or the
 *  control goes, for a key that is held then never comes up. */
export function useSettled(commit: () => void) {
  const latest = useRef(commit);
  latest.current = commit;
  const state = useRef<{ isPending: boolean; timer: ReturnType<typeof setTimeout> | undefined }>({
    isPending: false,
    timer: undefined,
  }).current;
  const settle = () => {
    clearTimeout(state.timer);
    if (!state.isPending) return;
    state.isPending = false;
    latest.current();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the control goes, and never else
  useEffect(() => settle, []);
  return {
    /** Something moved that is not committed yet. */
    moved: () => {
      clearTimeout(state.timer);
      state.isPending = true;
    },
    /** A key came up; others may follow. */
    released: () => {
      clearTimeout(state.timer);
      state.timer = setTimeout(settle, settleMilliseconds);
    },
    settle,
    /** What moved was taken back. */
    forget: () => {
      clearTimeout(state.timer);
      state.isPending = false;
    },
  };
}
