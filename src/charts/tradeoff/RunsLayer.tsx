import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { type MapNode, neighbour } from "../runs/forest.ts";
import { NodeButton } from "../runs/NodeButton.tsx";
import { placeNodes, type Scales } from "../runs/place.ts";
import { useTheme } from "../useTheme.ts";
import styles from "./RunsLayer.module.css";
import { RunsTree } from "./RunsTree.tsx";

/** All that was done, as the chart draws it: plain data. */
export interface Runs {
  readonly nodes: readonly MapNode[];
  /** The state that stands, the one that undo leads to, and all on the way from the first of its network. */
  readonly here: number;
  readonly before: number | null;
  readonly way: ReadonlySet<number>;
  /** What networks are called; written at their first states where there are several. */
  readonly networks: readonly string[];
  readonly selected: number;
  /** The two that are compared, "A" and "B". */
  readonly compared: ReadonlyMap<number, string>;
  /** The curve that a cut of a state slid down, by sparsity; null where it is not known. */
  readonly curveOf: (id: number) => readonly { readonly sparsity: number; readonly accuracy: number }[] | null;
}

/** The tree of all that was done on the chart's own axes: a cut slides down its curve, training lifts straight up. One state is selected, by
 *  arrow keys or a tap; Enter or another tap goes there. */
export function RunsLayer(props: {
  runs: Runs;
  /** Those of the chart, and its size in pixels. */
  scales: Scales;
  width: number;
  height: number;
  onSelect: (id: number) => void;
  onGo: (id: number) => void;
  /** Another state is chosen, to be compared with one: the first tap takes it, and the keys lead here. */
  isChoosing: boolean;
  onEscape: () => void;
}) {
  const { runs, scales, width, height, onSelect, onGo, isChoosing, onEscape } = props;
  const { nodes, here, way } = runs;
  const layer = useRef<HTMLElement>(null);
  const radius = useTheme().mark * 1.35;
  const marks = useMemo(() => placeNodes(nodes, scales, 2.4 * radius), [nodes, scales, radius]);
  const selected = nodes.find(({ states }) => states.some(({ id }) => id === runs.selected))?.state.id ?? here;
  useEffect(() => {
    if (isChoosing) layer.current!.querySelector<HTMLElement>("button[tabindex='0']")?.focus();
  }, [isChoosing]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      event.preventDefault();
      onEscape();
    }
    const next = neighbour(nodes, selected, event.key, way);
    if (next === null) return;
    event.preventDefault();
    onSelect(next);
    layer.current!.querySelector<HTMLElement>(`[data-state="${next}"]`)?.focus({ preventScroll: true });
  };
  const latest = useRef({ onSelect, onGo });
  latest.current = { onSelect, onGo };
  const select = useCallback((id: number) => latest.current.onSelect(id), []);
  const go = useCallback((id: number) => latest.current.onGo(id), []);
  return (
    // One stop for Tab; the arrow keys go from state to state. What is pressed here moves no handle.
    <section
      ref={layer}
      className={styles.layer}
      aria-label={`Map of ${nodes.length} states: arrow keys go along the steps, Enter goes there`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <RunsTree {...{ runs, marks, scales, selected, radius, width, height }} />
      {marks.map(({ node: { state }, x, y }) => (
        <NodeButton
          key={state.id}
          id={state.id}
          description={state.description}
          x={x}
          y={y}
          isHere={state.id === here}
          isSelected={state.id === selected}
          onSelect={select}
          onGo={go}
          goesAtOnce={isChoosing}
        />
      ))}
    </section>
  );
}
