import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef } from "react";
import { cutChartText } from "../../text/charts.ts";
import { neighbour } from "../runs/forest.ts";
import { NodeButton } from "../runs/NodeButton.tsx";
import { placeNodes, type Scales } from "../runs/place.ts";
import { useTheme } from "../useTheme.ts";
import styles from "./RunsLayer.module.css";
import { RunsTree } from "./RunsTree.tsx";
import type { RunsShown } from "./runsShown.ts";
import type { Polyline } from "./span.ts";

/** The tree of all that was done on the chart's own axes: a cut slides down its curve, training lifts straight up. One state is selected, by
 *  arrow keys or a tap; Enter or another tap goes there. */
export function RunsLayer(props: {
  runs: RunsShown;
  /** Those of the chart, and its size in pixels. */
  scales: Scales;
  width: number;
  height: number;
  curves: readonly Polyline[];
  onSelect: (id: number) => void;
  onGo: (id: number) => void;
  /** Another state is chosen, to be compared with one: the first tap takes it, and the keys lead here. */
  isChoosing: boolean;
  onEscape: () => void;
}) {
  const { runs, scales, width, height, curves, onSelect, onGo, isChoosing, onEscape } = props;
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
      aria-label={cutChartText.map(nodes.length)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <RunsTree {...{ runs, marks, scales, selected, radius, width, height, curves }} />
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
