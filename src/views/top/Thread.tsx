import { type KeyboardEvent, useMemo } from "react";
import type { RunNode } from "../../recipe/node.ts";
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
  const states = useMemo(
    () => madeHere([...nodes.values()], here).map((node) => asMapState(node, ({ pruned }) => pruned)),
    [nodes, here],
  );
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

/** Without the initial weights of networks that came trained: nobody has been there, unless one is there or has gone on from them. */
function madeHere(nodes: readonly RunNode[], here: number): readonly RunNode[] {
  const came = new Map(nodes.flatMap((node) => (node.step?.kind === "load" ? [[node.parent, node.id]] : [])));
  const goneOn = new Set(
    nodes.flatMap(({ id, parent }) => (came.has(parent) && came.get(parent) !== id ? [parent] : [])),
  );
  const isLeftOut = (id: number | null) => came.has(id) && id !== here && !goneOn.has(id);
  return nodes
    .filter(({ id }) => !isLeftOut(id))
    .map((node) => (isLeftOut(node.parent) ? { ...node, parent: null } : node));
}
