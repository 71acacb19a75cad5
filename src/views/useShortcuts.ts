import { useEffect } from "react";
import { actionFor } from "../store/actions/registry.ts";
import { useStore } from "../store/store.ts";

/** Where text is typed: these have an undo of their own. */
const writing = "input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable]";

/** What does nothing of its own with Space. */
const idle = "html, body, input[type=range]";

/** Whether a key without Ctrl is the page's own where the focus is; menus take letters. */
const isFree = (key: string, target: Element) =>
  key === " " ? target.matches(idle) : !target.matches("select") && useStore.getState().preferences.letterKeys;

/** Keys do the actions that have one wherever nothing is typed; letters alone unless a person has switched them off, Space where nothing
 *  that takes it has the focus. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A question waits for its answer.
      if (useStore.getState().incoming || event.defaultPrevented || event.altKey) return;
      const ctrl = event.ctrlKey || event.metaKey;
      const action = actionFor({ key: event.key, ctrl, shift: event.shiftKey });
      // The focus may have moved on since the key was sent.
      const target = document.activeElement ?? document.body;
      if (!action || target.matches(writing)) return;
      if (!ctrl && !isFree(event.key, target)) return;
      event.preventDefault();
      // A letter that is held does it once.
      if (ctrl || !event.repeat) action.run();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
