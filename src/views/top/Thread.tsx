import { type KeyboardEvent, useMemo } from "react";
import { closeNote, openNote } from "../../store/actions/look.ts";
import { useStore } from "../../store/store.ts";
import { pageTitles } from "../../text/margin.ts";
import { runsText } from "../../text/runs.ts";
import { drawingOf } from "../drawn.tsx";
import { pageOf } from "../margin/registry.ts";
import { stepBack } from "../runs/looked.ts";
import { asMapState } from "../runs/mapState.ts";
import styles from "./Thread.module.css";

const ThreadLine = drawingOf("ThreadLine", styles.line);

/** What was done so far as one line of states; opens all of it. */
export function Thread() {
  const nodes = useStore((state) => state.nodes);
  const here = useStore(({ place }) => place?.current ?? 0);
  const isOpen = useStore((state) => state.note === "runs");
  const states = useMemo(() => [...nodes.values()].map((node) => asMapState(node, ({ pruned }) => pruned)), [nodes]);
  const runs = useMemo(() => {
    const parents = new Set(states.map(({ parent }) => parent));
    return states.filter(({ id, isHidden }) => !isHidden && !parents.has(id)).length;
  }, [states]);
  const prepare = () => pageOf("runs")?.part.prepare();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.key !== "Escape") return;
    event.preventDefault();
    stepBack();
  };
  return (
    <button
      type="button"
      className={styles.thread}
      aria-label={`${pageTitles.runs}: ${runsText.runs(runs)}`}
      aria-expanded={isOpen}
      onPointerEnter={prepare}
      onFocus={prepare}
      onKeyDown={onKeyDown}
      onClick={() => (isOpen ? closeNote() : openNote("runs"))}
    >
      <ThreadLine states={states} here={here} />
      <span>{runsText.runs(runs)}</span>
    </button>
  );
}
