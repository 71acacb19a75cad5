import { useEffect } from "react";
import { actionFor } from "../store/actions/registry.ts";
import { useStore } from "../store/store.ts";

/** Fields that have an undo of their own. */
const writing = "input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable]";

/** Whether a key is the page's own: nothing that could take it has the focus, or a slider has, which takes no letters. */
const isFree = (target: Element) => target.matches("html, body, input[type=range]");

/** Keys do the actions that have one: with Ctrl wherever nothing is written, letters and Space where they are the page's own. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A question waits for its answer.
      if (useStore.getState().incoming || event.defaultPrevented || event.altKey) return;
      const ctrl = event.ctrlKey || event.metaKey;
      const action = actionFor({ key: event.key, ctrl, shift: event.shiftKey });
      // The focus may have moved on since the key was sent.
      const target = document.activeElement ?? document.body;
      if (!action || (ctrl ? target.matches(writing) : !isFree(target))) return;
      event.preventDefault();
      // A letter that is held does it once.
      if (ctrl || !event.repeat) action.run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
