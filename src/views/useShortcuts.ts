import { useEffect } from "react";
import { changeSetup } from "../store/actions/settings.ts";
import { redo, undo } from "../store/actions/training.ts";
import { useStore } from "../store/store.ts";

/** Fields that have an undo of their own. */
const writing = "input:not([type=range], [type=checkbox], [type=radio]), textarea, [contenteditable]";

/** Whether a key is the page's own: nothing that could take it has the focus, or a slider has, which takes no letters. */
const isFree = (target: Element) => target.matches("html, body, input[type=range]");

/** Space trains or pauses, Ctrl Z and Ctrl Y undo and redo, P toggles the projector view. */
export function useShortcuts(train: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A question waits for its answer.
      if (useStore.getState().incoming || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      // The focus may have moved on since the key was sent.
      const target = document.activeElement ?? document.body;
      if (event.ctrlKey || event.metaKey) {
        if (event.altKey || target.matches(writing)) return;
        if (key === "y" || (key === "z" && event.shiftKey)) redo();
        else if (key === "z") undo();
        else return;
      } else {
        if (event.altKey || !isFree(target) || (key !== " " && key !== "p")) return;
        // A key that is held does it once.
        if (event.repeat) event.preventDefault();
        else if (key === " ") train();
        else changeSetup({ projector: !useStore.getState().setup.projector });
      }
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [train]);
}
