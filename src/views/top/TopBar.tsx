import { Contrast, Presentation, Redo2, Undo2 } from "lucide-react";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { useStore } from "../../store/store.ts";
import { ActionButton } from "../ActionButton.tsx";
import { count } from "../format.ts";
import { pageOf } from "../margin/registry.ts";
import styles from "./TopBar.module.css";
import { WayBack } from "./WayBack.tsx";

/** Wordmark, the thread of what was done, and the tools. */
export function TopBar() {
  const projector = useStore((state) => state.setup.projector);
  return (
    <header className={styles.top}>
      <h1 className={styles.wordmark}>Pruning Playground</h1>
      <WayBack />
      <section className={styles.tools} aria-label="Tools">
        <ActionButton id="undo" className="icon">
          <Undo2 aria-hidden />
        </ActionButton>
        <RunsButton />
        <ActionButton id="redo" className="icon">
          <Redo2 aria-hidden />
        </ActionButton>
        <ActionButton id="share" className={styles.word} />
        <ActionButton id="projector" className="icon" isPressed={projector}>
          <Presentation aria-hidden />
        </ActionButton>
        <ActionButton id="theme" className="icon">
          <Contrast aria-hidden />
        </ActionButton>
      </section>
    </header>
  );
}

/** Opens all that was done so far. */
function RunsButton() {
  const states = useStore((state) => state.nodes.size);
  const isOpen = useStore((state) => state.note === "runs");
  return (
    <button
      type="button"
      className={styles.word}
      aria-expanded={isOpen}
      onPointerEnter={() => pageOf("runs")?.part.prepare()}
      onFocus={() => pageOf("runs")?.part.prepare()}
      onClick={() => (isOpen ? closeNote() : openNote("runs"))}
    >
      Runs: {states === 1 ? "1 state" : `${count(states)} states`}
    </button>
  );
}
