import { useEffect } from "react";
import { changeSetup, redo, undo } from "../store/actions.ts";
import { useStore } from "../store/store.ts";

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest("input:not([type=range]), select, textarea, button, [role=button]") !== null;

/** Space trains or pauses, Ctrl Z and Ctrl Y undo and redo, P toggles the projector view. */
export function useShortcuts(train: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // A question waits for its answer.
      if (useStore.getState().incoming) return;
      const key = event.key.toLowerCase();
      if ((event.ctrlKey || event.metaKey) && key === "z") {
        if (event.shiftKey) redo();
        else undo();
      } else if ((event.ctrlKey || event.metaKey) && key === "y") redo();
      else if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      else if (event.key === " ") train();
      else if (key === "p") changeSetup({ projector: !useStore.getState().setup.projector });
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [train]);
}
